import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ListQuery, type PageOf, pageOf } from '#app/platform';
import type { RecordClass } from '../domain/retention';
import { RetentionRow } from './retention.row';

@Injectable()
export class RetentionQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<RetentionRow | undefined> {
    return (await this.db.getRepository(RetentionRow).findOneBy({ id })) ?? undefined;
  }

  list({ filters: { follows }, page, pageSize }: ListQuery): Promise<PageOf<RetentionRow>> {
    const found = this.db.getRepository(RetentionRow).createQueryBuilder('p').where('TRUE');
    if (follows) found.andWhere('p.follows = :follows', { follows });
    found.orderBy('p.reference', 'ASC');
    return pageOf(found, { page, pageSize });
  }

  /** How long this class is kept, where that is set. */
  async of(recordClass: RecordClass): Promise<RetentionRow | undefined> {
    return (await this.db.getRepository(RetentionRow).findOneBy({ of: recordClass })) ?? undefined;
  }
}
