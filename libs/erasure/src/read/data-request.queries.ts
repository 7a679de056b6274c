import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { type ListQuery, type PageOf, pageOf, siftByWords } from '#app/platform';
import { DataRequestRow } from './data-request.row';
import { HoldRow } from './hold.row';

/** Those for whom somebody still has something to do. */
export const UNDER_WAY = ['open', 'decided', 'held', 'approved'] as const;

/** What waits of requests: to be decided, or for a second person. */
export const WAITS = { decision: ['open'], approval: ['decided', 'held'] } as const;
export type Wait = keyof typeof WAITS;

const isWait = (word: string | undefined): word is Wait => word !== undefined && word in WAITS;

@Injectable()
export class DataRequestQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<DataRequestRow | undefined> {
    return (await this.db.getRepository(DataRequestRow).findOneBy({ id })) ?? undefined;
  }

  /** What is to be answered soonest first, then the newest. */
  list({ filters, page, pageSize, today }: ListQuery): Promise<PageOf<DataRequestRow>> {
    const { state, asked, words, waits, due } = filters;
    const found = this.db.getRepository(DataRequestRow).createQueryBuilder('r').where('TRUE');
    if (state === 'under-way') found.andWhere('r.status IN (:...states)', { states: UNDER_WAY });
    if (state === 'over') found.andWhere('r.status NOT IN (:...states)', { states: UNDER_WAY });
    if (asked) found.andWhere('r.asked = :asked', { asked });
    if (isWait(waits)) found.andWhere('r.status IN (:...waiting)', { waiting: WAITS[waits] });
    if (due === 'late') found.andWhere('r.answerBy < :today', { today });
    siftByWords(found, ['r.title', 'r.reference'], words);
    found.orderBy('r.answerBy', 'ASC', 'NULLS LAST').addOrderBy('r.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }

  /** Those that wait, the one to be answered soonest first. */
  waiting(wait: Wait): Promise<DataRequestRow[]> {
    return this.db.getRepository(DataRequestRow).find({
      where: { status: In([...WAITS[wait]]) },
      order: { answerBy: { direction: 'ASC', nulls: 'LAST' }, reference: 'ASC' },
    });
  }

  /** Answered by nobody yet, though their day has passed. */
  async late(today: string): Promise<DataRequestRow[]> {
    return this.db
      .getRepository(DataRequestRow)
      .createQueryBuilder('r')
      .where('r.answerBy < :today', { today })
      .orderBy('r.answerBy', 'ASC')
      .addOrderBy('r.reference', 'ASC')
      .getMany();
  }

  /** The holds that stand over a record or somebody on it. */
  holdsOn(streams: readonly string[]): Promise<HoldRow[]> {
    if (streams.length === 0) return Promise.resolve([]);
    return this.db
      .getRepository(HoldRow)
      .find({ where: { stream: In([...streams]), status: 'standing' }, order: { reference: 'ASC' } });
  }
}
