import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { type ListQuery, type PageOf, pageOf, siftByWords } from '#app/platform';
import { AuditRow, type AuditState, type Step } from './audit.row';

/** Enough of an audit to link to it or to choose it. */
export interface AuditName {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
}

/** From the Executive's approval on; cancelled audits and those entered in error never. */
const FINISHED: readonly AuditState[] = ['approval', 'briefing', 'monitoring', 'impact', 'closed'];

@Injectable()
export class AuditQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<AuditRow | undefined> {
    return (await this.db.getRepository(AuditRow).findOneBy({ id })) ?? undefined;
  }

  /** By quarter, the newest first. */
  async list({
    filters,
    page,
    pageSize,
    today,
  }: Pick<ListQuery, 'filters' | 'page' | 'pageSize' | 'today'>): Promise<PageOf<AuditRow>> {
    const found = this.rows().where('TRUE');
    for (const column of ['state', 'next', 'year', 'quarter', 'theme', 'type'] as const) {
      const value = filters[column];
      if (value) found.andWhere(`a.${column} = :${column}`, { [column]: value });
    }
    const { owing, late, words } = filters;
    if (owing) found.andWhere(':owing = ANY (a.owing) AND a.next IS NOT NULL', { owing });
    if (late) this.pastQuarter(found, today);
    siftByWords(found, ['a.title', 'a.theme', 'a.reference'], words);
    found.orderBy('a.sortOn', 'DESC').addOrderBy('a.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }

  /** The values that occur, for the filters. */
  async values(column: 'year' | 'quarter' | 'theme'): Promise<readonly string[]> {
    const rows = await this.rows()
      .select(`DISTINCT a.${column}`, 'value')
      .where(`a.${column} IS NOT NULL`)
      .orderBy('value', column === 'theme' ? 'ASC' : 'DESC')
      .getRawMany<{ value: string }>();
    return rows.map(({ value }) => value);
  }

  /** Those whose next step is one of these, the oldest first. */
  async awaiting(steps: readonly (Step | 'closing')[]): Promise<AuditRow[]> {
    if (steps.length === 0) return [];
    return this.db.getRepository(AuditRow).find({ where: { next: In(steps) }, order: { sortOn: 'ASC' } });
  }

  /** Not done by the end of their quarter, the latest first. */
  late(today: string): Promise<AuditRow[]> {
    return this.pastQuarter(this.rows().where('TRUE'), today).orderBy('a.due', 'ASC').getMany();
  }

  /** Whose return of this agency is awaited. */
  owedBy(agency: string): Promise<AuditRow[]> {
    return this.rows()
      .where(':agency = ANY (a.owing) AND a.next IS NOT NULL', { agency })
      .orderBy('a.sortOn', 'ASC')
      .getMany();
  }

  /** Audits that look at the progress of this one. */
  followers(id: string): Promise<AuditName[]> {
    return this.named(this.rows().where('a.earlierId = :id', { id }));
  }

  /** Every audit but one, to choose from. */
  others(id: string): Promise<AuditName[]> {
    return this.named(this.rows().where(`a.id <> :id AND a.state <> 'entered-in-error'`, { id }));
  }

  /**
   * Those whose report the Executive has approved, or that were closed, and that were approved after this one: only they
   * can show what it changed. Where older papers do not state a day of approval, nobody knows that it was before.
   */
  finishedAfter({ id, detail }: AuditRow): Promise<AuditName[]> {
    const found = this.rows().where('a.id <> :id', { id }).andWhere('a.state IN (:...states)', { states: FINISHED });
    const approved = detail.steps.approval?.on;
    if (approved !== undefined)
      found.andWhere(`COALESCE(a.detail #>> '{steps,approval,on}', :approved) >= :approved`, { approved });
    return this.named(found);
  }

  private named(found: SelectQueryBuilder<AuditRow>): Promise<AuditName[]> {
    return found.select(['a.id', 'a.reference', 'a.title']).orderBy('a.reference', 'DESC').getMany();
  }

  private rows(): SelectQueryBuilder<AuditRow> {
    return this.db.getRepository(AuditRow).createQueryBuilder('a');
  }

  private pastQuarter(found: SelectQueryBuilder<AuditRow>, today: string): SelectQueryBuilder<AuditRow> {
    return found.andWhere('a.due < :today AND a.doneOn IS NULL AND a.next IS NOT NULL', { today });
  }
}
