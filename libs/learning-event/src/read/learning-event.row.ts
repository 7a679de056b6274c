import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Narrative } from '#app/kernel';
import type { Agreed, Channel, Held, LearningEventEvent, Learned } from '../domain/learning-event.events';
import type { Step } from '../domain/learning-event.steps';

export { STEPS, type Step, before, stepWords } from '../domain/learning-event.steps';

/** A stored value as it is read: every narrative as its words. */
export type Said<T> = T extends Narrative
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Said<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Said<T[Key]> }
      : T;

type DataOf<Type extends LearningEventEvent['type']> = Extract<LearningEventEvent, { type: Type }>['data'];

/** A step that is over. `where` is the meeting, or why it was done between meetings. */
export interface StepRow {
  readonly state: 'taken' | 'not-stated';
  readonly on?: string;
  readonly where?: string;
  readonly document?: string;
  readonly note?: string;
  /** Names of the fields that were invented for the demonstration. */
  readonly invented: readonly string[];
}

export interface BriefingRow {
  readonly on: string;
  readonly title: string;
  readonly channel: Channel;
  readonly audience?: string;
  readonly invented: readonly string[];
}

export interface ReviewRow {
  readonly on: string;
  readonly where?: string;
  readonly summary: string;
  readonly invented: readonly string[];
}

export interface CorrectionRow {
  readonly field: string;
  readonly label: string;
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
  readonly reason: string;
}

/** What the page of one learning event shows beside the columns. */
export interface LearningEventDetail {
  readonly agreed: Said<Agreed>;
  readonly steps: { readonly [S in Step]?: StepRow };
  readonly terms?: Said<DataOf<'TermsOfReferenceAgreed'>>;
  readonly facilitators?: Said<DataOf<'FacilitatorsNamed'>>;
  readonly workshop?: Said<Held>;
  readonly learning?: Said<Learned>;
  readonly report?: Said<DataOf<'ReportDrafted'>>;
  readonly groupApproval?: Said<DataOf<'ReportApprovedByGroup'>>;
  readonly executiveApproval?: Said<DataOf<'ReportApprovedByExecutive'>>;
  readonly briefings: readonly BriefingRow[];
  readonly reviews: readonly ReviewRow[];
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
}

/** A referral whose decision asks for a learning event. */
@Entity('learning_event_referral_1')
export class WantedRow {
  /** Of the referral. */
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('date') decidedOn: string;
}

export const learningEventTables = [
  `CREATE TABLE "learning_event_1" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "state" text NOT NULL, "next" text, "year" text NOT NULL, "heldOn" date, "sortOn" date NOT NULL, "referralId" text,
    "themes" text[] NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "learning_event_1" ("sortOn" DESC, "reference" DESC)`,
  `CREATE INDEX ON "learning_event_1" ("next")`,
  `CREATE INDEX ON "learning_event_1" ("referralId")`,
  `CREATE TABLE "learning_event_referral_1" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "decidedOn" date NOT NULL)`,
];
