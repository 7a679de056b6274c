import 'reflect-metadata';
import type { DataSource, ObjectLiteral } from 'typeorm';
import {
  Engine,
  type EventLog,
  LiftingEventLog,
  LogUnavailable,
  Rebuild,
  type ReadModel,
  Shapes,
  catchUp,
  keepApart,
  readModel,
  shapeOf,
} from '#app/platform';
import { FairRow, PairedRow, besideTallies, never, pairedIn, second, secondVersion, versionTwo } from './engine.second';
import { type Tallies, type TallyEvent, TallyRow, eventually, tallyProjection } from './engine.tally';

const first = readModel(tallyProjection(), TallyRow);
const next = versionTwo('tally', PairedRow);
const parking = versionTwo('tally', PairedRow, true);
const other = versionTwo('fair', FairRow);
const exceptTally = readModel<ObjectLiteral>(
  { name: 'fair', version: 2, except: ['tally'], rows: (recorded) => secondVersion.projection.rows(recorded) },
  FairRow,
);

/** Of what was written in an older shape, one event is not as its upcaster expects it. */
const upcaster = (data: TallyEvent['data']): TallyEvent['data'] => {
  if (data.name === 'broken') throw new TypeError('no name to split');
  return data;
};
const kind = shapeOf({ Counted: 'counted', Cleared: 'cleared', Poison: 'poison' }, { Counted: [upcaster] });
const shapes = new Shapes({ tally: kind, fair: kind });

describe('a new version that cannot be filled just now, or not at all', () => {
  const beside = besideTallies([PairedRow, FairRow]);
  const { engines } = beside;
  let house: Tallies;
  let db: DataSource;
  let reports: string[] = [];

  beforeAll(() => {
    ({ house, db } = beside);
  });
  beforeEach(async () => {
    [second.away, reports] = [false, []];
    await house.empty();
    for (const table of ['tally_2', 'fair_2']) {
      await db.query(
        `CREATE TABLE "${table}" ("name" text PRIMARY KEY, "count" integer NOT NULL, "pairs" integer NOT NULL)`,
      );
      await keepApart(table, db.manager);
    }
    await house.happens('Counted', 'a', 20);
    await house.happens('Counted', 'x', 4, 'fair-x');
  });
  afterEach(async () => {
    for (const model of [next, other]) await new Rebuild(model, house.log, db).giveUp();
    await db.query('DROP TABLE "tally_2", "fair_2"');
  });

  /** People see the first versions, which have read to the end. */
  const seen = async (): Promise<void> => {
    await catchUp(first, house.log, house.db);
    await db.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ('fair-1', 'tally_1')`);
    await db.query(
      `INSERT INTO "checkpoint" ("reader", "position") SELECT 'fair-1', "position" FROM "checkpoint" WHERE "reader" = 'tally-1'`,
    );
  };
  const engine = (models: readonly ReadModel[], log: EventLog): Engine => {
    const report = (reader: string, error: unknown) => void reports.push(`${reader}: ${String(error)}`);
    const made = new Engine({ log, db, models, report, leaseMs: 300 });
    engines.push(made);
    return made;
  };
  const isInUse = async (reader: string): Promise<boolean> => (await house.checkpoint(reader)) !== undefined;
  const aside = (): Promise<readonly object[]> =>
    db.query('SELECT "reader", "position", "error" FROM "parked_event" ORDER BY "position"');
  const words =
    'The event at position 24 of the log (Counted, version 1, in tally-b) cannot be brought into today’s shape: no name to split';

  describe('for an event that cannot be brought into today’s shape', () => {
    beforeEach(async () => {
      await house.happens('Counted', 'broken', 1, 'tally-b');
      await house.happens('Counted', 'a', 2);
      await seen();
    });

    it('stops there, says which it is, and keeps no other from being filled', async () => {
      const lifting = new LiftingEventLog(house.log, shapes);
      engine([next, other], lifting).follow();
      await eventually(() => isInUse('fair-2'));
      const rows = await db.getRepository(FairRow).find();
      expect(rows).toMatchObject([{ name: 'x', count: 4, pairs: 2 }]);
      const stopped = await house.checkpoint('tally-2/building');
      expect(stopped).toMatchObject({
        state: 'stopped',
        position: '19',
        trouble: {
          event: { stream: 'tally-b', position: '24' },
          error: expect.stringContaining(words) as string,
        },
      });
      expect(reports).toEqual([expect.stringContaining(words)]);
      expect(await isInUse('tally-2')).toBe(false);
    });

    it('puts it aside where it puts events aside', async () => {
      await engine([parking], new LiftingEventLog(house.log, shapes)).catchUp();
      expect(await pairedIn(db)).toEqual({ 'a 22': 11 });
      expect(await aside()).toEqual([{ reader: 'tally-2', position: '24', error: words }]);
    });
  });

  it('takes all that comes before an event that cannot be read, where that was read ahead', async () => {
    await house.happens('Counted', 'a', 1_500);
    await house.happens('Counted', 'broken', 1, 'tally-b');
    await seen();
    await engine([parking], new LiftingEventLog(house.log, shapes)).catchUp();
    expect(await pairedIn(db)).toEqual({ 'a 1520': 760 });
    expect(await aside()).toMatchObject([{ reader: 'tally-2', position: '1524' }]);
  });

  it('goes past one that it leaves out, which nobody need be able to read', async () => {
    await house.happens('Counted', 'broken', 1, 'tally-b');
    await house.happens('Counted', 'x', 2, 'fair-x');
    await seen();
    const begun = new Rebuild(exceptTally, new LiftingEventLog(house.log, shapes), db);
    await begun.begin(true);
    await begun.fill(() => undefined, never);
    await begun.finish(false);
    expect(await db.getRepository(FairRow).find()).toMatchObject([{ name: 'x', count: 6, pairs: 3 }]);
    expect(await house.checkpoint('fair-2')).toMatchObject({ position: '26', state: 'running' });
  });

  it('is filled up to where the one before stands, which has not read the event that cannot be read', async () => {
    await seen();
    await house.happens('Counted', 'broken', 1, 'tally-b');
    const begun = new Rebuild(next, new LiftingEventLog(house.log, shapes), db);
    await begun.begin(true);
    await begun.fill(() => undefined, never);
    await begun.finish(false);
    expect(await pairedIn(db)).toEqual({ 'a 20': 10 });
    expect(await house.checkpoint('tally-2')).toMatchObject({ position: '23', state: 'running' });
  });

  it('waits for a log that is away, however often it has asked, and says so', async () => {
    await seen();
    let asked = 0;
    const readAll: EventLog['readAll'] = (...all) =>
      ++asked <= 10 ? Promise.reject(new LogUnavailable(undefined)) : house.log.readAll(...all);
    const log = new Proxy<EventLog>(house.log, {
      get: (whole, name) => (name === 'readAll' ? readAll : (Reflect.get(whole, name) as unknown)),
    });
    await engine([next], log).catchUp();
    expect(await pairedIn(db)).toEqual({ 'a 20': 10 });
    expect(reports).toEqual(['tally-2: LogUnavailable: The event log does not answer']);
  });

  it('puts nothing aside that is no fault of the event', async () => {
    await seen();
    const begun = new Rebuild(parking, house.log, db);
    await begun.begin(true);
    second.away = true;
    await expect(begun.fill(() => undefined, never)).rejects.toThrow(LogUnavailable);
    expect(await aside()).toEqual([]);
  });
});
