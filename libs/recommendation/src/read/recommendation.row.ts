import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OnBehalfOf } from '#app/kernel';
import type { LineState, Line } from '../domain/line.state';
import type { Correctable, Owner, RecommendationEvent, Source } from '../domain/recommendation.events';
import type { Recommendation, Standing } from '../domain/recommendation.state';

/** One thing that happened, as the page and the picture show it. */
export interface Step {
  readonly revision: number;
  /** ISO date on which it happened. */
  readonly on: string;
  readonly event: RecommendationEvent;
  readonly behalf: OnBehalfOf;
  /** The fields that were invented for the demonstration; `happenedOn` may be among them. */
  readonly invented: readonly string[];
  /** What stood in a field before it was corrected. */
  readonly was?: Readonly<Record<string, string>>;
}

export interface CorrectionRow {
  readonly field: Correctable;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly lineId?: string;
  readonly owner?: Owner;
}

export interface RecommendationDetail {
  /** As the rules see it: a page never disagrees with a decision. */
  readonly state: Recommendation;
  /** Oldest first. */
  readonly steps: readonly Step[];
  readonly corrections: readonly CorrectionRow[];
}

/** One recommendation: what lists filter and sort by, and the detail of its page. */
@Entity('recommendation_3')
export class RecommendationRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  /** Its words as agreed. */
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') standing: Standing;
  @Column('boolean') open: boolean;
  @Column('date') madeOn: string;
  @Column('text') monitor: string;
  @Column('text', { array: true }) themes: string[];
  @Column('text') sourceKind: Source['kind'];
  @Column('text') sourceId: string;
  @Column('text') sourceReference: string;
  /** As `ownerKey` writes them. */
  @Column('text', { array: true }) owners: string[];
  /** The nearest due day of an open line; overdue is a question about today, never stored. */
  @Column('date', { nullable: true }) nearestDue: string | null;
  /** The nearest first due day of all lines: what was promised at first. */
  @Column('date', { nullable: true }) firstDue: string | null;
  @Column('date', { nullable: true }) closedOn: string | null;
  /** When the group that follows it looks at it again; earlier where a line was carried with an earlier review. */
  @Column('date', { nullable: true }) nextReview: string | null;
  @Column('boolean') productOnly: boolean;
  /** The groups before which it was brought, and that neither answered nor saw it reviewed since. */
  @Column('text', { array: true }) escalatedTo: string[];
  @Column('jsonb') detail: RecommendationDetail;
}

/** One theme that recommendations have now: what the list can be filtered by. */
@Entity('recommendation_theme_1')
export class RecommendationThemeRow {
  @PrimaryColumn('text') theme: string;
  /** By so many recommendations. */
  @Column('int') used: number;
}

/** One line of a recommendation: what waits for its owner, and filters by owner. */
@Entity('recommendation_line_2')
export class RecommendationLineRow {
  /** `<recommendation>:<line>` */
  @PrimaryColumn('text') id: string;
  @Column('text') recommendation: string;
  @Column('text') lineId: string;
  @Column('text') owner: string;
  @Column('text') state: LineState;
  @Column('boolean') open: boolean;
  @Column('date', { nullable: true }) due: string | null;
  @Column('text', { nullable: true }) targetLabel: string | null;
  /** Assurance that was asked for or returned, and has not come. */
  @Column('boolean') awaited: boolean;
  @Column('date', { nullable: true }) awaitedBy: string | null;
  @Column('int') revision: number;
  @Column('jsonb') line: Line;
}

/** `agency:constabulary`, `group:executive-group`, `team`, `unnamed`. */
export const ownerKey = ({ kind, id }: Owner): string => (id === undefined ? kind : `${kind}:${id}`);
