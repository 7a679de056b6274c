import type { EntityManager } from 'typeorm';
import { quoted } from './table';

/** Two tables at the same place in the log, by the columns that both have. */
export interface Comparison {
  readonly table: string;
  readonly old: Sum;
  readonly rebuilt: Sum;
  /** The columns in which they differ. */
  readonly differing: readonly string[];
}

interface Sum {
  readonly rows: number;
  /** The sum of a 64-bit hash of every row: no order is needed, so nothing is sorted. */
  readonly checksum: string;
}

interface Column {
  readonly name: string;
  readonly isJson: boolean;
  /** One of those by which a row is told from the others. */
  readonly isKey: boolean;
}

/** Counts and checksums of each old table and the new one beside it. */
export async function compare(
  pairs: readonly (readonly [old: string, rebuilt: string])[],
  db: EntityManager,
): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [table, beside] of pairs) {
    const columns = await sharedColumns(table, beside, db);
    const [old, rebuilt] = [await sumOf(table, columns, db), await sumOf(beside, columns, db)];
    const columnsApart = isSame({ old, rebuilt }) ? [] : await differing([table, beside], columns, db);
    comparisons.push({ table, old, rebuilt, differing: columnsApart });
  }
  return comparisons;
}

export const isSame = ({ old, rebuilt }: Pick<Comparison, 'old' | 'rebuilt'>): boolean =>
  old.rows === rebuilt.rows && old.checksum === rebuilt.checksum;

/** Of the same name and type in both, in the order of the first. */
async function sharedColumns(one: string, other: string, db: EntityManager): Promise<readonly Column[]> {
  return db.query(
    `SELECT a.attname AS name, a.atttypid IN ('json'::regtype, 'jsonb'::regtype) AS "isJson",
        EXISTS (SELECT FROM pg_index WHERE indrelid = a.attrelid AND indisprimary AND a.attnum = ANY (indkey)) AS "isKey"
      FROM pg_attribute AS a JOIN pg_attribute AS b USING (attname, atttypid)
      WHERE a.attrelid = $1::regclass AND b.attrelid = $2::regclass AND a.attnum > 0 AND b.attnum > 0
        AND NOT a.attisdropped AND NOT b.attisdropped ORDER BY a.attnum`,
    [quoted(one), quoted(other)],
  );
}

/**
 * A text of the whole row would cost twice as much as its values. Of JSON it is a text all the same: PostgreSQL's own hash
 * of it does not change when two values 32 places apart are exchanged. And the hash of a row is itself a sum, of its values
 * each times a power: without another hash over it, two rows that have exchanged a value would add up to the same.
 */
const hashed = (columns: readonly Column[]): string => {
  const values = columns.map(({ name, isJson }) => (isJson ? `${quoted(name)}::text` : quoted(name)));
  return `sum(hashtextextended(hash_record_extended(ROW(${values.join(', ')}), 0)::text, 0))`;
};

async function sumOf(table: string, columns: readonly Column[], db: EntityManager): Promise<Sum> {
  const [sum] = await db.query<{ rows: string; checksum: string | null }[]>(
    `SELECT count(*) AS rows, ${hashed(columns)} AS checksum FROM ${quoted(table)}`,
  );
  return { rows: Number(sum?.rows ?? 0), checksum: sum?.checksum ?? '' };
}

/** Each column by itself, with what its row is known by: looked at only where the two are not the same. */
async function differing(
  tables: readonly [string, string],
  columns: readonly Column[],
  db: EntityManager,
): Promise<readonly string[]> {
  const keys = columns.filter(({ isKey }) => isKey);
  const sums = columns.map((column) => `${hashed([...keys, column])} AS ${quoted(column.name)}`).join(', ');
  const ask = async (table: string) =>
    (await db.query<Readonly<Record<string, string | null>>[]>(`SELECT ${sums} FROM ${quoted(table)}`))[0];
  const [old, rebuilt] = [await ask(tables[0]), await ask(tables[1])];
  const apart = columns.filter(({ name }) => old?.[name] !== rebuilt?.[name]);
  // Where rows are lacking every column is out: their keys say it.
  const byKey = apart.filter(({ isKey }) => isKey);
  return (byKey.length > 0 ? byKey : apart).map(({ name }) => name);
}
