import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonConcernedRow } from '#app/platform';
import type { Narrative } from '#app/kernel';
import type {
  AwarenessDiffers,
  Corrected,
  Deadline,
  Followed,
  MeetingHeld,
  NotificationDecided,
  NotificationOutcome,
  NotificationSent,
  Opened,
  PanelAnswer,
  Partner,
  PartnershipAnswered,
  Returned,
  ReviewDecided,
  ReviewOutcome,
  SignedOff,
  Where,
} from '../domain/rapid-review.events';

export type RapidReviewStatus =
  | 'under-consideration'
  | 'more-information'
  | 'not-notified'
  | 'to-notify'
  | 'notified'
  | 'acknowledged'
  | 'information-asked'
  | 'information-received'
  | 'meeting-held'
  | 'decided'
  | 'signed-off'
  | 'sent-to-panel'
  | 'answer-awaited'
  | 'panel-replied'
  | 'closed'
  | 'found-not-to-meet'
  | 'entered-in-error';

/** What an event said, with the names of its fields that were invented for the demonstration. */
export type Kept<Data> = Data & { readonly invented: readonly string[] };

/** A clock as it stands; `firstDue` is what it was before any correction. */
export type ClockRow = Deadline & { readonly firstDue: string };

/** One question to one agency, with what it returned: the last is the one that counts. */
export interface AskedRow {
  readonly agency: string;
  readonly question: Narrative;
  readonly askedOn: string;
  readonly dueOn: string;
  readonly invented: readonly string[];
  readonly returned: readonly Kept<Returned>[];
}

export type ReplyRow = Kept<{ reply: PanelAnswer; repliedOn: string; words: Narrative; panelReference?: string }> & {
  readonly answer?: Kept<PartnershipAnswered>;
};

/** What the page of one record shows beside the columns: what the events said, in their order. */
export interface RapidReviewDetail {
  readonly opened: Kept<Opened>;
  readonly clocks: readonly ClockRow[];
  readonly awareInvented: boolean;
  readonly partnersTold?: Kept<{ toldOn: string; otherAreas?: string }>;
  readonly decisions: readonly Kept<NotificationDecided>[];
  readonly sent?: Kept<NotificationSent>;
  readonly acknowledged?: Kept<{ acknowledgedOn: string; words?: Narrative }>;
  readonly notMet?: Kept<{ foundOn: string; reason: Narrative; panelToldOn?: string } & Where>;
  readonly asked: readonly AskedRow[];
  readonly safetyActions: readonly Kept<{ action: Narrative; takenOn: string; agency?: string }>[];
  readonly meetings: readonly Kept<MeetingHeld>[];
  readonly reviewDecisions: readonly Kept<ReviewDecided>[];
  readonly signOffs: readonly Kept<SignedOff>[];
  readonly sentToPanel?: Kept<{ sentOn: string; panelReference?: string; decision: number }>;
  readonly replies: readonly ReplyRow[];
  readonly closed?: Kept<{ closedOn: string; note: Narrative } & Followed>;
  /** The referral's day of awareness, where it was found to differ from the one here and nobody has corrected that since. */
  readonly differs?: AwarenessDiffers;
  readonly void?: Kept<{ reason: Narrative }>;
  readonly corrections: readonly Corrected[];
}

/** A local learning event that was opened from a rapid review, as its page links to it. */
@Entity('rapid_review_learning_event_1')
export class LearningEventRow {
  /** Of the learning event. */
  @PrimaryColumn('text') id: string;
  @Column('text') rapidReviewId: string;
  @Column('text') reference: string;
  @Column('text') state: 'open' | 'void';
}

/** One incident: what lists filter and sort by, and the detail of its page. */
@Entity('rapid_review_2')
export class RapidReviewRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') status: RapidReviewStatus;
  @Column('date') openedOn: string;
  @Column('date', { nullable: true }) awareOn: string | null;
  /** The statutory date that runs now: of the notification, then of the review; null when none does. */
  @Column('date', { nullable: true }) dueOn: string | null;
  /** Of the review once it is decided, of the notification before. */
  @Column('text', { nullable: true }) outcome: NotificationOutcome | ReviewOutcome | null;
  /** Agencies that were asked for a return. */
  @Column('text', { array: true }) asked: string[];
  /** Those of them whose return has not come. */
  @Column('text', { array: true }) awaited: string[];
  /** Partners whose sign-off of the decision is awaited. */
  @Column('text', { array: true }) unsigned: Partner[];
  @Column('jsonb') detail: RapidReviewDetail;
  /** No column: `find` puts it here. Those that were cancelled or entered in error are left out. */
  learningEvents?: readonly LearningEventRow[];
  /** No column either. */
  concerned?: readonly PersonConcernedRow[];
}

export const rapidReviewTables = [
  `CREATE TABLE "rapid_review_2" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "status" text NOT NULL, "openedOn" date NOT NULL, "awareOn" date, "dueOn" date, "outcome" text, "asked" text[] NOT NULL,
    "awaited" text[] NOT NULL, "unsigned" text[] NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "rapid_review_2" ("openedOn" DESC, "reference" DESC)`,
  `CREATE INDEX ON "rapid_review_2" ("status")`,
  `CREATE INDEX ON "rapid_review_2" USING gin ("asked")`,
  `CREATE TABLE "rapid_review_learning_event_1" ("id" text PRIMARY KEY, "rapidReviewId" text NOT NULL, "reference" text NOT NULL,
    "state" text NOT NULL)`,
  `CREATE INDEX ON "rapid_review_learning_event_1" ("rapidReviewId")`,
];
