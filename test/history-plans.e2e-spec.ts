import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { AskingClient, type Moment, WEB_ROLE, asAt, between, boundTo, nearest, newestFirst } from '#app/platform';
import { RecommendationRow } from '../libs/recommendation/src/read/recommendation.row';
import { trustIn } from '../apps/local/src/postgres.trust';
import { migrate } from '../apps/projector/src/migrate';
import { readStore } from '../apps/projector/src/read-store';
import { freshDatabaseAsBoth } from './postgres';

const HISTORY = '"recommendation_3_history"';
const RECORDS = 2_000;

/** A recommendation every day, each with ten versions that last for a hundred days, but for the last. */
const VERSIONS = `INSERT INTO ${HISTORY}
  SELECT made.* FROM generate_series(1, ${RECORDS}) AS n, generate_series(0, 9) AS v,
    LATERAL (SELECT n * 10 + v * 1000 AS p, timestamptz '2001-01-01T09:00Z' + (n + v * 100) * interval '1 day' AS t) AS begun,
    jsonb_populate_record(NULL::${HISTORY}, jsonb_build_object('id', n, 'reference', 'REC-' || lpad(n::text, 5, '0'), 'title', 'One',
      'revision', v, 'standing', 'open', 'open', n % 7 > 0, 'madeOn', (date '2001-01-01' + n), 'monitor', 'learning-inquiry-group',
      'themes', jsonb_build_array(CASE WHEN n % 5 = 0 THEN 'neglect' ELSE 'thresholds' END), 'sourceKind', 'audit', 'sourceId', n,
      'sourceReference', 'AUD-' || n, 'owners', jsonb_build_array('agency:council'), 'productOnly', false, 'escalatedTo', '[]'::jsonb,
      'partnership', 'isle-of-wight', 'fromPosition', p, 'fromTime', t)
      || CASE WHEN v < 9 THEN jsonb_build_object('toPosition', p + 1000, 'toTime', t + interval '100 days') ELSE '{}' END) AS made`;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Rows and entries of indexes that a plan has read. */
const lookedAt = (plan: Plan): number =>
  (plan['Node Type'].endsWith('Scan')
    ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
    : 0) + (plan.Plans ?? []).reduce((sum, each) => sum + lookedAt(each), 0);

