import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { type ListQuery, type PageOf, type Person, isRepresentative } from '#app/platform';
import { ReferralRow } from './referral.row';

const UNDECIDED = ['received', 'information-asked', 'considered'];

@Injectable()
export class ReferralQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<ReferralRow | undefined> {
    return (await this.db.getRepository(ReferralRow).findOneBy({ id })) ?? undefined;
  }

  /** Newest first. An agency's representative finds what the agency referred or was asked about. */
  async list({ filters, page, pageSize, person }: ListQuery): Promise<PageOf<ReferralRow>> {
    const { status, outcome, agency, words, year } = filters;
    const found = this.visibleTo(person);
    if (status) found.andWhere('r.status = :status', { status });
    if (outcome) found.andWhere('r.outcome = :outcome', { outcome });
    if (agency) found.andWhere('r.from = :agency', { agency });
    if (year) found.andWhere('r.reference LIKE :year', { year: `REF-${year}-%` });
    if (words)
      found.andWhere('(r.title ILIKE :words OR r.reference ILIKE :words)', {
        words: `%${words.replace(/[\\%_]/g, '\\$&')}%`,
      });
    found.orderBy('r.receivedOn', 'DESC').addOrderBy('r.reference', 'DESC');
    const [items, total] = await found
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    return { items, page, pageSize, total };
  }

  /** Not yet decided, the oldest first. */
  undecided(person: Person): Promise<ReferralRow[]> {
    return this.visibleTo(person)
      .andWhere('r.status IN (:...undecided)', { undecided: UNDECIDED })
      .orderBy('r.receivedOn', 'ASC')
      .getMany();
  }

  /** Passed elsewhere, and no answer yet. */
  unanswered(): Promise<ReferralRow[]> {
    return this.db
      .getRepository(ReferralRow)
      .find({ where: { status: 'waiting-for-answer' }, order: { receivedOn: 'ASC' } });
  }

  private visibleTo(person: Person): SelectQueryBuilder<ReferralRow> {
    const rows = this.db.getRepository(ReferralRow).createQueryBuilder('r').where('TRUE');
    if (isRepresentative(person)) rows.andWhere(':own = ANY (r.agencies)', { own: person.agency ?? '' });
    return rows;
  }
}
