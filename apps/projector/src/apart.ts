import type { EntityManager } from 'typeorm';
import {
  TABLES,
  WEB_ROLE,
  grantRights,
  guardLog,
  guardRows,
  historyOf,
  keepApart,
  keepHistoryApart,
  letIn,
  needToKnow,
} from '#app/platform';
import { readModels } from './slices';

/** Gives the tables of rows the column of whose they are, where they have none: before their histories are made. */
export async function keepRowsApart(db: EntityManager): Promise<void> {
  for (const { table: row } of readModels) {
    const { tableName: table, primaryColumns } = db.dataSource.getMetadata(row);
    await keepApart(table, db);
    await keepHistoryApart(table, primaryColumns[0]?.databaseName ?? '', db);
  }
}

/** Every table's rights, and the policies by which partnerships are kept apart, where they are not as they should be. */
export async function guardTables(db: EntityManager): Promise<void> {
  await guardLog(db);
  await letIn('vault', WEB_ROLE, db);
  for (const [table, rights] of Object.entries(TABLES)) await grantRights(table, rights, db);
  for (const model of readModels) {
    const { tableName: table } = db.dataSource.getMetadata(model.table);
    await guardRows(table, db, needToKnow(model));
    if (model.projection.history) await guardRows(historyOf(table), db, needToKnow(model));
  }
}
