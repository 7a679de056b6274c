import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { type ListQuery, type PageOf, isRepresentative, like, pageOf } from '#app/platform';
import { judgesOf } from './recommendation.lines';
import { RecommendationLineRow, RecommendationRow, RecommendationThemeRow, ownerKey } from './recommendation.row';

/** A line that waits for somebody, with its recommendation. */
export interface WaitingLine {
  readonly line: RecommendationLineRow;
  readonly row: RecommendationRow;
}

/** What a recommendation may wait for, as the filter of the list names it. */
export const WAITS = [
  'assurance',
  'late-assurance',
  'judgement',
  'owner',
  'review',
  'missed-review',
  'completion',
  'approval',
] as const;
export type Waits = (typeof WAITS)[number];

const GIVEN = `l.state = 'assurance-given'`;

/** Conditions on one open line, `l`. */
const LINE_WAITS: Partial<Record<Waits, string>> = {
  assurance: 'l.awaited',
  'late-assurance': 'l.awaited AND l.awaitedBy < :today',
  judgement: GIVEN,
  owner: `l.owner = 'unnamed'`,
};

/** Conditions on the recommendation, `r`. */
const WHOLE_WAITS: Partial<Record<Waits, string>> = {
  review: 'r.open AND r.nextReview <= :today',
  'missed-review': 'r.open AND r.nextReview < :today',
  completion: `r.standing = 'ready-to-complete'`,
  approval: `r.standing = 'awaiting-approval'`,
};

