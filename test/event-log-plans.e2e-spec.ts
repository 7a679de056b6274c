import { Client } from 'pg';
import { contentHash } from '../libs/platform/src/event-log/content-hash';
import { fresh, several } from '../libs/platform/src/event-log/contract/said';
import {
  type Sealed,
  appendBatch,
  appendInTurn,
  appendOne,
} from '../libs/platform/src/event-log/postgres/append.statements';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import {
  firstMissing,
  head,
  recordedAfter,
  scan,
  scanUpTo,
  storedAfter,
  stream,
  streamBackwards,
} from '../libs/platform/src/event-log/postgres/reading.sql';
import type { Query } from '../libs/platform/src/event-log/postgres/statements';
import { type StorableEvent, storable } from '../libs/platform/src/event-log/storable';
import { freshDatabaseAsBoth } from './postgres';

const LAST = 20_001;

describe('a log with much noise and one rare event', () => {
  let sql: Client;

  beforeAll(async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    const columns = `position, stream, revision, type, schema_version, id, data, metadata, recorded_at, content_hash`;
    const rest = `1, gen_random_uuid(), '{}', '{}', now(), sha256('')`;
    await sql.query(`
      insert into log.event (${columns}) select n, 'noise-1', n, 'Noise', ${rest} from generate_series(0, ${LAST - 1}) n;
      insert into log.event (${columns}) values (${LAST}, 'rare-1', 0, 'Rare', ${rest});
      analyze log.event;
      set plan_cache_mode = force_generic_plan`);
  });
  afterAll(() => sql.end());

  const literal = (value: unknown): string =>
    Array.isArray(value) ? sql.escapeLiteral(`{${value.join()}}`) : sql.escapeLiteral(String(value));

  /** Rows found and pages touched, by the plan that does not know the values: the one a prepared statement may get. */
  const cost = async ({ text, values }: Query) => {
    await sql.query(`prepare asked as ${text}`);
    const given = values.length > 0 ? `(${values.map(literal).join()})` : '';
    // Once before: what a function reads to plan its own statements is not looked at.
    await sql.query(`execute asked${given}`);
    const { rows } = await sql.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) execute asked${given}`,
    );
    await sql.query('deallocate asked');
    const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {};
    return {
      rows: plan['Actual Rows'],
      pages: (plan['Shared Hit Blocks'] ?? NaN) + (plan['Shared Read Blocks'] ?? NaN),
    };
  };

  const queries: [string, Query, number][] = [
    ['a rare category', scanUpTo(BigInt(LAST), -1n, 500, { categories: ['rare', 'never'] }), 1],
    ['a rare type', scanUpTo(BigInt(LAST), -1n, 500, { types: ['Rare'] }), 1],
    ['a rare type of a category', scanUpTo(BigInt(LAST), -1n, 500, { types: ['Rare'], categories: ['rare'] }), 1],
    ['a category that has nothing new', scan(100n, 500, { categories: ['rare'], upTo: 200n }), 0],
    ['how far the log goes, where nothing is new', scanUpTo(200n, 100n, 500, { categories: ['rare'] }), 1],
    ['what follows a position up to another', scanUpTo(15_010n, 15_000n, 10, {}), 10],
    ['what follows a position', scan(15_000n, 10, {}), 10],
    ['the bytes of what follows a position', storedAfter(15_000n, 10), 10],
    ['the end of a long stream', stream('noise-1', LAST - 5), 5],
    ['a long stream backwards', streamBackwards('noise-1', 10, 2_147_483_647), 10],
    ['a long stream backwards from its middle', streamBackwards('noise-1', 10, 9_000), 10],
    ['whether a thousand are all there', firstMissing(15_000n, 16_000n), 1],
    ['when what follows a position was recorded', recordedAfter(15_000n), 1],
    ['the head', head, 1],
  ];

  it.each(queries)('finds %s by an index, not by looking through the log', async (_, query, rows) => {
    const told = await cost(query);
    expect(told.rows).toBe(rows);
    expect(told.pages).toBeLessThan(50);
  });
});

describe('a log of few events when PostgreSQL last counted them', () => {
  let sql: Client;

  beforeAll(async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    await sql.query(appendBatch([sealed('few-1', 20)]));
    await sql.query('vacuum analyze log.event');
  });
  afterAll(() => sql.end());

  const at = '2026-03-01T09:00:00.000Z';
  const sealed = (stream: string, events: number): Sealed => {
    const written = storable({ stream, expected: 'any', events: several(events) });
    const hashes = written.events.map((event) => contentHash({ ...event, stream, at }));
    return { ...written, at, hashes, fitsAny: true };
  };
  const single = storable({ stream: 'one-1', expected: 'any', events: [fresh()] });

  const ways: [string, Query][] = [
    ['one event', appendOne(sealed('one-1', 1), single.events[0] as StorableEvent)],
    ['a batch', appendBatch([sealed('one-1', 1), sealed('two-1', 2)])],
    ['appends in turn', appendInTurn([sealed('one-1', 1), sealed('two-1', 2), sealed('few-1', 1)], true)],
  ];

  // The next thousands may come before it counts again: an append that looks through the whole log costs each of them more.
  it.each(ways)('takes %s without looking through the log', async (_, query) => {
    await sql.query('begin');
    await sql.query(query);
    const { rows } = await sql.query<{ seq_scan: string }>(
      `select seq_scan::int from pg_stat_xact_user_tables where relid = 'log.event'::regclass`,
    );
    await sql.query('rollback');
    expect(rows).toStrictEqual([{ seq_scan: 0 }]);
  });
});
