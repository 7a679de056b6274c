import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { ListedPeople, Registry, categoryOf } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { SHOWS_NOTHING } from './access.routes';
import { aFile } from './crossing.file';
import { forAll } from './for-all';
import { type House, TODAY, apiAs, openHouse, openWebOn } from './house';
import { letIn } from './provider';
import { addressesOf } from './security/routes';
import { type Answer, type Json, type Visitor, jsonOf, visit } from './visitor';
import { Walk } from './walk';

jest.setTimeout(120_000);

/** Those who see most, each in their way. */
const PEOPLE = ['partnership-team', 'scrutineer', 'council-partner', 'learning-inquiry-chair', 'police-representative'];

/** The kinds whose words stand nowhere else: groups and roles are called alike everywhere. */
const RECORDS = ['referrals', 'rapid-reviews', 'learning-events', 'audits', 'recommendations'];

/** A reference that a form gives as an example. */
const EXAMPLE = 'REF-2026-27-001';

/** Another partnership on the same database and the same log, with people of the same names. */
async function openNeighbour(house: House) {
  const web = await openWebOn(house, pino({ level: 'silent' }), {
    partnership: { id: 'neighbour', name: 'The neighbouring partnership' },
    people: new ListedPeople(demonstrationPeople),
    limits: null,
  });
  await letIn(web.web);
  const visited = { url: web.url, api: (person: string) => apiAs(web.url, person) };
  const visitors = await Promise.all(PEOPLE.map((person) => visit(visited, person)));
  return { ...web, visitors };
}

/** What one partnership has: what the other must never come to know. */
interface Held {
  /** By path of the kind. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Ids, references and titles. */
  readonly words: readonly string[];
  /** `recommendations/<id>/files/<file>` */
  readonly file: string;
  /** `referrals/<id>/concerned/<subject>` */
  readonly subject: string;
}

const house = forAll(openHouse);
const neighbour = forAll(() => openNeighbour(house));
const walk = new Walk(house);
let held: Held;

beforeAll(async () => {
  held = await heldBy();
}, 120_000);

async function heldBy(): Promise<Held> {
  const team = await walk.as('partnership-team');
  const ids = new Map<string, readonly string[]>();
  const words: string[] = [];
  for (const { path } of house.web.app.get(Registry).kinds) {
    const items = jsonOf(await team.get(`/api/v1/${path}?pageSize=200`))['items'] as readonly Json[];
    ids.set(
      path,
      items.map(({ id }) => String(id)),
    );
    if (RECORDS.includes(path))
      words.push(...items.flatMap(({ id, reference, title }) => [id, reference, title].map(String)));
  }
  const [referral = ''] = ids.get('referrals') ?? [];
  await walk.act('partnership-team', `referrals/${referral}/people-concerned`, {
    people: [{ kind: 'practitioner', name: 'Somebody' }],
  });
  const subject = /referrals\/[\w-]+\/concerned\/[\w-]+/.exec(
    await walk.text('partnership-team', `referrals/${referral}`),
  );
  return {
    ids,
    words: words.filter((word) => word.length > 11 && word !== EXAMPLE),
    file: await aFile(house, team, ids.get('recommendations') ?? []),
    subject: subject?.[0] ?? '',
  };
}

/** A page without what is new each time, and with one name for the id that was asked. */
const plain = ({ status, location, text }: Answer, asked: readonly string[]): unknown => {
  const same = (words: string): string =>
    asked.reduce((all, id) => all.replaceAll(id, 'ID'), words).replaceAll(/nonce="[^"]*"|value="[\w-]{20,}"/g, '');
  return { status, location: same(location), text: same(text) };
};

const asking = (visitor: Visitor, path: string): Promise<Answer> =>
  path.startsWith('/api/') ? visitor.get(path) : visitor.page(path);

type Foreign = readonly [address: string, ids: readonly string[]];

/** Every address with an id in it, and what stands there is the other partnership's; with the ids in it. */
const foreign = (): readonly Foreign[] => [
  ...addressesOf(house.web.app)
    .filter(({ method, path }) => method === 'GET' && path.includes(':id'))
    .flatMap(({ path }) => atPath(path)),
  ...[held.file, held.subject].flatMap((path) => ofParts(path)),
  ...house.web.app
    .get(Registry)
    .kinds.flatMap(({ path, category }) =>
      (held.ids.get(path) ?? []).slice(0, 2).map((id): Foreign => [`/api/v1/history?stream=${category}-${id}`, [id]]),
    ),
];

/** A route, for one record of each kind that it serves, and every act there. */
function atPath(path: string): readonly Foreign[] {
  const kinds = [...held.ids].filter(([kind]) => path.includes(':kind') || path.includes(`/${kind}/`));
  return kinds.flatMap(([kind, ids]) =>
    ids.slice(0, 1).flatMap((id) =>
      (path.includes(':act') ? actsOf(kind) : ['']).map((act): Foreign => {
        const parts = { kind, id, act, file: lastOf(held.file), subject: lastOf(held.subject) };
        return [path.replace(/:(\w+)/g, (_, name: keyof typeof parts) => parts[name]), [id]];
      }),
    ),
  );
}

const lastOf = (path: string): string => path.split('/').at(-1) ?? '';

