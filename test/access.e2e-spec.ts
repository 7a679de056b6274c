import fc from 'fast-check';
import { Client } from 'pg';
import { Registry } from '#app/platform';
import { leaving, looksIn } from './access.house';
import { SHOWS, SHOWS_NOTHING, type Sample, type Samples } from './access.routes';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { addressesOf } from './security/routes';
import { trail } from './trail-log.house';
import { type Json, type Visitor, ask, jsonOf } from './visitor';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const POLICE = 'police-representative';

const house = forAll(openHouse);
const walk = new Walk(house);
let team: Visitor;
let samples: Samples;

beforeAll(async () => {
  team = await walk.as(TEAM);
  samples = await samplesOf();
});

const items = async (person: string, path: string): Promise<readonly Json[]> =>
  (await walk.see(person, path))['items'] as readonly Json[];

async function samplesOf(): Promise<Samples> {
  const all = await Promise.all(house.web.app.get(Registry).kinds.map(sampleOf));
  const of = (path: string): Sample => {
    const sample = all.find(({ kind }) => kind.path === path);
    if (!sample) throw new Error(path);
    return sample;
  };
  return {
    all,
    of,
    file: await anEvidenceFile(),
    subject: await somebodyConcerned(of('referrals')),
    flag: await somethingUnusual(),
  };
}

async function sampleOf(kind: Sample['kind']): Promise<Sample> {
  const [first] = await items(TEAM, `${kind.path}?pageSize=1`);
  const record = await kind.find(String(first?.['id']));
  if (!record) throw new Error(`There is no record of ${kind.path}`);
  for (const { name } of kind.acts) {
    const { status } = await team.page(`/${kind.path}/${record.id}/${name}`);
    if (status === 200) return { kind, record, act: name };
  }
  return { kind, record, act: undefined };
}

/** Of a recommendation: `<id>/files/<file>`. */
async function anEvidenceFile(): Promise<string> {
  const files = [{ name: 'report.txt', content: Buffer.from('Dip sample of 20').toString('base64') }];
  for (const { id } of await items(TEAM, 'recommendations?status=open'))
    for (const line of (await walk.see(TEAM, `recommendations/${String(id)}`))['lines'] as readonly Json[]) {
      const progress = { lineId: line['id'], text: 'Begun.', on: TODAY, files };
      if ((await team.post(`/api/v1/recommendations/${String(id)}/progress`, progress)).status !== 200) continue;
      await house.engine.catchUp();
      const href = /[\w-]+\/files\/[\w-]+/.exec(await walk.text(TEAM, `recommendations/${String(id)}`))?.[0];
      if (href !== undefined) return href;
    }
  throw new Error('Nobody takes a file');
}

/** `<kind>/<record>/concerned/<subject>`. */
async function somebodyConcerned({ record: { id } }: Sample): Promise<string> {
  const people = [{ kind: 'practitioner', name: 'Somebody' }];
  await walk.act(TEAM, `referrals/${id}/people-concerned`, { people });
  const href = /referrals\/[\w-]+\/concerned\/[\w-]+/.exec(await walk.text(TEAM, `referrals/${id}`))?.[0];
  if (href === undefined) throw new Error('Nobody is concerned');
  return href;
}

/** The police’s representative reads more records within an hour than is usual. */
async function somethingUnusual(): Promise<string> {
  const police = await walk.as(POLICE);
  for (const { id } of (await items(POLICE, 'recommendations?pageSize=40')).slice(0, 35))
    expect((await police.get(`/api/v1/recommendations/${String(id)}`)).status).toBe(200);
  await house.engine.catchUp();
  return `${TODAY}-many-records-${POLICE}`;
}

describe('every page and every address of the API', () => {
  const reads = () => addressesOf(house.web.app).filter(({ method }) => method === 'GET');

  it('shows no record and no list, or is asked here what look it leaves', () => {
    const known = [...Object.keys(SHOWS_NOTHING), ...Object.keys(SHOWS)].toSorted();
    expect([...new Set(reads().map(({ path }) => path))].toSorted()).toEqual(known);
  });

  it.each(Object.entries(SHOWS))('%s leaves exactly one look', async (_route, shown) => {
    const asked = shown(samples);
    expect(asked.length).toBeGreaterThan(0);
    for (const { address, person = TEAM, look } of asked) {
      const visitor = await walk.as(person);
      const through = address.startsWith('/api/') ? 'api' : 'page';
      const asking = () => (through === 'api' ? visitor.get(address) : visitor.page(address));
      const { answer, looks } = await leaving(house, asking);
      expect([address, answer.status]).toEqual([address, 200]);
      expect([address, looks.map(({ event }) => event)]).toEqual([
        address,
        [expect.objectContaining({ type: expect.any(String) as string })],
      ]);
      expect(looks[0]?.event).toMatchObject(look);
      expect(looks[0]).toMatchObject({
        event: { data: { through, address: '127.0.0.1' } },
        metadata: { actor: person, onBehalfOf: { role: person === TEAM ? TEAM : 'agency-representative' } },
      });
    }
  });

  it.each(Object.keys(SHOWS_NOTHING).filter((path) => !path.includes(':')))('%s leaves none', async (path) => {
    expect((await leaving(house, () => team.page(path))).looks).toEqual([]);
  });

  it('leaves none where it is refused, is not there, or is asked by nobody', async () => {
    const police = await walk.as(POLICE);
    const { id } = samples.of('referrals').record;
    for (const [asking, status] of [
      [() => police.page('/audit-trail'), 403],
      [() => police.page('/looks'), 403],
      [() => police.get(`/api/v1/looks`), 403],
      [() => police.page(`/referrals/${id}/looks`), 403],
      [() => team.page('/referrals/nothing-here'), 404],
      [() => team.get('/api/v1/referrals?status=nonsense'), 400],
      [() => ask(`${house.url}/referrals/${id}`), 303],
    ] as const) {
      const { answer, looks } = await leaving(house, asking);
      expect([answer.status, looks]).toEqual([status, []]);
    }
  });
});

