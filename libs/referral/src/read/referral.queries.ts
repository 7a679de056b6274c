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
import { ReferralRow, StartedRow } from './referral.row';

const UNDECIDED = ['received', 'information-asked', 'information-given', 'considered'];

/** What a referral may wait for; `due` sifts decisions and information by whether their day has passed. */
export const WAITS = ['decision', 'information', 'answer', 'learning-event'] as const;
export type Wait = (typeof WAITS)[number];
export type Due = 'late' | 'in-time';

const isWait = (name: string | undefined): name is Wait => WAITS.some((wait) => wait === name);

@Injectable()
export class ReferralQueries {
  constructor(
    private readonly db: DataSource,
    private readonly concerned: ConcernedQueries,
  ) {}

  /** With what was started from it, and whom it concerns. */
  async find(id: string): Promise<ReferralRow | undefined> {
    const row = await this.db.getRepository(ReferralRow).findOneBy({ id });
    if (!row) return undefined;
    const started = this.db.getRepository(StartedRow);
    [row.started, row.concerned] = await Promise.all([
      started.find({ where: { referralId: id }, order: { reference: 'DESC' } }),
      this.concerned.of('referral', id),
    ]);
    return row;
  }

  /** Newest first. An agency's representative finds what the agency referred or was asked about. */
  async list({ filters, page, pageSize, person, today }: ListQuery): Promise<PageOf<ReferralRow>> {
    const { status, outcome, agency, words, year, waits, due } = filters;
    const found = this.visibleTo(person);
    if (status) found.andWhere('r.status = :status', { status });
    if (outcome) found.andWhere('r.outcome = :outcome', { outcome });
    if (agency) found.andWhere('r.from = :agency', { agency });
    if (year) found.andWhere('r.reference LIKE :year', { year: `REF-${year}-%` });
    siftByWords(found, ['r.title', 'r.reference'], words);
    if (isWait(waits)) waitingFor(found, waits, person);
    if (due === 'late' || due === 'in-time')
      sifted(found, waits === 'information' ? 'information' : 'decision', due, person, today);
    found.orderBy('r.receivedOn', 'DESC').addOrderBy('r.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }

  /** Every other referral, the newest first: what one may be a duplicate of, or may not, and why. */
  others(id: string): Promise<ReferralRow[]> {
    const rows = this.db.getRepository(ReferralRow).createQueryBuilder('r').where('r.id <> :id', { id });
    return rows.orderBy('r.receivedOn', 'DESC').addOrderBy('r.reference', 'DESC').getMany();
  }

  /** All that wait for this and are late, or are not; what is due first comes first. */
  waiting(wait: Wait, person: Person, today: string, due?: Due): Promise<ReferralRow[]> {
    const found = this.visibleTo(person);
    waitingFor(found, wait, person);
    if (due) sifted(found, wait === 'information' ? 'information' : 'decision', due, person, today);
    return found.orderBy('r.decideBy', 'ASC', 'NULLS LAST').addOrderBy('r.receivedOn', 'ASC').getMany();
  }

  private visibleTo(person: Person): SelectQueryBuilder<ReferralRow> {
    const rows = this.db.getRepository(ReferralRow).createQueryBuilder('r').where('TRUE');
    if (isRepresentative(person)) rows.andWhere(':own = ANY (r.agencies)', { own: person.agency ?? '' });
    return rows;
  }
}

function waitingFor(found: SelectQueryBuilder<ReferralRow>, wait: Wait, person: Person): void {
  if (wait === 'decision' || wait === 'information')
    found.andWhere('r.status IN (:...undecided)', { undecided: UNDECIDED });
  if (wait === 'information') found.andWhere(openQuestion(person), { asked: person.agency });
  if (wait === 'answer') found.andWhere(`r.status = 'waiting-for-answer'`);
  if (wait === 'learning-event')
    found.andWhere(
      `r.outcome = 'learning-event' AND r.status NOT IN ('entered-in-error', 'duplicate')
      AND r.detail->'closed'->>'nothingFollows' IS NULL AND NOT EXISTS (
        SELECT FROM referral_started_2 s
        WHERE s."referralId" = r.id AND s.kind = 'learning-events' AND s.state <> 'void')`,
    );
}

/** Late: the day for the decision, or for an agency's answer, has passed. */
function sifted(
  found: SelectQueryBuilder<ReferralRow>,
  by: 'decision' | 'information',
  due: Due,
  person: Person,
  today: string,
): void {
  if (by === 'decision') {
    waitingFor(found, 'decision', person);
    found.andWhere(due === 'late' ? 'r.decideBy < :today' : '(r.decideBy IS NULL OR r.decideBy >= :today)', { today });
  } else {
    const late = openQuestion(person, `AND one->>'dueOn' < :today`);
    found.andWhere(due === 'late' ? late : `NOT ${late}`, { asked: person.agency, today });
  }
}

/** A question that waits for an answer: of the own agency for its representative, of any for others. */
const openQuestion = (person: Person, further = ''): string =>
  `EXISTS (SELECT FROM jsonb_array_elements(r.detail->'information') AS one
    WHERE one->>'givenOn' IS NULL AND one->>'endedOn' IS NULL AND one->>'askedAgainOn' IS NULL ${isRepresentative(person) ? `AND one->>'agency' = :asked` : ''} ${further})`;
