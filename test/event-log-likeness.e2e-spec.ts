import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Recorded } from '#app/kernel';
import { said } from '../libs/platform/src/event-log/contract/said';
import { type Append, type EventLog, type Expected, WrongRevision } from '../libs/platform/src/event-log/event-log';
import { MemoryEventLog } from '../libs/platform/src/event-log/memory/memory.event-log';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { freshDatabase } from './postgres';

/** Few streams, few events and low revisions, so that repeats, mixed-up repeats and conflicts are common. */
const expected = fc.oneof(fc.constantFrom<Expected[]>('none', 'any', 'exists'), fc.integer({ min: -1, max: 3 }));
const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 3 });
const append = fc.record({ stream: fc.constantFrom('one-1', 'one-2', 'two-1'), expected, words });
const step = fc.oneof(
  { weight: 4, arbitrary: append.map((only) => [only]) },
  fc.array(append, { minLength: 2, maxLength: 3 }),
);
type Step = readonly { stream: string; expected: Expected; words: readonly string[] }[];

describe('the event log in PostgreSQL', () => {
  let postgres: PostgresEventLog;
  const clock = { now: () => new Date('2024-06-03T09:00:00.000Z') };

  beforeAll(async () => {
    const connectionString = await freshDatabase();
    await migrateLog(connectionString);
    postgres = await PostgresEventLog.open({ connectionString, clock });
  });
  afterAll(() => postgres.close());

  it('answers any sequence of appends as the one in memory does, and holds the same afterwards', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const run = randomUUID();
        const [ours, model] = [await told(postgres, steps, run), await told(new MemoryEventLog(clock), steps, run)];
        expect(ours).toStrictEqual(model);
        for (const answer of ours.answers) seen.set(answer.kind, (seen.get(answer.kind) ?? 0) + 1);
      }),
      { numRuns: 80 },
    );
    // The property would also hold if nothing ever happened.
    for (const kind of ['Appended', 'WrongRevision', 'IdempotencyViolation']) {
      expect(seen.get(kind) ?? 0).toBeGreaterThan(10);
    }
  });
});

/** What a log answers to each step and holds in the end, with positions counted from where it stood. */
async function told(log: Required<Pick<EventLog, 'appendMany'>> & EventLog, steps: readonly Step[], run: string) {
  const head = await log.head();
  const answers = [];
  for (const appends of steps) {
    const sent = appends.map((each): Append => ({
      stream: `${each.stream}${run}`,
      expected: each.expected,
      events: each.words.map((word) => said(`${run}/${word}`, { word }, word)),
    }));
    answers.push(await answerTo(log, sent, head));
  }
  const held = (await log.readAll(head, 1_000)).map((event) => ({ ...event, position: event.position - head }));
  const stream = await log.readStream(`one-1${run}`, 1);
  return { answers, held, rest: stream.map(({ id, revision }: Recorded) => ({ id, revision })) };
}

async function answerTo(log: Required<Pick<EventLog, 'appendMany'>> & EventLog, sent: readonly Append[], head: bigint) {
  try {
    const [only] = sent;
    const alone = sent.length === 1 && only;
    const answers = alone ? [await log.append(only.stream, only.expected, only.events)] : await log.appendMany(sent);
    return {
      kind: 'Appended',
      at: answers.map(({ revision, position }) => ({ revision, position: position - head })),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: error.name, message: error.message, actual: error instanceof WrongRevision && error.actual };
  }
}