describe('a list as it stood at a moment', () => {
  let urls: { url: string; superuserUrl: string };
  let owner: DataSource;
  let web: DataSource;

  const indexes = async (): Promise<readonly string[]> => {
    const rows = await owner.query<{ definition: string }[]>(
      `SELECT substring(indexdef FROM 'USING.*') AS definition FROM pg_indexes WHERE tablename = $1 ORDER BY 1`,
      [HISTORY.replaceAll('"', '')],
    );
    return rows.map(({ definition }) => definition);
  };

  beforeAll(async () => {
    urls = await freshDatabaseAsBoth();
    await trustIn(urls.superuserUrl);
    await migrate(urls.url);
    owner = await new DataSource(readStore(urls.url)).initialize();
    await owner.query(VERSIONS);
    await owner.query(`VACUUM ANALYZE ${HISTORY}`);
    const bound = boundTo(urls.url, { partnership: 'isle-of-wight', role: WEB_ROLE });
    web = await new DataSource({ ...readStore(bound), extra: { Client: AskingClient } }).initialize();
  });
  afterAll(async () => {
    await web.destroy();
    await owner.destroy();
  });

  const list = (moment: Moment, theme?: string) => {
    const found = asAt(web, RecommendationRow, moment, 'r').andWhere('r.open = :open', { open: true });
    if (theme !== undefined) found.andWhere('r.themes @> ARRAY[:theme]', { theme });
    return found.orderBy(newestFirst('r.madeOn')).addOrderBy('r.reference', 'DESC').take(50);
  };

  /** How many rows and entries of indexes are read for a question of the web. */
  const readBy = async (text: string, values: unknown[]): Promise<number> => {
    const explained = await web.query<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    const plan = explained[0]?.['QUERY PLAN'][0].Plan;
    return plan ? lookedAt(plan) : Infinity;
  };

  const moments: [string, Moment, number][] = [
    ['an early position', { position: 4_000n }, 400],
    ['a position in the middle', { position: 10_000n }, 1_000],
    ['a late position', { position: 19_000n }, 1_900],
    ['an early day', { time: '2002-02-05T10:00:00.000Z' }, 400],
    ['a day in the middle', { time: '2003-09-28T10:00:00.000Z' }, 1_000],
    ['the end', { time: '2050-01-01T00:00:00.000Z' }, 2_000],
  ];

  it.each(moments)('has the newest first, as at %s', async (_, moment, newest) => {
    for (const theme of [undefined, 'neglect']) {
      const wanted = Array.from({ length: newest }, (_one, n) => newest - n)
        .filter((n) => n % 7 > 0 && (theme === undefined || n % 5 === 0))
        .slice(0, 50);
      const rows = await list(moment, theme).getMany();
      expect(rows.map(({ id }) => Number(id))).toEqual(wanted);
    }
  });

  it.each(moments)(
    'looks at few versions more than it shows, as at %s, with the rights of the web',
    async (_, moment) => {
      expect(await readBy(...list(moment).getQueryAndParameters())).toBeLessThan(100);
    },
  );

  it.each([1_000, 10_000, 19_000])(
    'tells what differs between a moment and a little later by looking at few versions more, from %d on',
    async (from) => {
      const day = (n: number): Moment => ({ time: new Date(Date.UTC(2001, 0, 1 + n, 10)).toISOString() });
      for (const [a, b] of [
        [{ position: BigInt(from) }, { position: BigInt(from + 100) }],
        [day(from / 10), day(from / 10 + 10)],
      ] as const) {
        const asked = jest.spyOn(web, 'query');
        let found = 0;
        for await (const { after } of between(web, RecommendationRow, a, b)) if (after) found++;
        const statements = asked.mock.calls.map(([text, values]) => [text, values as unknown[]] as const);
        asked.mockRestore();
        // Of each of ten events as many as ten versions begin, and as many end.
        expect(found).toBeGreaterThan(10);
        for (const statement of statements) expect(await readBy(...statement)).toBeLessThan(800);
      }
    },
  );

  it('gets its indexes in a database that had none of them', async () => {
    const made = await indexes();
    const old = await owner.query<{ name: string }[]>(
      `SELECT quote_ident(indexname) AS name FROM pg_indexes WHERE tablename = $1 AND indexdef LIKE '%USING gist%'`,
      [HISTORY.replaceAll('"', '')],
    );
    for (const { name } of old) await owner.query(`DROP INDEX ${name}`);
    await owner.query(`CREATE INDEX ON ${HISTORY} USING gist (int8range("fromPosition", "toPosition"))`);
    await owner.query(`CREATE INDEX ON ${HISTORY} USING gist (tstzrange("fromTime", "toTime"))`);
    await owner.query(`CREATE INDEX ON ${HISTORY} ("madeOn" DESC, "reference" DESC)`);
    await owner.query(`DELETE FROM "migration" WHERE "name" LIKE 'Nearest%'`);
    await migrate(urls.url);
    expect(await indexes()).toEqual(made);
  });

  // Last: it takes them away.
  it('is in the same order where the server does not let us have the extension', async () => {
    const before = await list({ position: 10_000n }).getMany();
    const superuser = await new DataSource({ type: 'postgres', url: urls.superuserUrl }).initialize();
    const { pathname, username } = new URL(urls.url);
    await superuser.query('DROP FUNCTION newest_first(date)');
    await superuser.query('DROP EXTENSION btree_gist CASCADE');
    await superuser.query(`REVOKE CREATE ON DATABASE "${pathname.slice(1)}" FROM "${username}"`);
    await superuser.destroy();
    await owner.query(nearest);
    await expect(owner.query(`SELECT FROM pg_extension WHERE extname = 'btree_gist'`)).resolves.toEqual([]);
    await expect(list({ position: 10_000n }).getMany()).resolves.toEqual(before);
  });
});