function ofParts(path: string): readonly Foreign[] {
  const ids = path.split('/').filter((part) => part.length > 20);
  return [
    [`/${path}`, ids],
    [`/api/v1/${path}`, ids],
  ];
}

const actsOf = (path: string): readonly string[] =>
  (house.web.app.get(Registry).at(path)?.acts ?? []).map(({ name }) => name);

/** The one who sees most, and one of the others. */
const inTurn = (n: number): readonly Visitor[] => {
  const [team, ...others] = neighbour.visitors;
  const other = others[n % others.length];
  return [team, other].filter((visitor) => visitor !== undefined);
};

/** The same address with ids that nobody has. */
const unknown = (address: string, ids: readonly string[]) => {
  const others = ids.map(() => randomUUID());
  return { path: ids.reduce((path, id, n) => path.replaceAll(id, others[n] ?? ''), address), ids: others };
};

describe('what another partnership has', () => {
  it('is at no address where an id stands: the answer is as for an id that nobody has', async () => {
    const surprises: unknown[] = [];
    const addresses = foreign();
    for (const [n, [address, ids]] of addresses.entries())
      for (const visitor of inTurn(n)) {
        const nowhere = unknown(address, ids);
        const [there, not] = await Promise.all([asking(visitor, address), asking(visitor, nowhere.path)]);
        if (JSON.stringify(plain(there, ids)) !== JSON.stringify(plain(not, nowhere.ids)) || there.status === 200)
          surprises.push([visitor.person, address, there.status, not.status]);
      }
    expect(addresses.length).toBeGreaterThan(150);
    expect(surprises).toEqual([]);
  });

  it('is in no list, table or page that names no record, whatever is looked for', async () => {
    const routes = addressesOf(house.web.app).filter(({ method, path }) => method === 'GET' && !/:(?!kind)/.test(path));
    const paths = routes.flatMap(({ path }) =>
      path.includes(':kind') ? [...held.ids.keys()].map((kind) => path.replace(':kind', kind)) : [path],
    );
    const [reference = '', title = ''] = held.words.filter((word) => !/^[0-9a-f-]{36}$/.test(word));
    for (const path of paths.filter((each) => !(each in SHOWS_NOTHING)))
      for (const visitor of inTurn(path.length))
        for (const query of ['', `?q=${reference}`, `?q=${encodeURIComponent(title)}`]) {
          const { text } = await asking(visitor, path + query);
          // What one looks for oneself stands in the field, and in the list of one's own looks.
          const found = held.words.filter((word) => text.includes(word) && ![reference, title].includes(word));
          expect([visitor.person, path + query, found]).toEqual([visitor.person, path + query, []]);
        }
  });

  it('is no choice of any form that opens a record', async () => {
    for (const kind of held.ids.keys())
      for (const visitor of inTurn(kind.length)) {
        const { text } = await visitor.page(`/${kind}/new`);
        expect([kind, held.words.filter((word) => text.includes(word))]).toEqual([kind, []]);
      }
  });

  it('is changed by nothing that is sent: the answer is as for an id that nobody has', async () => {
    const before = await house.log.head();
    const targets = [...held.ids].flatMap(([path, ids]) =>
      ids.flatMap((id) => actsOf(path).map((act) => ({ path, id, act }))),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...targets),
        fc.constantFrom(...neighbour.visitors),
        fc.boolean(),
        async ({ path, id, act }, visitor, byForm) => {
          const send = (to: string): Promise<Answer> =>
            byForm ? visitor.form(`/${path}/${to}/${act}`, {}) : visitor.post(`/api/v1/${path}/${to}/${act}`, {});
          const nobody = randomUUID();
          const [there, not] = [await send(id), await send(nobody)];
          expect(plain(there, [id])).toEqual(plain(not, [nobody]));
          // Who may do it to no record is told so before anybody looks for one.
          expect([403, 404]).toContain(there.status);
        },
      ),
      { numRuns: 80 },
    );
    const written = await house.log.readAll(before, 10_000);
    expect(written.filter(({ stream }) => categoryOf(stream) !== 'access')).toEqual([]);
  });

  it('has references of its own, which the other’s do not count on', async () => {
    const [team] = neighbour.visitors;
    const mine = await walk.as('partnership-team');
    const counted = async (): Promise<unknown> => jsonOf(await mine.get('/api/v1/referrals'))['total'];
    const before = await counted();
    const agency = await team?.post('/api/v1/agencies', {
      name: 'The neighbour’s police',
      kind: 'safeguarding-partner',
    });
    await house.engine.catchUp();
    const { id: police } = jsonOf(agency as Answer) as { id: string };
    const made = await team?.post('/api/v1/referrals', {
      headline: 'Of the neighbour only',
      from: police,
      role: 'Sergeant',
      receivedOn: TODAY,
      numberOfChildren: 1,
      harm: 'suspected',
      whatHappened: 'Something.',
      why: 'To learn.',
      agencies: [police],
    });
    await house.engine.catchUp();
    expect(made && [made.status, jsonOf(made)['reference']]).toEqual([201, 'REF-2026-27-001']);
    const { id } = jsonOf(made as Answer) as { id: string };
    expect((await team?.get(`/api/v1/referrals/${id}`))?.status).toBe(200);
    expect((await mine.get(`/api/v1/referrals/${id}`)).status).toBe(404);
    expect(await counted()).toBe(before);
  });
});
