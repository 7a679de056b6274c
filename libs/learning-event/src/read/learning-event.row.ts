import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonConcernedRow } from '#app/platform';
import type { CorrectionRow, Said, SteppedDetail } from '#app/steps';
import type { Agreed, Held, LearningEventEvent, Learned } from '../domain/learning-event.events';
import type { Step } from '../domain/learning-event.steps';

export { STEPS, type Step, stepWords, trail } from '../domain/learning-event.steps';

type DataOf<Type extends LearningEventEvent['type']> = Extract<LearningEventEvent, { type: Type }>['data'];

/** What the page of one learning event shows beside the columns. */
export interface LearningEventDetail extends SteppedDetail<Step> {
  readonly agreed: Said<Agreed>;
  readonly terms?: Said<DataOf<'TermsOfReferenceAgreed'>>;
  readonly facilitators?: Said<DataOf<'FacilitatorsNamed'>>;
  readonly workshop?: Said<Held>;
  readonly learning?: Said<Learned>;
  readonly report?: Said<DataOf<'ReportDrafted'>>;
  readonly groupApproval?: Said<DataOf<'ReportApprovedByGroup'>>;
  readonly executiveApproval?: Said<DataOf<'ReportApprovedByExecutive'>>;
  readonly closed?: { readonly on: string; readonly note: string };
  readonly cancelled?: { readonly on: string; readonly reason: string };
  readonly void?: { readonly reason: string };
  readonly corrections: readonly CorrectionRow[];
}

/** The last step that was reached, or how it ended. */
export type LearningEventState = Step | 'closed' | 'cancelled' | 'entered-in-error';

/** One learning event: what lists filter and sort by, and the detail of its page. */
@Entity('learning_event_1')
export class LearningEventRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') state: LearningEventState;
  /** The step that comes next; `closing` when all are over; none after the end. */
  @Column('text', { nullable: true }) next: Step | 'closing' | null;
  /** Financial year of the workshop, or of what is known before it. */
  @Column('text') year: string;
  @Column('date', { nullable: true }) heldOn: string | null;
  /** Lists are sorted by it: the workshop, else the agreement, else the entry. */
  @Column('date') sortOn: string;
  @Column('text', { nullable: true }) referralId: string | null;
  /** Of an approved report only: before, they are a draft. */
  @Column('text', { array: true }) themes: string[];
  @Column('jsonb') detail: LearningEventDetail;
  /** No column: `find` puts it here. */
  concerned?: readonly PersonConcernedRow[];
}

/** A referral whose decision asks for a learning event, or may lead to one: the learning of a single agency. */
@Entity('learning_event_referral_2')
export class WantedRow {
  /** Of the referral. */
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('text') outcome: 'learning-event' | 'single-agency-learning';
  @Column('date') decidedOn: string;
}

/** A rapid review; `decidedOn` is set where its decision asks for a learning event. */
@Entity('learning_event_rapid_review_1')
export class WantedReviewRow {
  /** Of the rapid review. */
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('date', { nullable: true }) decidedOn: string | null;
}

export const learningEventTables = [
  `CREATE TABLE "learning_event_1" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "state" text NOT NULL, "next" text, "year" text NOT NULL, "heldOn" date, "sortOn" date NOT NULL, "referralId" text,
    "themes" text[] NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "learning_event_1" ("sortOn" DESC, "reference" DESC)`,
  `CREATE INDEX ON "learning_event_1" ("next")`,
  `CREATE INDEX ON "learning_event_1" ("referralId")`,
  `CREATE TABLE "learning_event_rapid_review_1" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "decidedOn" date)`,
  `CREATE TABLE "learning_event_referral_2" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "outcome" text NOT NULL,
    "decidedOn" date NOT NULL)`,
];
