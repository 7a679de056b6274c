import type { EntityManager } from 'typeorm';
import { historyOf, latestVersion } from '../read-store/history';
import { quoted } from '../read-store/table';
import { TABLES } from './rights';

/** Whose every row was in the databases from before rows were kept apart. */
const FIRST = 'isle-of-wight';

/** Who writes over a connection that is bound to a partnership need not say whose a row is; who is bound to none has to. */
const BOUND = `nullif(current_setting('learning_trail.partnership', true), '')`;

/** Gives the tables that are not computed the column of whose their rows are, where they have none yet. */
export async function keepTablesApart(db: EntityManager): Promise<void> {
  for (const [table, { apart }] of Object.entries(TABLES)) {
    if (typeof apart !== 'string' || !(await lacksColumn(table, db))) continue;
    await addColumn(table, db);
    await db.query(`ALTER TABLE ${table} ALTER COLUMN "partnership" SET DEFAULT ${BOUND}`);
    if (apart === 'keys') await widenKeys(table, db);
  }
}

/** The same for the table of a read model. Two partnerships may then have a row under the same key. */
export async function keepApart(name: string, db: EntityManager): Promise<void> {
  const table = quoted(name);
  if (!(await lacksColumn(table, db))) return;
  await addColumn(table, db);
  await widenKeys(table, db);
}

/** The same for the table of its rows' versions, where it has one. */
export async function keepHistoryApart(name: string, key: string, db: EntityManager): Promise<void> {
  const history = quoted(historyOf(name));
  if (!(await lacksColumn(history, db))) return;
  await addColumn(history, db);
  const latest = await db.query<{ index: string }[]>(
    `SELECT indexrelid::regclass::text AS "index" FROM pg_index
      WHERE indrelid = $1::regclass AND indisunique AND NOT indisprimary`,
    [history],
  );
  for (const { index } of latest) await db.query(`DROP INDEX ${index}`);
  await db.query(latestVersion(historyOf(name), key));
}

/** Not where there is no such table. */
async function lacksColumn(table: string, db: EntityManager): Promise<boolean> {
  const [found] = await db.query<{ lacks: boolean }[]>(
    `SELECT to_regclass($1) IS NOT NULL AND NOT EXISTS (SELECT FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attname = 'partnership' AND NOT attisdropped) AS lacks`,
    [table],
  );
  return found?.lacks === true;
}

/** Without a default from then on. */
async function addColumn(table: string, db: EntityManager): Promise<void> {
  await db.query(`ALTER TABLE ${table} ADD COLUMN "partnership" text NOT NULL DEFAULT '${FIRST}'`);
  await db.query(`ALTER TABLE ${table} ALTER COLUMN "partnership" DROP DEFAULT`);
}

/** What was one of its kind in the table is so within each partnership. */
async function widenKeys(table: string, db: EntityManager): Promise<void> {
  const keys = await db.query<{ name: string; definition: string }[]>(
    `SELECT quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE conrelid = $1::regclass AND contype IN ('p', 'u')`,
    [table],
  );
  for (const { name, definition } of keys)
    await db.query(
      `ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD ${definition.replace(/\)$/, ', "partnership")')}`,
    );
}
