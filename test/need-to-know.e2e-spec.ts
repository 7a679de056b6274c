import { DataSource } from 'typeorm';
import { historyOf } from '#app/platform';
import { readModels } from '../apps/projector/src/slices';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { SHOWS } from './access.routes';
import { forAll } from './for-all';
import { openHouse } from './house';
import { CHAIR, NO_SUCH, Planted, SCRUTINEER, TEAM, alike, restrict } from './need-to-know.house';
import { Inviting } from './people.house';
import { addressesOf } from './security/routes';
import { type Answer, ask } from './visitor';

const house = forAll(openHouse);
const walk = new Inviting(house);
const OTHERS = demonstrationPeople.map(({ id }) => id).filter((id) => id !== CHAIR);

let planted: Planted;
let keeper: string;
/** The cookie of somebody of the Partnership Team who is neither named nor the manager. */
let another: string;
/** What the chair read of each record before it was restricted. */
const before = new Map<string, string>();

beforeAll(async () => {
  keeper = (await walk.letIn('Second of the team', { role: 'partnership-team', opensDetails: false })).post;
  another = (await walk.letIn('Third of the team', { role: 'partnership-team', opensDetails: false })).cookie;
  planted = await Planted.in(walk);
  for (const { kind, record } of planted.all)
    before.set(kind.path, await walk.text(CHAIR, `${kind.path}/${record.id}`));
  for (const path of ['referrals', 'learning-events', 'audits']) await restrict(walk, planted.record(path), [keeper]);
}, 300_000);

const answers = new Map<string, Answer>();
/** Once for each: until everybody has asked everything, nobody does anything. */
const asked = async (person: string, address: string): Promise<Answer> => {
  const visitor = await walk.as(person);
  const known = answers.get(`${person} ${address}`);
  const answer = known ?? (await (address.startsWith('/api/') ? visitor.get(address) : visitor.page(address)));
  answers.set(`${person} ${address}`, answer);
  return answer;
};

/** Every address of every GET route, about what is withheld, and lists that search for it. */
const addresses = (): readonly string[] => [
  ...Object.values(SHOWS).flatMap((shown) => shown(planted.samples).map(({ address }) => address)),
  ...['', '/api/v1'].flatMap((from) =>
    planted.all.flatMap(({ kind: { path }, record }) => [
      `${from}/${path}?words=${encodeURIComponent(record.reference)}`,
      `${from}/${path}?pageSize=200`,
    ]),
  ),
  ...['', '/api/v1'].flatMap((from) => [
    ...planted.all.map(({ kind, record }) => `${from}/audit-trail?record=${kind.category}-${record.id}`),
    ...planted.all.map(({ record }) => `${from}/looks?record=${record.reference}`),
    `${from}/restrictions`,
  ]),
];

describe('a restricted record, to who is not named', () => {
  it('is tried by every route that shows something', () => {
    const reads = addressesOf(house.web.app).filter(({ method }) => method === 'GET');
    expect(reads.filter(({ path }) => path.includes(':kind') && !(path in SHOWS)).map(({ path }) => path)).toEqual([
      '/:kind/new',
    ]);
  });

  it.each(OTHERS)('leaves no trace in any answer: %s', async (person) => {
    for (const address of addresses()) {
      const { text } = await asked(person, address);
      // What somebody asked for may come back to them; what they did not know may not.
      const told = planted.traces.filter((trace) => !decodeURIComponent(address).includes(trace));
      expect([address, told.filter((trace) => text.includes(trace))]).toEqual([address, []]);
    }
  });

  it.each(OTHERS)('is answered like an id that does not exist: %s', async (person) => {
    const ids = planted.all.map(({ record }) => record.id);
    for (const address of addresses().filter((one) => ids.some((id) => one.includes(id)))) {
      const id = ids.find((one) => address.includes(one)) ?? '';
      const [there, nowhere] = [await asked(person, address), await asked(person, address.replace(id, NO_SUCH))];
      expect([address, there.status, alike(there.text, id)]).toEqual([
        address,
        nowhere.status,
        alike(nowhere.text, NO_SUCH),
      ]);
    }
  });

  it.each(['partnership-team', 'police-representative'])(
    'takes no act of theirs, as if it were not there: %s',
    async (person) => {
      const visitor = await walk.as(person);
      for (const { kind, record } of planted.all)
        for (const { name } of kind.acts) {
          const { status, text } = await visitor.post(`/api/v1/${kind.path}/${record.id}/${name}`, {});
          expect([kind.path, name, status, planted.in(text.replaceAll(record.id, ''))]).toEqual([
            kind.path,
            name,
            404,
            [],
          ]);
        }
      const source = planted.record('referrals').reference;
      await walk.act(
        TEAM,
        'restrictions',
        { record: source, named: [TEAM], until: '2027-01-01', reason: 'I want to see it.' },
        409,
      );
    },
  );

  it('shows as a count, where a list is not narrowed', async () => {
    expect(await walk.page(TEAM, '/audits')).toContain('1 more is restricted to the people who are named.');
    expect(await walk.page(TEAM, '/rapid-reviews')).toContain('1 more is restricted to the people who are named.');
    expect(await walk.page(TEAM, '/audits?words=ladders')).not.toContain('restricted to the people');
    expect(await walk.page(CHAIR, '/audits')).not.toContain('restricted to the people');
  });

  it('is counted by the API beside the total, of all and never of what was asked for, and in nothing else', async () => {
    const counted = async (person: string, path: string) => {
      const { total, withheld, items } = (await walk.see(person, path)) as {
        total: number;
        withheld: number;
        items: [];
      };
      return { total, withheld, items: items.length };
    };
    const everything = await counted(TEAM, 'audits?pageSize=200');
    expect(everything).toMatchObject({ withheld: 1, total: everything.items });
    expect(await counted(TEAM, 'audits?words=ladders')).toEqual({ total: 0, withheld: 1, items: 0 });
    expect(await counted(TEAM, 'audits?words=nothing-like-it')).toEqual({ total: 0, withheld: 1, items: 0 });
    expect(await counted(CHAIR, 'audits?words=ladders')).toEqual({ total: 1, withheld: 0, items: 1 });
    expect(await counted(TEAM, 'rapid-reviews')).toMatchObject({ withheld: 1 });
    // Nobody can restrict these.
    expect(await counted(TEAM, 'agencies?pageSize=1')).toMatchObject({ withheld: 0 });
  });
});

