import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { ConcernedQueries, type ListQuery, type PageOf, pageOf, siftByWords } from '#app/platform';
import { LearningEventRow, type Step, WantedReviewRow, WantedRow } from './learning-event.row';

@Injectable()
export class LearningEventQueries {
  constructor(
    private readonly db: DataSource,
    private readonly concerned: ConcernedQueries,
  ) {}

  /** With whom it concerns. */
  async find(id: string): Promise<LearningEventRow | undefined> {
    const row = await this.db.getRepository(LearningEventRow).findOneBy({ id });
    if (!row) return undefined;
    row.concerned = await this.concerned.of('learningEvent', id);
    return row;
  }

  /** Newest first, by the day of the workshop or of what is known before it. */
  async list({
    filters,
    page,
    pageSize,
  }: Pick<ListQuery, 'filters' | 'page' | 'pageSize'>): Promise<PageOf<LearningEventRow>> {
    const { state, next, year, words } = filters;
    const found = this.db.getRepository(LearningEventRow).createQueryBuilder('e').where('TRUE');
    if (state) found.andWhere('e.state = :state', { state });
    if (next) found.andWhere('e.next = :next', { next });
    if (year) found.andWhere('e.year = :year', { year });
    siftByWords(found, ['e.title', 'e.reference', `array_to_string(e.themes, ' ')`], words);
    found.orderBy('e.sortOn', 'DESC').addOrderBy('e.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }

  /** The years in which there are any, newest first. */
  async years(): Promise<readonly string[]> {
    const rows = await this.db
      .getRepository(LearningEventRow)
      .createQueryBuilder('e')
      .select('DISTINCT e.year', 'year')
      .orderBy('year', 'DESC')
      .getRawMany<{ year: string }>();
    return rows.map(({ year }) => year);
  }

  /** Those whose next step is one of these, the oldest first. */
  async awaiting(steps: readonly (Step | 'closing')[]): Promise<LearningEventRow[]> {
    if (steps.length === 0) return [];
    return this.db.getRepository(LearningEventRow).find({ where: { next: In(steps) }, order: { sortOn: 'ASC' } });
  }

  /** Rapid reviews that were decided with a learning event and have none yet, the oldest first. */
  async wantedByReviews(): Promise<readonly { id: string; reference: string; title: string }[]> {
    const opened = this.db
      .getRepository(LearningEventRow)
      .createQueryBuilder('e')
      .select('1')
      .where(`e.detail->'agreed'->'rapidReview'->>'id' = w.id`)
      .andWhere(`e.state NOT IN ('cancelled', 'entered-in-error')`);
    return this.db
      .getRepository(WantedReviewRow)
      .createQueryBuilder('w')
      .where('w.decidedOn IS NOT NULL')
      .andWhere(`NOT EXISTS (${opened.getQuery()})`)
      .orderBy('w.decidedOn', 'ASC')
      .getMany();
  }

  /** Referrals that were decided to lead to a learning event and have none yet, the oldest first. */
  async wanted(): Promise<WantedRow[]> {
    return (await this.offered()).filter(({ outcome }) => outcome === 'learning-event');
  }

  /** The same, and those decided to be learning for a single agency, which may lead to one. */
  offered(): Promise<WantedRow[]> {
    const opened = this.db
      .getRepository(LearningEventRow)
      .createQueryBuilder('e')
      .select('1')
      .where('e.referralId = w.id')
      .andWhere(`e.state NOT IN ('cancelled', 'entered-in-error')`);
    return this.db
      .getRepository(WantedRow)
      .createQueryBuilder('w')
      .where(`NOT EXISTS (${opened.getQuery()})`)
      .orderBy('w.decidedOn', 'ASC')
      .getMany();
  }
}
