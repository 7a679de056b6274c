import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

/** The table of a row, quoted for a statement. */
export function tableOf(db: DataSource, row: EntityTarget<ObjectLiteral>): string {
  const { tablePath } = db.getRepository(row).metadata;
  return tablePath
    .split('.')
    .map((part) => db.driver.escape(part))
    .join('.');
}
