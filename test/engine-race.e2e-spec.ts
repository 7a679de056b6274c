import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { type DataSource, type EntityManager } from 'typeorm';
import { fold } from '#app/kernel';
import { CheckpointRow, type Engine, type EventLog, readModel } from '#app/platform';
import { TallyRow, type TallyEvent, Tallies, connected, eventually, tallyProjection } from './engine.tally';

/** What may happen next: events, the connections of one of the two are cut in the middle of anything, one takes over, or time passes. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      happens: fc.constantFrom<TallyEvent['type']>('Counted', 'Cleared'),
      name: fc.constantFrom('a', 'b', 'c'),
      times: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ cut: fc.constantFrom('first', 'second') }) },
  { weight: 4, arbitrary: fc.record({ takeOver: fc.constantFrom([0], [1], [0, 1]) }) },
  { weight: 1, arbitrary: fc.record({ pause: fc.integer({ min: 1, max: 15 }) }) },
);

const model = readModel(tallyProjection(), TallyRow);

/** A log that takes its time, so that a lead is lost between reading and writing. */
function slow(log: EventLog, milliseconds: number): EventLog {
  const readAll: EventLog['readAll'] = async (...asked) => {
    const events = await log.readAll(...asked);
    await setTimeout(milliseconds);
    return events;
  };
  return Object.assign(Object.create(log) as EventLog, { readAll });
}

describe('two engines on one database', () => {
  let house: Tallies;
  const dbs: DataSource[] = [];

  beforeAll(async () => {
    house = await Tallies.open();
    for (const name of ['first', 'second']) dbs.push(await connected(house.url, name));
  });
  afterAll(async () => {
    await house.empty();
    for (const db of dbs) await db.destroy();
    await house.close();
  });

  /** Rows as the kernel folds the log up to a position. */
  const folded = async (upTo: bigint) => {
    const events = (await house.events()).filter(({ position }) => position <= upTo);
    const rows = [...fold(events.flatMap((each) => model.projection.rows(each))).values()];
    return rows.filter((row) => row !== undefined).toSorted((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1));
  };

  /** The rows are the fold of the log up to the checkpoint: none ahead, none behind, none twice. */
  const expectWhole = async (): Promise<bigint> => {
    const [checkpoint, rows] = await house.db.transaction(
      'REPEATABLE READ',
      async (db: EntityManager) =>
        [
          await db.findOneBy(CheckpointRow, { reader: 'tally-1' }),
          await db.find(TallyRow, { order: { name: 'ASC' } }),
        ] as const,
    );
    const position = BigInt(checkpoint?.position ?? -1);
    expect(rows.map((row) => Object.assign({}, row))).toEqual(await folded(position));
    return position;
  };

  const cut = (name: string): Promise<unknown> =>
    house.db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = $1`,
      [name],
    );

  it('always hold the fold of the log up to the checkpoint, whoever dies and whoever takes over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await house.empty();
        const begin = (which: number): Engine => {
          const log = slow(house.log, which === 0 ? 3 : 7);
          const engine = house.engine({ log, db: dbs[which] as DataSource, models: [model], leaseMs: 60 });
          engine.follow();
          return engine;
        };
        const engines = [begin(0), begin(1)];
        const takeOver = (which: readonly number[]): void => {
          for (const one of which) void engines[one]?.catchUp().catch(() => undefined);
        };
        for (const each of steps)
          if ('happens' in each) await house.happens(each.happens, each.name, each.times);
          else if ('cut' in each) await cut(each.cut);
          else if ('takeOver' in each) takeOver(each.takeOver);
          else {
            await setTimeout(each.pause);
            await expectWhole();
          }
        const head = await house.log.head();
        await eventually(async () => (await expectWhole()) === head);
      }),
      { numRuns: 15 },
    );
  });
});