describe('a restricted record, to who is named', () => {
  it('is all as before', async () => {
    for (const { kind, record } of planted.all) {
      expect(await walk.text(CHAIR, `${kind.path}/${record.id}`)).toBe(before.get(kind.path));
      expect(await walk.finds(CHAIR, `${kind.path}?words=${record.reference}`, record.id)).toBe(true);
      expect(await walk.page(CHAIR, `/${kind.path}/${record.id}/history`)).toContain(record.reference);
    }
  });

  it('says on its page, and on that of what came of it, to whom it is restricted, until when and why', async () => {
    const page = (path: string) => walk.page(CHAIR, `/${path}/${planted.record(path).id}`);
    expect(await page('audits')).toContain(
      'Restricted to 2 people until 26 Feb 2027, because: Somebody in one of the groups is related to the family.',
    );
    expect(await page('recommendations')).toContain('What this came from, or names, is restricted');
    expect(await page('audits')).not.toContain('Restrict to named people');
  });
});

describe('unusual access', () => {
  it('counts restricted records that somebody looked at, and tells of none', async () => {
    const further = await walk.see(CHAIR, `recommendations?words=${encodeURIComponent('Susurrant')}`);
    for (const { id } of further['items'] as readonly { id: string }[]) await walk.text(CHAIR, `recommendations/${id}`);
    for (const { kind, record } of planted.all) await walk.text(CHAIR, `${kind.path}/${record.id}`);
    await house.engine.catchUp();
    for (const person of [TEAM, SCRUTINEER]) {
      const flag = await walk.page(person, `/unusual-access/${planted.samples.flag}`);
      expect(flag).toContain('Many restricted records within an hour');
      expect(planted.in(flag)).toEqual([]);
    }
    expect(await walk.text(SCRUTINEER, 'unusual-access')).toContain('"count":6');
  });
});

/** Read models whose rows are about no record, with why. */
const ABOUT_NONE: Readonly<Record<string, string>> = {
  agency: 'who is who',
  group: 'who is who',
  post: 'who is who',
  meeting: 'who is who',
  'recommendation-theme': 'counts words; the filter that lists them leaves out those of withheld recommendations alone',
  restriction: 'is told by grounds, and tells of the record nothing but its kind',
  'restriction-overseer': 'who is who',
  retention: 'a class of records, and no record',
};

describe('a read model', () => {
  it('says which record its rows are about, or stands here', () => {
    const forgotten = readModels.filter(({ about }) => about === undefined).map(({ projection: { name } }) => name);
    expect(forgotten.toSorted()).toEqual(Object.keys(ABOUT_NONE).toSorted());
  });

  it('has the policy on its table, its history and nowhere less', async () => {
    const rows = await walk.query(
      `SELECT relname::text AS name FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
        WHERE polname = 'need_to_know' AND NOT polpermissive ORDER BY 1`,
    );
    const tables = readModels
      .filter(({ about }) => about)
      .flatMap(({ table, projection: { history } }) => {
        const { tableName } = house.web.app.get(DataSource).getMetadata(table);
        return history ? [tableName, historyOf(tableName)] : [tableName];
      });
    expect(rows.map((row) => (row as { name: string }).name)).toEqual(tables.toSorted());
  });

  it('costs no more where there are many records: no room is made beforehand for what is hardly ever found', async () => {
    const functions = await walk.query(
      `SELECT proname::text AS name, 'work_mem=64kB' = ANY (coalesce(proconfig, '{}')) AS lean FROM pg_proc
        WHERE prosrc LIKE '%RECURSIVE hidden%' ORDER BY proname`,
    );
    expect(functions).toEqual(['restricted_on', 'withheld_records'].map((name) => ({ name, lean: true })));
  });
});

describe('the list of restrictions', () => {
  const references = async (person: string) =>
    ((await walk.see(person, 'restrictions?state=standing'))['items'] as readonly { reference: string }[]).length;

  it('is told to those who oversee them and to those whom they name, and to nobody else', async () => {
    expect(await Promise.all([TEAM, SCRUTINEER, CHAIR].map(references))).toEqual([3, 3, 3]);
    for (const person of OTHERS.filter((one) => ![TEAM, SCRUTINEER].includes(one)))
      expect([person, await references(person)]).toEqual([person, 0]);
  });

  it('is on no trail of who is not told', async () => {
    const trail = (person: string) => walk.text(person, 'audit-trail?kind=restriction&pageSize=200');
    expect(await trail(SCRUTINEER)).toContain('Restricted to named people');
    expect(planted.in(await trail(SCRUTINEER))).toEqual([]);
    const seen = async (path: string) => (await ask(`${house.url}${path}`, { headers: { cookie: another } })).text;
    for (const path of ['/audit-trail?kind=restriction', '/audit-trail', '/looks', '/restrictions'])
      expect([path, /RES-\d|related to the family/.exec(await seen(path))?.[0]]).toEqual([path, undefined]);
    expect(planted.in(await seen('/audit-trail'))).toEqual([]);
    expect(await seen('/audits')).toContain('1 more is restricted');
  });
});