@Injectable()
export class RecommendationQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<RecommendationRow | undefined> {
    return (await this.db.getRepository(RecommendationRow).findOneBy({ id })) ?? undefined;
  }

  async byReference(reference: string): Promise<RecommendationRow | undefined> {
    return (await this.db.getRepository(RecommendationRow).findOneBy({ reference })) ?? undefined;
  }

  /** Newest first. */
  async list({ page, pageSize, ...query }: ListQuery): Promise<PageOf<RecommendationRow>> {
    const found = this.rows();
    this.narrow(found, query);
    const { judge } = query.filters;
    if (judge) {
      const ids = (await this.toJudge(judge)).map(({ row }) => row.id);
      found.andWhere('r.id = ANY (:ids)', { ids });
    }
    found.orderBy('r.madeOn', 'DESC').addOrderBy('r.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }

  /** Every theme that is in use, for the filter. */
  async themes(): Promise<readonly string[]> {
    const rows = await this.db.getRepository(RecommendationThemeRow).find({ order: { theme: 'ASC' } });
    return rows.map(({ theme }) => theme);
  }

  /** The open lines of an owner in recommendations that are open and agreed, the nearest due first. */
  linesOf(owner: string): Promise<readonly WaitingLine[]> {
    return this.lines((lines) => lines.andWhere('l.owner = :owner', { owner }));
  }

  /** All open lines in open recommendations; of those that a group follows, where one is named. */
  openLines(monitor?: string): Promise<readonly WaitingLine[]> {
    return this.lines((lines) => (monitor === undefined ? lines : lines.andWhere('r.monitor = :monitor', { monitor })));
  }

  /** The lines whose assurance this group answers: those of what it follows, or as the second group of what another owns. */
  async toJudge(group: string): Promise<readonly WaitingLine[]> {
    const given = await this.lines((lines) => lines.andWhere(GIVEN));
    return given.filter(({ line, row }) => judgesOf(row, [line.line]) === group);
  }

  /** Open recommendations that a group follows; all of them where none is named. */
  open(monitor?: string): Promise<readonly RecommendationRow[]> {
    const found = this.rows().where('r.open');
    if (monitor !== undefined) found.andWhere('r.monitor = :monitor', { monitor });
    return found.orderBy('r.nextReview', 'ASC', 'NULLS LAST').getMany();
  }

  /** Open recommendations that were brought before this group and not reviewed since, the longest waiting first. */
  escalatedTo(group: string): Promise<readonly RecommendationRow[]> {
    return this.rows().andWhere(ESCALATED, { escalated: group }).orderBy('r.madeOn').getMany();
  }

  private async lines(
    narrow: (lines: SelectQueryBuilder<RecommendationLineRow>) => SelectQueryBuilder<RecommendationLineRow>,
  ): Promise<readonly WaitingLine[]> {
    const found = this.db
      .getRepository(RecommendationLineRow)
      .createQueryBuilder('l')
      .innerJoin(RecommendationRow, 'r', 'r.id = l.recommendation')
      .where(LIVE);
    const lines = await narrow(found).orderBy('l.due', 'ASC', 'NULLS LAST').getMany();
    const ids = [...new Set(lines.map(({ recommendation }) => recommendation))];
    const rows = await this.db.getRepository(RecommendationRow).findBy({ id: In(ids) });
    return lines.flatMap((line) => {
      const row = rows.find(({ id }) => id === line.recommendation);
      return row ? [{ line, row }] : [];
    });
  }

  private rows(): SelectQueryBuilder<RecommendationRow> {
    return this.db.getRepository(RecommendationRow).createQueryBuilder('r').where('TRUE');
  }

  private narrow(found: SelectQueryBuilder<RecommendationRow>, query: Omit<ListQuery, 'page' | 'pageSize'>): void {
    const { filters, today } = query;
    const { status, monitor, theme, words, source, escalated } = filters;
    if (status === 'open' || status === 'closed') found.andWhere('r.open = :open', { open: status === 'open' });
    else if (status) found.andWhere('r.standing = :status', { status });
    if (monitor) found.andWhere('r.monitor = :monitor', { monitor });
    if (theme) found.andWhere('r.themes @> ARRAY[:theme]', { theme });
    if (words) found.andWhere('(r.title ILIKE :words OR r.reference ILIKE :words)', { words: like(words) });
    if (source)
      found.andWhere(
        `(r.sourceReference ILIKE :sourceWords OR r.sourceKind = :source OR r.sourceKind || '-' || r.sourceId = :source)`,
        { source, sourceWords: like(source) },
      );
    // That it was escalated is shared with no representative.
    if (escalated) found.andWhere(isRepresentative(query.person) ? 'FALSE' : ESCALATED, { escalated });
    const waits = filters['waits'] as Waits | undefined;
    const whole = waits && WHOLE_WAITS[waits];
    if (whole) found.andWhere(whole, { today });
    this.narrowByLine(found, query);
  }

  /** Owner, overdue and what is waited for hold of one and the same line. */
  private narrowByLine(
    found: SelectQueryBuilder<RecommendationRow>,
    { filters, today, person }: Omit<ListQuery, 'page' | 'pageSize'>,
  ): void {
    const { owner, overdue } = filters;
    const waits = LINE_WAITS[filters['waits'] as Waits];
    if (owner) found.andWhere('r.owners @> ARRAY[:owner]', { owner });
    if (!overdue && !waits) return;
    const conditions = [
      'l.recommendation = r.id',
      LIVE,
      ...(owner ? ['l.owner = :owner'] : []),
      ...(overdue ? ['l.due < :today'] : []),
      // Another agency's target is not shared: to a representative, only the own agency's lines are late.
      ...(isAboutDays(filters) && isRepresentative(person) ? ['l.owner = :own'] : []),
      ...(waits === undefined ? [] : [waits]),
    ];
    const lines = found
      .subQuery()
      .select('1')
      .from(RecommendationLineRow, 'l')
      .where(conditions.join(' AND '))
      .getQuery();
    found.andWhere(`EXISTS ${lines}`, { today, owner, own: ownerKey({ kind: 'agency', id: person.agency ?? '' }) });
  }
}

const isAboutDays = ({ overdue, waits }: ListQuery['filters']): boolean =>
  Boolean(overdue) || waits === 'late-assurance';

/** A line on which work goes on. */
const LIVE = `l.open AND r.open AND r.standing NOT IN ('proposed', 'awaiting-approval')`;

/** Brought before a group, and not reviewed since. */
const ESCALATED = 'r.open AND r.escalatedTo @> ARRAY[:escalated]';
