import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { Engine, LiftingEventLog, Rebuild, Shapes, catchUp, keepApart, readModel, shapeOf } from '#app/platform';
import { FairRow, PairedRow, besideTallies, versionTwo } from './engine.second';
import { type Tallies, TallyRow, tallyProjection } from './engine.tally';

const first = readModel(tallyProjection(), TallyRow);
const stuck = versionTwo('tally', PairedRow);
const other = versionTwo('fair', FairRow);

/** A poison is known to a newer version of the program only. */
const shapes = new Shapes({ tally: shapeOf({ Counted: 'counted' }), fair: shapeOf({ Counted: 'counted' }) });

describe('a new version that waits for what does not pass by itself', () => {
  const beside = besideTallies([PairedRow, FairRow]);
  let house: Tallies;
  let db: DataSource;

  beforeAll(() => {
    ({ house, db } = beside);
  });
  beforeEach(async () => {
    await house.empty();
    for (const table of ['tally_2', 'fair_2']) {
      await db.query(
        `CREATE TABLE "${table}" ("name" text PRIMARY KEY, "count" integer NOT NULL, "pairs" integer NOT NULL)`,
      );
      await keepApart(table, db.manager);
    }
    await house.happens('Counted', 'x', 4, 'fair-x');
  });
  afterEach(async () => {
    for (const model of [stuck, other]) await new Rebuild(model, house.log, db).giveUp();
    await db.query('DROP TABLE "tally_2", "fair_2"');
  });

  const newer = async () => {
    await house.happens('Poison', 'p');
  };
  const lost = async () => {
    await new Rebuild(stuck, house.log, db).begin();
    await db.query(`DELETE FROM "checkpoint" WHERE "reader" = 'tally-2/building'`);
  };

  it.each([
    ['an event that a newer version of the program has written', newer, 'does not know that type'],
    ['the checkpoint of its filling, which is lost', lost, 'The checkpoint of tally-2/building is lost'],
  ])(
    'is told of, %s, and keeps no other from being filled and no engine from its start',
    async (_what, comes, words) => {
      await comes();
      await catchUp(first, house.log, house.db);
      await db.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ('fair-1', 'tally_1')`);
      await db.query(
        `INSERT INTO "checkpoint" ("reader", "position") SELECT 'fair-1', "position" FROM "checkpoint" WHERE "reader" = 'tally-1'`,
      );
      const told = { trouble: { error: expect.stringContaining(words) as string, tries: 8 } };
      const reports: [string, string][] = [];
      const report = (reader: string, error: unknown) => reports.push([reader, String(error)]);
      const models = [stuck, other];
      const engine = new Engine({ log: new LiftingEventLog(house.log, shapes), db, models, report, leaseMs: 300 });
      beside.engines.push(engine);
      await engine.catchUp();
      expect(reports).toEqual([['tally-2', expect.stringContaining(words)]]);
      expect(await db.getRepository(FairRow).find()).toMatchObject([{ name: 'x', count: 4, pairs: 2 }]);
      expect([await house.checkpoint('fair-2'), await house.checkpoint('tally-2')]).toMatchObject([
        { owner: expect.any(String) as string },
        undefined,
      ]);
      const [filling] = await db.query<object[]>(
        `SELECT "trouble" FROM "checkpoint" WHERE "reader" = 'tally-2/building'`,
      );
      expect(filling ?? told).toMatchObject(told);
    },
  );
});
