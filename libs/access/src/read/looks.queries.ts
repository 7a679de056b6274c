import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { type PageOf, pageOf } from '#app/platform';
import type { LookEvent } from '../domain/access.events';
import { AccessRow } from './access.row';

/** Whose looks, at what, and when; days are ISO dates, both included. */
export interface LookFilters {
  readonly person?: string;
  /** A reference, the beginning of one, or a stream: `category-id`. */
  readonly record?: string;
  readonly from?: string;
  readonly until?: string;
  /** Only what was taken out: spreadsheets and files. */
  readonly taken?: boolean;
}

/** A row that is a look. */
export type LookRow = AccessRow & { readonly event: LookEvent };

/** Looks, newest first, in the order of the log. */
@Injectable()
export class LooksQueries {
  constructor(private readonly db: DataSource) {}

  async list(filters: LookFilters, page: number, pageSize: number): Promise<PageOf<LookRow>> {
    const found = filtered(this.looks(), filters).orderBy('l.position', 'DESC');
    const { items, ...counted } = await pageOf(found, { page, pageSize });
    return { items: items as LookRow[], ...counted };
  }

  private looks(): SelectQueryBuilder<AccessRow> {
    return this.db.getRepository(AccessRow).createQueryBuilder('l').where('l.flag IS NULL');
  }
}

function filtered(looks: SelectQueryBuilder<AccessRow>, filters: LookFilters): SelectQueryBuilder<AccessRow> {
  const { person, record, from, until, taken } = filters;
  if (person !== undefined) looks.andWhere('l.person = :person', { person });
  if (record !== undefined)
    looks.andWhere('(l.record = :record OR upper(l.reference) LIKE :reference)', {
      record,
      reference: `${record.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`,
    });
  if (from !== undefined) looks.andWhere('l.day >= :from', { from });
  if (until !== undefined) looks.andWhere('l.day <= :until', { until });
  if (taken) looks.andWhere('l.takenOut');
  return looks;
}
