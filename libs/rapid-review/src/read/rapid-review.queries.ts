import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import {
  ConcernedQueries,
  type ListQuery,
  type PageOf,
  type Person,
  isRepresentative,
  pageOf,
  siftByWords,
} from '#app/platform';
import { LearningEventRow, RapidReviewRow, type RapidReviewStatus } from './rapid-review.row';

/** What a record may wait for, with the states in which it does. */
export const WAITS: Readonly<Record<Wait, readonly RapidReviewStatus[]>> = {
  decision: ['under-consideration', 'more-information'],
  notification: ['to-notify'],
  'sign-off': ['decided'],
  sending: ['signed-off'],
  reply: ['sent-to-panel'],
  answer: ['answer-awaited'],
};
export type Wait = 'decision' | 'notification' | 'sign-off' | 'sending' | 'reply' | 'answer';

const isWait = (name: string): name is Wait => Object.hasOwn(WAITS, name);

@Injectable()
export class RapidReviewQueries {
  constructor(
    private readonly db: DataSource,
    private readonly concerned: ConcernedQueries,
  ) {}

  /** With the learning events that were opened from it, and whom it concerns. */
  async find(id: string): Promise<RapidReviewRow | undefined> {
    const row = await this.db.getRepository(RapidReviewRow).findOneBy({ id });
    if (!row) return undefined;
    const events = this.db.getRepository(LearningEventRow);
    [row.learningEvents, row.concerned] = await Promise.all([
      events.find({ where: { rapidReviewId: id, state: 'open' }, order: { reference: 'ASC' } }),
      this.concerned.of('rapidReview', id),
    ]);
    return row;
  }

  /** Newest first. A representative finds what the own agency was asked about, and may not sift it by what others decided. */
  async list({ filters, page, pageSize, person, today }: ListQuery): Promise<PageOf<RapidReviewRow>> {
    const { words, year } = filters;
    const found = this.visibleTo(person);
    if (!isRepresentative(person)) this.sift(found, filters, person, today);
    else if (filters['waits'] === 'return') returnAwaited(found, person.agency ?? '', filters['due'], today);
    if (year) found.andWhere('r.reference LIKE :year', { year: `RAP-${year}-%` });
    siftByWords(found, ['r.title', 'r.reference'], words);
    found.orderBy('r.openedOn', 'DESC').addOrderBy('r.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }

  /** Everything that waits for this; what is due first comes first. A partner's sign-off is that partner's own. */
  async waiting(wait: Wait, person: Person): Promise<RapidReviewRow[]> {
    const found = this.visibleTo(person);
    this.waitingFor(found, wait, person);
    return found.orderBy('r.dueOn', 'ASC', 'NULLS LAST').addOrderBy('r.openedOn', 'ASC').getMany();
  }

  /** Where this agency's return is awaited: late, or not yet. */
  awaitedFrom(agency: string, due: 'late' | 'in-time', today: string): Promise<RapidReviewRow[]> {
    const found = this.db.getRepository(RapidReviewRow).createQueryBuilder('r').where('TRUE');
    returnAwaited(found, agency, due, today);
    return found.orderBy('r.openedOn', 'ASC').getMany();
  }

  /** The financial years of the references, newest first. */
  async years(): Promise<readonly string[]> {
    const found: readonly { year: string }[] = await this.db
      .getRepository(RapidReviewRow)
      .createQueryBuilder('r')
      .select('DISTINCT substring(r.reference from 5 for 7)', 'year')
      .orderBy('year', 'DESC')
      .getRawMany();
    return found.map(({ year }) => year);
  }

  private sift(
    found: SelectQueryBuilder<RapidReviewRow>,
    { status, outcome, waits, due }: ListQuery['filters'],
    person: Person,
    today: string,
  ): void {
    if (due === 'late') found.andWhere('r.dueOn < :today', { today });
    if (due === 'in-time') found.andWhere('(r.dueOn IS NULL OR r.dueOn >= :today)', { today });
    if (status) found.andWhere('r.status = :status', { status });
    if (outcome) found.andWhere('r.outcome = :outcome', { outcome });
    if (waits && isWait(waits)) this.waitingFor(found, waits, person);
    if (waits === 'return') found.andWhere('cardinality(r.awaited) > 0');
  }

  private waitingFor(found: SelectQueryBuilder<RapidReviewRow>, wait: Wait, { partner }: Person): void {
    found.andWhere('r.status IN (:...waits)', { waits: WAITS[wait] });
    if (wait === 'sign-off' && partner) found.andWhere(':partner = ANY (r.unsigned)', { partner });
  }

  private visibleTo(person: Person): SelectQueryBuilder<RapidReviewRow> {
    const rows = this.db.getRepository(RapidReviewRow).createQueryBuilder('r').where('TRUE');
    if (isRepresentative(person)) rows.andWhere(':own = ANY (r.asked)', { own: person.agency ?? '' });
    return rows;
  }
}

/** A question to this agency that is not answered; `due` sifts by whether its day has passed. */
function returnAwaited(
  found: SelectQueryBuilder<RapidReviewRow>,
  agency: string,
  due: string | undefined,
  today: string,
): void {
  const late = `EXISTS (SELECT FROM jsonb_array_elements(r.detail->'asked') AS one WHERE one->>'agency' = :agency
    AND jsonb_array_length(one->'returned') = 0 AND one->>'dueOn' < :today)`;
  found
    .andWhere(':agency = ANY (r.awaited)', { agency, today })
    .andWhere('r.status NOT IN (:...ended)', { ended: ['closed', 'found-not-to-meet', 'entered-in-error'] });
  if (due === 'late') found.andWhere(late);
  if (due === 'in-time') found.andWhere(`NOT ${late}`);
}
