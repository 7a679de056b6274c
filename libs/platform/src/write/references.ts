import { type DataSource } from 'typeorm';
import { financialYear } from '#app/calendar';

/** Draws references outside the log: never twice the same, gaps allowed. */
export abstract class References {
  /** REC-2024-25-006: the sixth REC of the financial year in which `date` (ISO) lies. */
  abstract draw(prefix: string, date: string): Promise<string>;
}

export class PostgresReferences extends References {
  constructor(private readonly db: DataSource) {
    super();
  }

  async draw(prefix: string, date: string): Promise<string> {
    const series = `${prefix}-${financialYear(date)}`;
    const rows: unknown = await this.db.query(
      `INSERT INTO reference_series AS held (series, last) VALUES ($1, 1)
       ON CONFLICT (series, partnership) DO UPDATE SET last = held.last + 1 RETURNING last`,
      [series],
    );
    return numbered(series, (rows as { last: number }[])[0]?.last ?? 0);
  }
}

/** For tests that have no database. */
export class MemoryReferences extends References {
  private readonly last = new Map<string, number>();

  draw(prefix: string, date: string): Promise<string> {
    const series = `${prefix}-${financialYear(date)}`;
    const next = (this.last.get(series) ?? 0) + 1;
    this.last.set(series, next);
    return Promise.resolve(numbered(series, next));
  }
}

const numbered = (series: string, n: number): string => `${series}-${String(n).padStart(3, '0')}`;
