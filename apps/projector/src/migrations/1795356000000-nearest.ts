import type { MigrationInterface, QueryRunner } from 'typeorm';
import { historyOf, indexesOf, isNear, momentIndexes, nearest, orderOf } from '#app/platform';

/** The histories that there were before; their rows' lists are in order of a day. A history that is made later is made with it. */
const BEFORE = ['recommendation_3', 'referral_3'];

/** What finds the newest of a list as it stood at a moment. */
export class Nearest1795356000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '60s'`);
    await db.query(nearest);
    if (!(await isNear(db.manager))) return;
    for (const table of BEFORE) if (await db.hasTable(historyOf(table))) await replace(table, db);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}

/** The new ones first: what drops the old ones keeps everybody from the table until all is done. */
async function replace(table: string, db: QueryRunner): Promise<void> {
  const history = historyOf(table);
  const order = orderOf(await indexesOf(table, db.manager));
  if (!order) return;
  const indexes = await db.manager.query<{ name: string; definition: string }[]>(
    `SELECT quote_ident(indexname) AS name, indexdef AS definition FROM pg_indexes
      WHERE schemaname = current_schema() AND tablename = $1`,
    [history],
  );
  for (const statement of momentIndexes(history, order.column)) await db.query(statement);
  for (const { name, definition } of indexes)
    if (definition.includes(' USING gist ') || orderOf([definition])) await db.query(`DROP INDEX ${name}`);
}
