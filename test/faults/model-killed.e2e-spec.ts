import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { Appended, PostgresEventLog } from '#app/platform';
import { behind, expectDense, expectRowsOfCheckpoints, heldIn } from './checker';
import { openLog } from './counted';
import { type Asked, ModelLog, clock, relative, told } from './model.log';
import { type SentBy, appendsOf, sentByOneOf } from './model.sent';
import { APPENDERS, Processes, type Victim } from './processes';
import { isLong, runs, skipLoudly, tellLoudly, tellProgress } from './settings';
import { eventually } from '../engine.tally';
import { PATIENCE } from '../patience';

const RUNS = runs(8, 300);
/** A slow machine has no time for all of them; what has been tried less often than that has not been tried. */
const AT_LEAST = Math.min(4, RUNS);

const LONGEST = isLong ? 3_600_000 : 300_000;

jest.setTimeout(LONGEST);

/** What processes are told to append at once, and who is killed meanwhile. */
interface Moment {
  readonly several: readonly SentBy[];
  readonly killed: readonly Victim[];
  /** Of the appenders, where one of them is. */
  readonly which: number;
  /** So many milliseconds after all was sent. */
  readonly after: number;
  /** PostgreSQL lets no event in until then: nobody who is killed has had an answer. */
  readonly heldUp: boolean;
}

interface Model {
  log: ModelLog;
}
interface Real {
  readonly run: string;
  readonly before: bigint;
}

const moment: fc.Arbitrary<Moment> = fc.record({
  several: fc.array(sentByOneOf(APPENDERS), { minLength: 1, maxLength: 4 }),
  killed: fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: fc.constant<Victim[]>([]) },
    { weight: 3, arbitrary: fc.constant<Victim[]>(['appender']) },
    { weight: 1, arbitrary: fc.constant<Victim[]>(['projector']) },
    { weight: 1, arbitrary: fc.subarray<Victim>(['appender', 'projector', 'postgres']) },
  ),
  which: fc.nat({ max: APPENDERS - 1 }),
  after: fc.nat({ max: 8 }),
  heldUp: fc.boolean(),
});

describe('a log in PostgreSQL whose writers, follower and server are killed', () => {
  let processes: Processes;
  let log: PostgresEventLog;
  /** Appends of which nobody heard, by whether they are there. */
  const unheard = { there: 0, notThere: 0 };

  beforeAll(async () => {
    processes = await Processes.start();
    log = await openLog(processes.cluster.url, { clock });
  });
  afterAll(async () => {
    await log.close();
    await processes.stop();
  });

  const setup = async () => ({
    model: { log: new ModelLog() },
    real: { run: randomUUID(), before: (await told(() => log.head())) as bigint },
  });

  const atOnce = ({ several, killed, which, after, heldUp }: Moment): fc.AsyncCommand<Model, Real> => ({
    check: () => true,
    run: async (model, { run, before }) => {
      await processes.ready();
      const held = heldUp ? await processes.holdUp() : undefined;
      let open = several.length;
      const asking = several.map(async (sent): Promise<Asked> => {
        const appends = appendsOf(sent, run);
        const answer = await processes.append(sent.by, appends);
        open--;
        return { appends, answer: relative(positioned(answer), before) };
      });
      await held?.untilSomebodyWaits(() => open === 0);
      await pause(after);
      await Promise.all(killed.map((victim) => processes.kill(victim, which)));
      await held?.letGo();
      const asked = await Promise.all(asking);
      await processes.settled();
      const events = (await told(() => log.readAll(before, 10_000))) as Awaited<ReturnType<typeof log.readAll>>;
      model.log = await model.log.after(asked, events, before);
      const ids = new Set(events.map(({ id }) => id));
      for (const { appends } of asked.filter(({ answer }) => answer === undefined))
        unheard[appends.every((append) => append.events.every(({ id }) => ids.has(id))) ? 'there' : 'notThere']++;
    },
    toString: () => JSON.stringify({ several, killed, which, after, heldUp }),
  });

  const rowsFit = async (): Promise<void> => {
    const held = await heldIn(processes.cluster.url);
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
  };

  it('holds whole what it had been sent when the writer was killed, and nothing of it where it was killed itself', async () => {
    const several: SentBy[] = [{ by: 0, appends: [{ stream: 'tally-1', expected: 'none', words: ['a', 'b'] }] }];
    const some = (killed: readonly Victim[]) => atOnce({ several, killed, which: 0, after: 0, heldUp: true });
    // PostgreSQL may cut what is let go too late, on a slow machine.
    await eventually(async () => {
      await fc.asyncModelRun(setup, [some(['appender', 'projector'])]);
      return unheard.there > 0;
    });
    const before = { ...unheard };
    await fc.asyncModelRun(setup, [some(['appender', 'postgres'])]);
    expect(unheard).toEqual({ there: 1, notThere: before.notThere + 1 });
    await rowsFit();
  });

  it('takes what several processes send at the same moment, the one after the other', async () => {
    const event = (stream: string, word: string) => ({ stream, expected: 'none', words: [word] }) as const;
    const several: SentBy[] = [
      { by: 0, appends: [event('tally-1', 'a'), event('tally-2', 'b')] },
      { by: 1, appends: [event('two-1', 'c'), event('tally-2', 'd')] },
      { by: 2, appends: [event('tally-1', 'e')] },
      { by: 3, appends: [event('tally-1', 'f')] },
    ];
    // By the time that one gets in, the others have been waiting for long.
    await fc.asyncModelRun(setup, [atOnce({ several, killed: [], which: 0, after: 300, heldUp: true })]);
  });

  it('does what a log in memory does, whoever is killed in the middle of whatever', async () => {
    let finished = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands([moment.map(atOnce)], { maxCommands: 8, size: '+1' }), async (some) => {
        await fc.asyncModelRun(setup, some);
        await rowsFit();
        tellProgress(++finished, RUNS, 'runs of the model whose processes are killed');
      }),
      // What has failed by then is told, made as small as there was time for.
      { numRuns: RUNS, interruptAfterTimeLimit: 0.8 * LONGEST },
    );
    if (finished < RUNS) skipLoudly(`${RUNS - finished} of ${RUNS} runs`, 'There was no time for them');
    expect(finished).toBeGreaterThanOrEqual(AT_LEAST);
    tellLoudly(`${finished} runs. Appends nobody heard of: ${unheard.there} there, ${unheard.notThere} not.`);
  });

  it('has its rows kept up afterwards by whoever follows it now', async () => {
    for (const end = Date.now() + PATIENCE; behind(await heldIn(processes.cluster.url)).length > 0;) {
      expect(Date.now()).toBeLessThan(end);
      await pause(50);
    }
    await rowsFit();
  });
});

/** What a process has told, as it was answered. */
const positioned = (answer: unknown): unknown =>
  Array.isArray(answer)
    ? answer.map(({ revision, position }: Record<keyof Appended, string>) => ({ revision, position: BigInt(position) }))
    : answer;
