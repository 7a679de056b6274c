import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { type Held, expectDense, expectRowsOfCheckpoints, heldBy } from '../crash.checker';
import { type Sent, Writers, expectNothingElse, expectStoredOnce } from '../crash.writers';
import { dealt, expectShares } from './dealt';
import { RealPrograms, type Victim } from './real.programs';
import { REAL_KILLS, isLong, tellLoudly, tellProgress } from './settings';

// A machine with other work takes several times as long; what hangs still ends.
jest.setTimeout(isLong ? 3_600_000 : 300_000);

/** Of every six. */
const CARDS: readonly Victim[] = ['web', 'web', 'web', 'projector', 'projector', 'postgres'];
const WRITERS = 3;
/** So many commands are sent once more at the end, beside all that had to be sent more than once. */
const ASKED_AGAIN = 50;

describe('the programs of a real house and their PostgreSQL, killed at random', () => {
  let house: RealPrograms;
  let writers: Writers;
  /** Where the log stood before anybody wrote or was killed. */
  let before: bigint;
  const kills: Record<Victim, number> = { web: 0, projector: 0, postgres: 0 };

  beforeAll(async () => {
    house = await RealPrograms.start();
    writers = new Writers(house.urls, await house.invite());
    before = (await house.caughtUp()).events.at(-1)?.position ?? -1n;
  });
  afterAll(() => house.stop());

  const expectWhole = async (acknowledged: readonly Sent[]): Promise<Held> => {
    const held = await heldBy(house.databaseUrl);
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
    expectStoredOnce(acknowledged, held.events);
    return held;
  };

  it(`keep every acknowledged command, once, ${REAL_KILLS} times`, async () => {
    writers.begin(WRITERS);
    let killed = 0;
    for (const victim of dealt(CARDS)) {
      const answered = writers.answered.length;
      do await pause(Math.random() * 200);
      while (writers.answered.length < answered + WRITERS || !(await house.kill(victim)));
      kills[victim]++;
      tellProgress(++killed, REAL_KILLS, 'programs of a house killed');
      if (killed === REAL_KILLS) break;
      if (killed % (isLong ? 50 : 6) === 0) await expectWhole([...writers.answered]);
    }
    await house.up();
    await writers.stop();
    expect(house.fallen).toEqual([]);
    expectShares(kills, CARDS, REAL_KILLS);
  });

  it('then hold what was written and nothing else, and what follows from it, once', async () => {
    await house.ready();
    await house.caughtUp();
    expect(writers.answered).toHaveLength(writers.sent.length);
    const { events } = await expectWhole(writers.sent);
    expectNothingElse(
      writers.sent,
      events.filter(({ position }) => position > before),
    );
    const expected = [200, 201, 503, 'cut off'];
    expect([...writers.statuses.keys()].filter((status) => !expected.includes(status))).toEqual([]);
    tellLoudly(
      `Killed: ${kills.web} webs, ${kills.projector} projectors, PostgreSQL ${kills.postgres} times. ` +
        `${writers.sent.length} commands, ${writers.sent.filter(isDoubtful).length} of them sent more than once.`,
    );
  });

  it('answer a key again as they did the first time, those above all that were in doubt', async () => {
    const { length } = (await heldBy(house.databaseUrl)).events;
    const each = Math.ceil(writers.sent.length / ASKED_AGAIN);
    const again = writers.sent.filter((sent, n) => isDoubtful(sent) || n % each === 0);
    expect(again.some(isDoubtful)).toBe(true);
    for (const sent of again) expect(await writers.again(sent)).toMatchObject({ ...sent.answer });
    expect((await heldBy(house.databaseUrl)).events).toHaveLength(length);
  });
});

const isDoubtful = ({ tries }: Sent): boolean => tries > 1;
