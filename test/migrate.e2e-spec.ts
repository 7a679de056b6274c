import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { type ReadModel, reactionReader, retire } from '#app/platform';
import { readStore } from '../apps/projector/src/read-store';
import { reactions, readModels } from '../apps/projector/src/slices';
import { migrate } from '../apps/projector/src/migrate';
import { House1795305600000 } from '../apps/projector/src/migrations/1795305600000-house';
import { HistoryMissing, makeHistories, makeTables, rowTables } from '../apps/projector/src/tables';
import { freshDatabase } from './postgres';

describe('bringing a database up to date', () => {
  let url: string;
  let db: DataSource;
  const indexes = (table: string): Promise<object[]> =>
    db.query('SELECT indexname FROM pg_indexes WHERE tablename = $1', [table]);

  /** And the primary key's. */
  const indexesAskedFor = (table: string): number =>
    1 + rowTables.filter((statement) => statement.startsWith(`CREATE INDEX ON "${table}"`)).length;

  beforeAll(async () => {
    url = await freshDatabase();
    await Promise.all([migrate(url), migrate(url)]);
    db = await new DataSource({ type: 'postgres', url }).initialize();
  });
  afterAll(() => db.destroy());

  it('makes the tables of every slice, once, however many processes start at the same time', async () => {
    const making = rowTables.filter((statement) => statement.startsWith('CREATE TABLE'));
    const made = making.map((statement) => /"(\w+)"/.exec(statement)?.[1] ?? '');
    for (const table of made) expect([table, (await indexes(table)).length]).toEqual([table, indexesAskedFor(table)]);
  });

  it('makes the table of a new version beside the old one, and leaves what is there as it is', async () => {
    await db.query(`INSERT INTO "house" VALUES ('kept', 'yes')`);
    const first = [`CREATE TABLE "growing_1" ("id" text PRIMARY KEY)`, `CREATE INDEX ON "growing_1" ("id")`];
    await makeTables(db.manager, first);
    await db.query(`INSERT INTO "growing_1" VALUES ('a')`);
    await makeTables(db.manager, [...first, `CREATE TABLE "growing_2" ("id" text PRIMARY KEY, "more" text)`]);
    await migrate(url);
    expect(await db.query('SELECT * FROM "growing_1"')).toEqual([{ id: 'a' }]);
    expect(await db.query('SELECT * FROM "growing_2"')).toEqual([]);
    expect(await indexes('growing_1')).toHaveLength(2);
    expect(await db.query(`SELECT "value" FROM "house" WHERE "key" = 'kept'`)).toEqual([{ value: 'yes' }]);
  });

  it('makes a table again that has been lost', async () => {
    await db.query('DROP TABLE "agency_1"');
    await migrate(url);
    expect(await db.query('SELECT * FROM "agency_1"')).toEqual([]);
  });

  it('enters every reaction where the log ends, so that what lies before is left alone', async () => {
    const rows: object[] = await db.query(
      `SELECT "reader", "position" FROM "checkpoint" WHERE "reader" LIKE 'reaction:%'`,
    );
    expect(rows).toEqual(reactions.map((reaction) => ({ reader: reactionReader(reaction), position: '-1' })));
  });

  it('refuses a history that would lack what was before it', async () => {
    const rows = await new DataSource(readStore(url)).initialize();
    const [model] = readModels.filter(({ projection }) => projection.name === 'agency') as [ReadModel];
    const kept = { ...model, projection: { ...model.projection, history: true as const } };
    await makeHistories(rows.manager, [kept]);
    await expect(indexes('agency_1_history').then((all) => all.length)).resolves.toBeGreaterThan(4);
    await db.query('DROP TABLE "agency_1_history"');
    await db.query(`INSERT INTO "agency_1" ("id", "reference", "title", "revision", "status", "detail", "kind", "partnership")
      VALUES ('a', 'A', 'A', 0, 'current', '{}', 'police', 'p')`);
    await expect(makeHistories(rows.manager, [kept])).rejects.toThrow(HistoryMissing);
    await rows.destroy();
  });

  it('keeps the checkpoints of an older database, and knows their readers with the tables they can be retired from', async () => {
    const older = await freshDatabase();
    const options = { type: 'postgres', url: older, migrationsTableName: 'migration' } as const;
    const before = await new DataSource({ ...options, migrations: [House1795305600000] }).initialize();
    await before.runMigrations();
    const [reaction = ''] = reactions.map(reactionReader);
    await before.query(`CREATE TABLE "recommendation_line_0" ("id" text PRIMARY KEY)`);
    await before.query(`INSERT INTO "checkpoint" VALUES ('recommendation-line-0', 7), ($1, 7)`, [reaction]);
    await migrate(older);
    const rows: object[] = await before.query(
      `SELECT "reader", "position", "state", "table" FROM "checkpoint" JOIN "known_reader" USING ("reader") ORDER BY 1`,
    );
    expect(rows).toEqual([
      { reader: reaction, position: '7', state: 'running', table: null },
      { reader: 'recommendation-line-0', position: '7', state: 'running', table: 'recommendation_line_0' },
    ]);
    await expect(retire('recommendation-line-0', [], before)).resolves.toEqual(['recommendation_line_0']);
    await before.destroy();
  });

  it('refuses a statement that makes neither a table nor an index of one', async () => {
    await expect(makeTables(db.manager, ['DROP TABLE "house"'])).rejects.toThrow('Neither a table nor an index');
  });
});
