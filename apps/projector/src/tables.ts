import type { EntityManager } from 'typeorm';
import { accessTables } from '#app/access';
import { auditTables } from '#app/audit';
import { directoryTables } from '#app/directory';
import { erasureTables } from '#app/erasure';
import { learningEventTables } from '#app/learning-event';
import { rapidReviewTables } from '#app/rapid-review';
import { recommendationTables } from '#app/recommendation';
import { referralTables } from '#app/referral';
import { restrictionTables } from '#app/restriction';
import { scrutinyTables } from '#app/scrutiny';
import {
  type ReadModel,
  concernedTables,
  historyOf,
  historyTable,
  indexesOf,
  isNear,
  isSearched,
  leftOut,
} from '#app/platform';
import { readModels } from './slices';

/** The tables of every slice's rows, each followed by its indexes. */
export const rowTables: readonly string[] = [
  ...directoryTables,
  ...referralTables,
  ...rapidReviewTables,
  ...learningEventTables,
  ...auditTables,
  ...recommendationTables,
  ...scrutinyTables,
  ...concernedTables,
  ...accessTables,
  ...restrictionTables,
  ...erasureTables,
];

/**
 * Makes the tables of rows that are not there yet, with their indexes. Rows are derived, so their tables need no
 * migration: a projection's new version asks for a new table, which is empty until it has been filled from the log.
 * A table that is there is left as it is.
 */
export async function makeTables(db: EntityManager, statements: readonly string[] = rowTables): Promise<void> {
  const trigrams = await hasExtension('pg_trgm', db);
  for (const [table, making] of tablesIn(statements)) {
    const [found] = await db.query<{ there: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS there', [`"${table}"`]);
    if (found?.there) continue;
    for (const statement of making) if (trigrams || !isSearched(statement)) await db.query(statement);
  }
}

async function hasExtension(name: string, db: Pick<EntityManager, 'query'>): Promise<boolean> {
  const found = await db.query<object[]>('SELECT FROM pg_extension WHERE extname = $1', [name]);
  return found.length > 0;
}

/** Of rows without history the earlier versions would be missing for ever: history begins with a version of its own. */
export class HistoryMissing extends Error {
  constructor(table: string, projection: string) {
    super(
      `This database was last used by a version of the program that was never released: ${table} has rows and no history. ` +
        'Nothing was changed. Go on with that version, or start this one on an empty database or in another folder (DATA_DIR). ' +
        `Who develops ${projection} gives it a new version: its table is then made and filled anew.`,
    );
    this.name = 'HistoryMissing';
  }
}

/** Makes the histories that are asked for and not there yet. Throws HistoryMissing. */
export async function makeHistories(db: EntityManager, models: readonly ReadModel[] = readModels): Promise<void> {
  const near = await isNear(db);
  for (const { projection, table: row } of models.filter((model) => model.projection.history)) {
    const { tableName: table, primaryColumns } = db.dataSource.getMetadata(row);
    const [found] = await db.query<{ there: boolean; rows: boolean }[]>(
      `SELECT to_regclass($1) IS NOT NULL AS there, EXISTS (SELECT FROM "${table}") AS rows`,
      [`"${historyOf(table)}"`],
    );
    if (found?.there) continue;
    if (found?.rows) throw new HistoryMissing(table, projection.name);
    const key = primaryColumns[0]?.databaseName ?? '';
    for (const statement of historyTable(table, key, await indexesOf(table, db), leftOut(projection), near))
      await db.query(statement);
  }
}

/** Table name → the statements that make it. */
function tablesIn(statements: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>();
  for (const statement of statements) {
    const table = /^CREATE (?:TABLE|(?:UNIQUE )?INDEX ON) "(\w+)"/.exec(statement)?.[1];
    if (table === undefined) throw new Error(`Neither a table nor an index of one: ${statement}`);
    const making = tables.get(table);
    if (making) making.push(statement);
    else tables.set(table, [statement]);
  }
  return tables;
}
