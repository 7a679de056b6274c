import type { EntityManager } from 'typeorm';
import type { Building } from './building';
import { quoted } from './table';

/** Two tables at the same place in the log. */
export interface Comparison {
  readonly table: string;
  readonly old: Sum;
  readonly rebuilt: Sum;
}

interface Sum {
  readonly rows: number;
  /** The sum of a 64-bit hash of every row: no order is needed, so nothing is sorted. */
  readonly checksum: string;
}

/** Counts and checksums of the old table and the new one, and of their histories. */
export async function compare(building: Building, db: EntityManager): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [old, rebuilt] of building.pairs)
    comparisons.push({
      table: old,
      old: await sumOf(old, db),
      rebuilt: await sumOf(rebuilt, db),
    });
  return comparisons;
}

export const isSame = ({ old, rebuilt }: Comparison): boolean =>
  old.rows === rebuilt.rows && old.checksum === rebuilt.checksum;

async function sumOf(table: string, db: EntityManager): Promise<Sum> {
  const [sum] = await db.query<{ rows: string; checksum: string | null }[]>(
    `SELECT count(*) AS rows, sum(hashtextextended(each::text, 0)) AS checksum FROM ${quoted(table)} AS each`,
  );
  return { rows: Number(sum?.rows ?? 0), checksum: sum?.checksum ?? '' };
}
