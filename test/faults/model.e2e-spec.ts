import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import type { Recorded } from '#app/kernel';
import {
  APPEND_WITHIN_MS,
  type EventLog,
  type Filter,
  PostgresEventLog,
  START,
  type Stored,
  migrateLog,
} from '#app/platform';
import { freshDatabaseAsBoth } from '../postgres';
import { ModelLog, appendTo, clock, relative, told } from './model.log';
import { type SentBy, appendsOf, sentByOneOf, stream } from './model.sent';
import { isLong, runs, skipLoudly, tellLoudly, tellProgress } from './settings';

const RUNS = runs(25, 2_000);
/** A slow machine has no time for all of them; what has been tried less often than that has not been tried. */
const AT_LEAST = Math.min(12, RUNS);

const LONGEST = isLong ? 1_800_000 : 180_000;

jest.setTimeout(LONGEST);

interface Model {
  log: ModelLog;
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

/** Does the same to both and compares what they say; positions are counted from where the run began. */
const same = (name: string, ask: (log: EventLog, run: string, from: bigint) => Promise<unknown>, on = 0): Command => ({
  check: () => true,
  run: async ({ log: { log } }, { logs, run, before }) => {
    const real = logs[on] as PostgresEventLog;
    const theirs = await told(() => ask(real, run, before));
    const ours = await told(() => ask(log, run, START));
    expect([name, relative(theirs, before)]).toEqual([name, relative(ours, START)]);
  },
  toString: () => name,
});

const which = fc.integer({ min: 0, max: 1 });
const small = fc.integer({ min: 0, max: 6 });
const filter: fc.Arbitrary<Filter> = fc.record(
  {
    categories: fc.subarray(['tally', 'two', 'three'], { minLength: 1 }),
    types: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

/** Several at the same moment, from both processes, or one by itself. */
const atOnce = (several: readonly SentBy[]): Command => ({
  check: () => true,
  run: async (model, { logs, run, before }) => {
    const asking = several.map(async (sent) => {
      const appends = appendsOf(sent, run);
      const log = logs[sent.by] as PostgresEventLog;
      return { appends, answer: relative(await told(() => appendTo(log, appends, APPEND_WITHIN_MS)), before) };
    });
    const asked = await Promise.all(asking);
    const held = (await told(() => (logs[0] as PostgresEventLog).readAll(before, 10_000))) as readonly Recorded[];
    model.log = await model.log.after(asked, held, before);
  },
  toString: () => `append at once ${JSON.stringify(several)}`,
});

const commands: fc.Arbitrary<Command>[] = [
  sentByOneOf(2).map((one) => atOnce([one])),
  fc.array(sentByOneOf(2), { minLength: 2, maxLength: 4 }).map(atOnce),
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
  let finished = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 30, size: '+1' }), async (some) => {
        const before = (await told(() => logs[0]?.head() ?? Promise.resolve())) as bigint;
        const setup = () => ({
          model: { log: new ModelLog() },
          real: { logs, run: randomUUID(), before, sql, open },
        });
        await fc.asyncModelRun(setup, some);
        tellProgress(++finished, RUNS, 'runs of the model');
      }),
      // What has failed by then is told, made as small as there was time for.
      { numRuns: RUNS, interruptAfterTimeLimit: 0.8 * LONGEST },
    );
  } finally {
    await Promise.all([...logs.map((log) => log.close()), sql.end()]);
  }
  if (finished < RUNS) skipLoudly(`${RUNS - finished} of ${RUNS} runs of the model`, 'There was no time for them');
  tellLoudly(`${finished} runs of the model.`);
  expect(finished).toBeGreaterThanOrEqual(AT_LEAST);
});
