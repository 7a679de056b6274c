import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import type { Recorded } from '#app/kernel';
import {
  type Append,
  type EventLog,
  type Expected,
  type Filter,
  LogUnavailable,
  MemoryEventLog,
  PostgresEventLog,
  type Stored,
  WrongRevision,
  migrateLog,
} from '#app/platform';
import { freshDatabaseAsBoth } from '../postgres';
import { counted } from './counted';
import { isLong } from './settings';

const RUNS = isLong ? 2_000 : 25;
const clock = { now: () => new Date('2026-03-02T09:00:00.000Z') };

jest.setTimeout(isLong ? 1_800_000 : 60_000);

/** One log in memory, that nothing befalls. */
interface Model {
  readonly log: MemoryEventLog;
}
/** The log in PostgreSQL, as two processes have it; names and positions of each run are its own. */
interface Real {
  readonly logs: PostgresEventLog[];
  readonly run: string;
  readonly before: bigint;
  readonly sql: Client;
  readonly open: () => Promise<PostgresEventLog>;
}
type Command = fc.AsyncCommand<Model, Real>;

interface Sent {
  readonly stream: string;
  readonly expected: Expected;
  readonly words: readonly string[];
}

const idOf = (words: string): string =>
  createHash('sha256')
    .update(words)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
const appendOf = ({ stream, expected, words }: Sent, run: string): Append => ({
  stream: `${stream}${run}`,
  expected,
  events: words.map((word, n) => ({
    ...counted(idOf(`${run} ${word}`), 'Counted', { n, of: word }),
    event: { type: word, data: { word } },
  })),
});

/** A reader whose connection was cut is told so, and asks again. */
async function told(work: () => Promise<unknown>, tries = 10): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogUnavailable && tries > 0) return told(work, tries - 1);
    if (!(error instanceof Error)) throw error;
    return { error: error.name, message: error.message, actual: error instanceof WrongRevision && error.actual };
  }
}

/** Does the same to both and compares what they say; positions are counted from where the run began. */
const same = (name: string, ask: (log: EventLog, run: string, from: bigint) => Promise<unknown>, on = 0): Command => ({
  check: () => true,
  run: async ({ log }, { logs, run, before }) => {
    const [real] = [logs[on % logs.length]];
    if (!real) throw new Error('There are two');
    const theirs = await told(() => ask(real, run, before));
    const ours = await told(() => ask(log, run, -1n));
    expect([name, relative(theirs, before)]).toEqual([name, relative(ours, -1n)]);
  },
  toString: () => name,
});

function relative(value: unknown, before: bigint): unknown {
  if (typeof value === 'bigint') return value - before;
  if (Array.isArray(value)) return value.map((each) => relative(each, before));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, relative(each, before)]));
}

const which = fc.integer({ min: 0, max: 1 });
const stream = fc.constantFrom('one-1', 'one-2', 'two-1');
const expected = fc.oneof(fc.constantFrom<Expected[]>('none', 'any', 'any', 'exists'), fc.integer({ min: -1, max: 4 }));
const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'), {
  minLength: 1,
  maxLength: 3,
});
const sent: fc.Arbitrary<Sent> = fc.record({ stream, expected, words });
const small = fc.integer({ min: 0, max: 6 });
const filter: fc.Arbitrary<Filter> = fc.record(
  {
    categories: fc.subarray(['one', 'two', 'three'], { minLength: 1 }),
    types: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

const commands: fc.Arbitrary<Command>[] = [
  fc.tuple(sent, which).map(([each, on]) =>
    same(
      `append ${JSON.stringify(each)}`,
      (log, run) => {
        const { stream: to, expected: at, events } = appendOf(each, run);
        return log.append(to, at, events);
      },
      on,
    ),
  ),
  fc
    .tuple(fc.array(sent, { minLength: 2, maxLength: 3 }), which)
    .map(([several, on]) =>
      same(
        `append many ${JSON.stringify(several)}`,
        (log, run) => (log as MemoryEventLog).appendMany(several.map((each) => appendOf(each, run))),
        on,
      ),
    ),
  fc
    .tuple(stream, small, which)
    .map(([from, at, on]) => same(`read ${from} from ${at}`, (log, run) => log.readStream(`${from}${run}`, at), on)),
  fc
    .tuple(stream, small, which)
    .map(([from, limit, on]) =>
      same(
        `read ${limit} of ${from} backwards`,
        (log, run) => (limit === 0 ? Promise.resolve([]) : log.readStreamBackwards(`${from}${run}`, limit)),
        on,
      ),
    ),
  fc.tuple(small, filter, which).map(([limit, by, on]) =>
    same(
      `read ${limit} by ${JSON.stringify(by)}`,
      async (log, _, from) => {
        const read: Recorded[] = [];
        // Page by page to the end, whatever the size of a page.
        for (let after = from; ;) {
          const page = await log.readAll(after, limit + 1, by);
          const last = page.at(-1);
          if (!last) return read;
          read.push(...page);
          after = last.position;
        }
      },
      on,
    ),
  ),
  which.map((on) =>
    same(
      'read as it is stored',
      async (log, _, from) =>
        (await log.readStored(from, 1_000)).map((each: Stored) => ({ ...each, contentHash: [...each.contentHash] })),
      on,
    ),
  ),
  fc.tuple(filter, which).map(([by, on]) =>
    same(
      `follow by ${JSON.stringify(by)}`,
      async (log, _, from) => {
        const head = await log.head();
        const seen: Recorded[] = [];
        if (head === from) return seen;
        for await (const { events, upTo } of log.subscribe(from, by, new AbortController().signal)) {
          seen.push(...events);
          if (upTo >= head) break;
        }
        return seen;
      },
      on,
    ),
  ),
  which.map((on) => same('ask for the head', (log) => log.head(), on)),
  fc.constant<Command>({
    check: () => true,
    run: async (_, { sql }) => {
      await sql.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    },
    toString: () => 'every connection is cut',
  }),
  which.map<Command>((on) => ({
    check: () => true,
    run: async (_, { logs, open }) => {
      const [old] = logs.splice(on, 1, await open());
      await old?.close();
    },
    toString: () => 'a process ends and another begins',
  })),
];

it('a log in PostgreSQL, of two processes whose connections are cut and who come and go, does what one in memory does', async () => {
  const { url, superuserUrl } = await freshDatabaseAsBoth();
  await migrateLog(url);
  const open = () => PostgresEventLog.open({ connectionString: url, clock, connections: 2 });
  const sql = new Client({ connectionString: superuserUrl });
  await sql.connect();
  const logs = [await open(), await open()];
  try {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 30, size: '+1' }), async (some) => {
        const before = (await told(() => logs[0]?.head() ?? Promise.resolve())) as bigint;
        const setup = () => ({
          model: { log: new MemoryEventLog(clock) },
          real: { logs, run: randomUUID(), before, sql, open },
        });
        await fc.asyncModelRun(setup, some);
      }),
      { numRuns: RUNS },
    );
  } finally {
    await Promise.all([...logs.map((log) => log.close()), sql.end()]);
  }
});