describe('a look', () => {
  it('keeps the words of a search as they were typed, in the shape of a sealed field', async () => {
    const words = '  Bruise % “Ärm”\u0000 <b>';
    const { looks } = await leaving(house, () =>
      team.page(`/referrals?status=open&words=${encodeURIComponent(words)}&page=1&what=x`),
    );
    expect(looks[0]?.event).toMatchObject({
      type: 'ListSeen',
      data: {
        list: 'referrals',
        chosen: { page: '1' },
        typed: {
          words: { sealed: false, text: words.replace('\u0000', '\uFFFD') },
          what: { sealed: false, text: 'x' },
        },
      },
    });
    await house.engine.catchUp();
    const page = await walk.page(TEAM, '/looks?record=&person=partnership-team');
    expect(page).toContain('Searched the list');
    expect(page).toContain('Bruise % “Ärm”� &lt;b&gt;');
  });

  it('of a representative says whether what they saw names their agency', async () => {
    const police = await walk.as(POLICE);
    const told = new Map<unknown, number>();
    for (const { id } of await items(TEAM, 'recommendations?pageSize=40')) {
      const { answer, looks } = await leaving(house, () => police.get(`/api/v1/recommendations/${String(id)}`));
      const { namesTheirAgency } = looks[0]?.event.data as { namesTheirAgency?: boolean };
      expect(namesTheirAgency).toBe(answer.text.includes('"constabulary"'));
      told.set(namesTheirAgency, (told.get(namesTheirAgency) ?? 0) + 1);
    }
    expect([...told.keys()].toSorted()).toEqual([false, true]);
  });

  it('is not on the audit trail, which says where looks are', async () => {
    const total = async () => (await walk.see('scrutineer', 'audit-trail'))['total'];
    const before = await total();
    await team.page('/referrals');
    await house.engine.catchUp();
    expect(await total()).toBe(before);
    expect(await walk.page('scrutineer', '/audit-trail')).toContain('href="/looks"');
  });

  it('is counted with the log and exported with it', async () => {
    const { said } = await trail(house.databaseUrl, 'stats', '--json');
    const { categories } = JSON.parse(said.slice(said.indexOf('{'))) as { categories: Json[] };
    const looks = categories.find(({ category }) => category === 'access');
    expect(looks?.['events']).toBe((await looksIn(house)).length);
  });

  it('comes from the address of the network, and not from what anybody may write into a header', async () => {
    const headers = { cookie: team.cookie, 'x-forwarded-for': '203.0.113.9' };
    const { looks } = await leaving(house, () => ask(`${house.url}/referrals`, { headers }));
    expect(looks[0]?.event.data).toMatchObject({ address: '127.0.0.1' });
  });

  it('that cannot be recorded is not taken: a page says so, and what was asked for is not on it', async () => {
    const { id, reference } = samples.of('referrals').record;
    const blocker = new Client({ connectionString: house.databaseUrl });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE log.event IN EXCLUSIVE MODE');
    const [page, json] = await Promise.all([team.page(`/referrals/${id}`), team.get(`/api/v1/referrals/${id}`)]);
    await blocker.query('ROLLBACK');
    await blocker.end();
    expect([page.status, json.status]).toEqual([503, 503]);
    expect(page.text).toContain('Every look at a record is recorded before it is shown');
    expect(page.text).not.toContain(reference);
    expect(json.text).not.toContain(reference);
    expect(jsonOf(json)['type']).toBe('urn:problem:look-not-recorded');
  });
});

describe('many who look at the same time', () => {
  it('leave one look each: none is lost, none is twice', async () => {
    const people = await Promise.all([TEAM, 'scrutineer', POLICE, 'learning-inquiry-chair'].map((one) => walk.as(one)));
    const paths = ['/learning-events', '/audits', '/', '/recommendations?words=training', '/me/looks'];
    const requests = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 4 })), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(requests, async (drawn) => {
        const head = await house.log.head();
        const answers = await Promise.all(
          drawn.map(([who, where]) => people[who]?.page(paths[where] ?? '/') ?? Promise.reject(new Error('Nobody'))),
        );
        expect(answers.map(({ status }) => status)).toEqual(drawn.map(() => 200));
        const looks = await looksIn(house, head);
        const asked = drawn.map(([who]) => people[who]?.person).toSorted();
        expect(looks.map(({ metadata }) => metadata.actor).toSorted()).toEqual(asked);
        expect(new Set(looks.map(({ metadata }) => metadata.correlationId)).size).toBe(drawn.length);
      }),
      { numRuns: 8 },
    );
    await house.engine.catchUp();
    const all = await looksIn(house);
    const { rows } = await query(
      'SELECT count(*)::int AS looks, count(DISTINCT "correlation")::int AS requests FROM "access_1"',
    );
    expect(rows[0]).toEqual({ looks: all.length, requests: all.length });
  });

  async function query(sql: string) {
    const client = new Client({ connectionString: house.databaseUrl });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  }
});
