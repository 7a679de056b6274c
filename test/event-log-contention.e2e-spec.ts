import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { WrongRevision } from '../libs/platform/src/event-log/event-log';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { Statements } from '../libs/platform/src/event-log/postgres/statements';
import { freshDatabase } from './postgres';

const WRITERS = 32;

describe('thirty-two writers of one stream, each at the revision that it knows', () => {
  let logs: readonly PostgresEventLog[];

  beforeAll(async () => {
    const connectionString = await freshDatabase();
    await migrateLog(connectionString);
    const open = () => PostgresEventLog.open({ connectionString, clock: systemClock });
    logs = [await open(), await open()];
  });
  afterAll(() => Promise.all(logs.map((log) => log.close())));

  it('are answered together: one has won, and the others are told so with it, not with a batch after it', async () => {
    const [log] = logs as [PostgresEventLog];
    const written = jest.spyOn(Statements.prototype, 'written');
    const asked = () => written.mock.calls.length;
    try {
      for (let revision = -1; revision < 19; revision++) {
        const before = asked();
        const attempts = Array.from({ length: WRITERS }, () => log.append('atOnce-1', revision, [fresh()]));
        const answers = await Promise.allSettled(attempts);
        // One for the first in line, one for all who came after it.
        expect(asked() - before).toBe(2);
        const losers = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
        expect(losers).toStrictEqual(Array(WRITERS - 1).fill(new WrongRevision('atOnce-1', revision, revision + 1)));
      }
    } finally {
      written.mockRestore();
    }
    expect((await log.readStream('atOnce-1')).map(({ revision }) => revision)).toStrictEqual([...Array(20).keys()]);
  });

  it('lose nothing, in two processes, where whoever has lost tries again at what it was told', async () => {
    const EACH = 5;
    const won = new Map<number, string>();
    let attempts = 0;
    const told: WrongRevision[] = [];
    const write = async (log: PostgresEventLog): Promise<void> => {
      let known = -1;
      for (let wins = 0; wins < EACH;) {
        attempts++;
        const event = fresh();
        try {
          const { revision } = await log.append('again-1', known, [event]);
          expect([revision, won.has(revision)]).toStrictEqual([known + 1, false]);
          won.set(revision, event.id);
          known = revision;
          wins++;
        } catch (error) {
          if (!(error instanceof WrongRevision)) throw error;
          told.push(error);
          expect([error.expected, error.actual > known]).toStrictEqual([known, true]);
          known = error.actual;
        }
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, n) => write(logs[n % 2] as PostgresEventLog)));
    expect([won.size, attempts]).toStrictEqual([WRITERS * EACH, WRITERS * EACH + told.length]);
    // At every revision but the last few all others were in the way.
    expect(told.length).toBeGreaterThan(WRITERS);
    const kept = await logs[0]?.readStream('again-1');
    expect(kept?.map(({ revision, id }) => [revision, id])).toStrictEqual([...won].toSorted(([a], [b]) => a - b));
  });
});
