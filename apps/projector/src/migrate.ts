import { DataSource } from 'typeorm';
import { migrateLog } from '#app/platform';
import { readStore } from './read-store';

/** Brings the log and the rows of a database up to date. */
export async function migrate(databaseUrl: string): Promise<void> {
  await migrateLog(databaseUrl);
  const db = await new DataSource({ ...readStore(databaseUrl), poolSize: 1 }).initialize();
  try {
    await db.runMigrations({ transaction: 'all' });
  } finally {
    await db.destroy();
  }
}

/** What a database is for. Set once, for good. */
export type Mark = 'demonstration';

/** The database's mark, or undefined where it has none. */
export async function markOf(databaseUrl: string): Promise<string | undefined> {
  return withDatabase(databaseUrl, async (db) => {
    const rows: unknown = await db.query(`SELECT "value" FROM "house" WHERE "key" = 'mark'`);
    return (rows as { value: string }[])[0]?.value;
  });
}

/** Marks a database whose log is still empty; answers with the mark that it then has. */
export async function markEmpty(databaseUrl: string, mark: Mark): Promise<string | undefined> {
  return withDatabase(databaseUrl, async (db) => {
    await db.query(
      `INSERT INTO "house" ("key", "value") SELECT 'mark', $1 WHERE NOT EXISTS (SELECT FROM log.event) ON CONFLICT DO NOTHING`,
      [mark],
    );
    const rows: unknown = await db.query(`SELECT "value" FROM "house" WHERE "key" = 'mark'`);
    return (rows as { value: string }[])[0]?.value;
  });
}

async function withDatabase<T>(url: string, use: (db: DataSource) => Promise<T>): Promise<T> {
  const db = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}
