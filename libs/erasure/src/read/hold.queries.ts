import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ListQuery, type PageOf, pageOf, siftByWords } from '#app/platform';
import { HoldRow } from './hold.row';

@Injectable()
export class HoldQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<HoldRow | undefined> {
    return (await this.db.getRepository(HoldRow).findOneBy({ id })) ?? undefined;
  }

  /** Those that stand first, the newest of them first. */
  list({ filters: { status, kind, words }, page, pageSize }: ListQuery): Promise<PageOf<HoldRow>> {
    const found = this.db.getRepository(HoldRow).createQueryBuilder('h').where('TRUE');
    if (status) found.andWhere('h.status = :status', { status });
    if (kind) found.andWhere('h.kind = :kind', { kind });
    siftByWords(found, ['h.title', 'h.reference'], words);
    found.orderBy('h.status', 'DESC').addOrderBy('h.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }
}
