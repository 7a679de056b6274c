import { DataSource, type EntityManager } from 'typeorm';
import {
  type Bond,
  type DatabaseAt,
  type EventLog,
  LOCKS,
  type LogPlace,
  type LogSettings,
  START,
  enterReactions,
  insistOnRole,
  keepTablesApart,
  migrateLog,
  openLog,
  systemClock,
} from '#app/platform';
import { guardTables, keepRowsApart } from './apart';
import { kindOf, refuseOther, withDatabase } from './other-log';
import { readStore } from './read-store';
import { reactions } from './slices';
import { makeHistories, makeTables } from './tables';

/** How one gets to the log of a database, or where else it is. */
type Further = Omit<LogPlace, 'databaseUrl'>;

/** Brings the log and the rows of a database up to date. Safe to run again and from several processes at once. */
export async function migrate(databaseUrl: string, further: Further = {}): Promise<void> {
  await migrateLog(databaseUrl);
  const db = await new DataSource({ ...readStore(databaseUrl), poolSize: 2 }).initialize();
  try {
    await db.transaction(async (rows) => {
      await rows.query(`SET LOCAL lock_timeout = '60s'`);
      await rows.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migrateRows]);
      await insistOnRole(rows);
      await db.runMigrations({ transaction: 'all' });
      await keepTablesApart(rows);
      await makeTables(rows);
      await keepRowsApart(rows);
      await makeHistories(rows);
      await bindTo(further.eventStoreDbUrl, rows);
      await enterReactions(reactions, { head: () => headOf({ databaseUrl, ...further }) }, rows);
      // Last: it locks the log, of which others have been asked until here.
      await guardTables(rows);
    });
  } finally {
    await db.destroy();
  }
}

/** Where a reaction begins that is new to a database: nothing recorded from now on is missed. */
async function headOf(place: LogPlace): Promise<bigint> {
  const log = await openLog({ ...place, clock: systemClock, connections: 1 });
  return log.head().finally(() => log.close());
}

/** The rows of a database are made of one log, and their checkpoints are positions in it. Throws OtherLog. */
async function bindTo(eventStoreDbUrl: string | undefined, rows: EntityManager): Promise<void> {
  await rows.query(
    `INSERT INTO "house" ("key", "value")
     SELECT 'log', CASE WHEN EXISTS (SELECT FROM log.event) THEN 'PostgreSQL' ELSE $1 END ON CONFLICT DO NOTHING`,
    [kindOf(eventStoreDbUrl)],
  );
  await refuseOther(eventStoreDbUrl, rows);
}

/** The log of a database that has been migrated. Throws OtherLog, LogUnavailable. */
export async function openLogOf(settings: LogSettings): Promise<EventLog> {
  await withDatabase(settings, (db) => refuseOther(settings.eventStoreDbUrl, db), settings.bond);
  return openLog(settings);
}

/** What a database is for. Set once, for good. */
export type Mark = 'demonstration' | 'real';

const markIn = async (db: DataSource): Promise<string | undefined> =>
  (await db.query<{ value: string }[]>(`SELECT "value" FROM "house" WHERE "key" = 'mark'`))[0]?.value;

/** The database's mark, or undefined where it has none. */
export const markOf = (at: DatabaseAt, bond?: Partial<Bond>): Promise<string | undefined> =>
  withDatabase(at, markIn, bond);

/** Marks a database whose log is still empty; answers with the mark that it then has. */
export async function markEmpty(databaseUrl: string, mark: Mark, further: Further = {}): Promise<string | undefined> {
  const place = { databaseUrl, ...further };
  const isEmpty = (await headOf(place)) === START;
  return withDatabase(place, async (db) => {
    const insert = `INSERT INTO "house" ("key", "value") VALUES ('mark', $1) ON CONFLICT DO NOTHING`;
    if (isEmpty) await db.query(insert, [mark]);
    return markIn(db);
  });
}
