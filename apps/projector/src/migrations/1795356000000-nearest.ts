import type { MigrationInterface, QueryRunner } from 'typeorm';
import { historyOf, indexesOf, momentIndexes, nearest, orderOf } from '#app/platform';
import { hasExtension } from '../tables';

/** The histories that there were before; their rows' lists are in order of a day. A history that is made later is made with it. */
const BEFORE = ['recommendation_3', 'referral_3'];

/** What finds the newest of a list as it stood at a moment. */
export class Nearest1795356000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(nearest);
    if (!(await hasExtension('btree_gist', db))) return;
    for (const table of BEFORE) if (await db.hasTable(historyOf(table))) await replace(table, db);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}

async function replace(table: string, db: QueryRunner): Promise<void> {
  const history = historyOf(table);
  const order = orderOf(await indexesOf(table, db.manager));
  if (!order) return;
  const indexes = await db.manager.query<{ name: string; definition: string }[]>(
    `SELECT quote_ident(indexname) AS name, indexdef AS definition FROM pg_indexes
      WHERE schemaname = current_schema() AND tablename = $1`,
    [history],
  );
  for (const { name, definition } of indexes)
    if (definition.includes(' USING gist ') || orderOf([definition])) await db.query(`DROP INDEX ${name}`);
  for (const statement of momentIndexes(history, order.column)) await db.query(statement);
}
