import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { type ListQuery, type PageOf, countOf, isRepresentative, pageOf, pageOfWords, sought } from '#app/platform';
import { EXECUTIVE, SECOND_GROUP } from './recommendation.lines';
import { RecommendationLineRow, RecommendationRow, RecommendationThemeRow, ownerKey } from './recommendation.row';

/** A line that waits for somebody, with its recommendation. */
export interface WaitingLine {
  readonly line: RecommendationLineRow;
  readonly row: RecommendationRow;
}

/** Open lines of recommendations that are agreed and open, narrowed down as the list of recommendations is. */
export interface LinesAsked {
  readonly owner?: string;
  /** The group that follows the recommendation. */
  readonly monitor?: string;
  /** The group that answers the assurance given. */
  readonly judge?: string;
  readonly waits?: 'assurance' | 'late-assurance' | 'owner';
  readonly target?: 'past' | 'not-past';
}

/** The first of what waits, with how many recommendations there are. */
export interface Some<One> {
  readonly first: readonly One[];
  /** As many as were counted. */
  readonly count: number;
  /** There are more. */
  readonly more?: true;
}

/** So many are looked at for the few that home shows: a recommendation may have several lines. */
const FIRST_LINES = 50;
const FIRST_WHOLES = 5;

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

/** Words are looked for in what is recommended and in its reference. */
const WITH_WORDS = ['r.title', 'r.reference'];

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
    found.orderBy('r.madeOn', 'DESC').addOrderBy('r.reference', 'DESC');
    const { words } = query.filters;
    return words === undefined
      ? pageOf(found, { page, pageSize })
      : pageOfWords(found, sought(WITH_WORDS, words), { page, pageSize });
  }

  /** Every theme that is in use, for the filter; where recommendations are withheld, those of the others. */
  async themes(): Promise<readonly string[]> {
    const used = this.db.getRepository(RecommendationThemeRow).createQueryBuilder('t');
    const seen = this.rows().select('1').where('t.theme = ANY (r.themes)');
    used.where(`withheld_count('recommendation') = 0 OR EXISTS (${seen.getQuery()})`).orderBy('t.theme');
    const rows = await used.getMany();
    return rows.map(({ theme }) => theme);
  }

  /** Lines that wait, the nearest due first, of as many recommendations as home shows. */
  async lines({ owner, monitor, judge, waits, target }: LinesAsked, today: string): Promise<Some<WaitingLine>> {
    const found = this.db
      .getRepository(RecommendationLineRow)
      .createQueryBuilder('l')
      .innerJoin(RecommendationRow, 'r', 'r.id = l.recommendation')
      .where(LIVE);
    if (owner !== undefined) found.andWhere('l.owner = :owner', { owner });
    if (monitor !== undefined) found.andWhere('r.monitor = :monitor', { monitor });
    if (judge !== undefined) found.andWhere(JUDGED, { judge });
    if (waits !== undefined) found.andWhere(LINE_WAITS[waits] ?? 'FALSE', { today });
    if (target === 'past') found.andWhere('l.due < :today', { today });
    if (target === 'not-past') found.andWhere('(l.due >= :today OR l.due IS NULL)', { today });
    const [counted, lines] = await Promise.all([
      countOf(found.clone().select('l.recommendation', 'one').distinct()),
      found.clone().orderBy('l.due', 'ASC', 'NULLS LAST').limit(FIRST_LINES).getMany(),
    ]);
    const ids = [...new Set(lines.map(({ recommendation }) => recommendation))].slice(0, FIRST_WHOLES);
    const wholes = await this.db.getRepository(RecommendationRow).findBy({ id: In(ids) });
    const byId = new Map(wholes.map((row) => [row.id, row]));
    const first = lines.flatMap((line) => {
      const row = byId.get(line.recommendation);
      return row ? [{ line, row }] : [];
    });
    return { first, ...counted };
  }

  /** What waits as a whole, as the list with these filters has it, the nearest review first. */
  async wholes(query: Pick<ListQuery, 'filters' | 'today' | 'person'>): Promise<Some<RecommendationRow>> {
    const found = this.rows();
    this.narrow(found, query);
    found.orderBy('r.nextReview', 'ASC', 'NULLS LAST').addOrderBy('r.madeOn');
    const { items, total, more } = await pageOf(found, { page: 1, pageSize: FIRST_WHOLES });
    return { first: items, count: total, ...(more && { more }) };
  }

  private rows(): SelectQueryBuilder<RecommendationRow> {
    return this.db.getRepository(RecommendationRow).createQueryBuilder('r').where('TRUE');
  }

  private narrow(found: SelectQueryBuilder<RecommendationRow>, query: Omit<ListQuery, 'page' | 'pageSize'>): void {
    const { filters, today } = query;
    const { status, monitor, theme, source, escalated } = filters;
    if (status === 'open' || status === 'closed') found.andWhere('r.open = :open', { open: status === 'open' });
    else if (status) found.andWhere('r.standing = :status', { status });
    if (monitor) found.andWhere('r.monitor = :monitor', { monitor });
    if (theme) found.andWhere('r.themes @> ARRAY[:theme]', { theme });
    if (source) {
      const { condition, patterns } = sought(['r.sourceReference'], source, 'source');
      found.andWhere(`(${condition} OR r.sourceKind = :source OR r.sourceKind || '-' || r.sourceId = :source)`, {
        source,
        ...patterns,
      });
    }
    // That it was escalated is shared with no representative.
    if (escalated) found.andWhere(isRepresentative(query.person) ? 'FALSE' : ESCALATED, { escalated });
    const waits = filters['waits'] as Waits | undefined;
    const whole = waits && WHOLE_WAITS[waits];
    if (whole) found.andWhere(whole, { today });
    this.narrowByLine(found, query);
  }

  /** Owner, overdue, who judges and what is waited for hold of one and the same line. */
  private narrowByLine(
    found: SelectQueryBuilder<RecommendationRow>,
    { filters, today, person }: Omit<ListQuery, 'page' | 'pageSize'>,
  ): void {
    const { owner, overdue, judge } = filters;
    const waits = LINE_WAITS[filters['waits'] as Waits];
    if (owner) found.andWhere('r.owners @> ARRAY[:owner]', { owner });
    if (!overdue && !waits && !judge) return;
    const conditions = [
      'l.recommendation = r.id',
      LIVE,
      ...(owner ? ['l.owner = :owner'] : []),
      ...(overdue ? ['l.due < :today'] : []),
      ...(judge ? [JUDGED] : []),
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
    found.andWhere(`EXISTS ${lines}`, {
      today,
      owner,
      judge,
      own: ownerKey({ kind: 'agency', id: person.agency ?? '' }),
    });
  }
}

const isAboutDays = ({ overdue, waits }: ListQuery['filters']): boolean =>
  Boolean(overdue) || waits === 'late-assurance';

/** A line on which work goes on. */
const LIVE = `l.open AND r.open AND r.standing NOT IN ('proposed', 'awaiting-approval')`;

/** Assurance was given that this group answers: `judgeOf`, as a condition. */
const JUDGED = `${GIVEN} AND :judge = CASE WHEN l.owner <> 'group:' || r.monitor THEN r.monitor
  WHEN r.monitor = '${EXECUTIVE}' THEN '${SECOND_GROUP.ofExecutive}' ELSE '${SECOND_GROUP.ofOthers}' END`;

/** Brought before a group, and not reviewed since. */
const ESCALATED = 'r.open AND r.escalatedTo @> ARRAY[:escalated]';
