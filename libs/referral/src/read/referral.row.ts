import type { Narrative } from '#app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonConcernedRow } from '#app/platform';
import type { Correctable, CorrectableValues, Decided, Outcome, Received } from '../domain/referral.events';

export type ReferralStatus =
  | 'received'
  | 'information-asked'
  | 'information-given'
  | 'considered'
  | 'decided'
  | 'waiting-for-answer'
  | 'closed'
  | 'entered-in-error'
  | 'duplicate';

/** What an agency said; `givenOn` is an ISO date. */
export interface GivenRow {
  readonly information: string;
  readonly givenOn: string;
}

/** One question to an agency, with the answer in force. Dates are ISO. */
export interface InformationRow extends Partial<GivenRow> {
  readonly agency: string;
  readonly question: string;
  readonly askedOn: string;
  readonly dueOn: string;
  /** Earlier answers to the same question, the newest first. */
  readonly replaced: readonly GivenRow[];
  /** The agency was asked anew before it had answered: this question waits no more. */
  readonly askedAgainOn?: string;
  /** The day of the decision that came before the answer: the information is no longer needed. */
  readonly endedOn?: string;
}

/** Words of a narrative, ids of agencies, pseudonyms, an ISO date or a word: as the field has it. */
export type CorrectedValue = Exclude<CorrectableValues[Correctable], Narrative>;

export interface CorrectionRow {
  readonly field: Correctable;
  readonly label: string;
  readonly from: CorrectedValue;
  readonly to: CorrectedValue;
  readonly reason: string;
}

/** What the page of one referral shows beside the columns. */
export interface ReferralDetail {
  readonly received: Received;
  readonly information: readonly InformationRow[];
  readonly considered: readonly { readonly on: string; readonly where: string; readonly note: string }[];
  readonly decisions: readonly Decided[];
  readonly answers: readonly {
    readonly body: string;
    readonly answer: string;
    readonly on: string;
    readonly words: string;
  }[];
  readonly reflection?: {
    readonly wentWell: string;
    readonly didNotGoWell: string;
    readonly differentlyNextTime: string;
    readonly on: string;
  };
  readonly closed?: { readonly on: string; readonly note: string; readonly nothingFollows?: string };
  readonly void?: { readonly reason: string; readonly of?: string; readonly ofReference?: string };
  readonly corrections: readonly CorrectionRow[];
  /** When a notification would first have been due, where the day was counted again. */
  readonly firstNotifyBy?: string;
  /** The id of the notification decision that the decision in force opens, by itself and a moment later. */
  readonly opens?: string;
  /** Names of the fields that were invented for the demonstration. */
  readonly invented: readonly string[];
}

/** Something that was opened from a referral, as its page links to it. */
@Entity('referral_started_2')
export class StartedRow {
  /** Of the record that was opened. */
  @PrimaryColumn('text') id: string;
  @Column('text') referralId: string;
  @Column('text') kind: 'rapid-reviews' | 'learning-events' | 'recommendations';
  @Column('text') reference: string;
  @Column('text') state: 'running' | 'ended' | 'void';
}

/** One referral: what lists filter and sort by, and the detail of its page. */
@Entity('referral_3')
export class ReferralRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') status: ReferralStatus;
  @Column('text') from: string;
  @Column('date') receivedOn: string;
  @Column('text', { nullable: true }) outcome: Outcome | null;
  @Column('date', { nullable: true }) decidedOn: string | null;
  @Column('date', { nullable: true }) notifyBy: string | null;
  /** By when to decide so that a notification is in time: not where good practice is referred, nor where it came too late for that. */
  @Column('date', { nullable: true }) decideBy: string | null;
  @Column('text', { array: true }) agencies: string[];
  @Column('jsonb') detail: ReferralDetail;
  /** No column: `find` puts it here. */
  started?: readonly StartedRow[];
  /** No column either. */
  concerned?: readonly PersonConcernedRow[];
}

export const referralTables = [
  `CREATE TABLE "referral_3" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "status" text NOT NULL, "from" text NOT NULL, "receivedOn" date NOT NULL, "outcome" text, "decidedOn" date, "notifyBy" date, "decideBy" date,
    "agencies" text[] NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "referral_3" ("receivedOn" DESC, "reference" DESC)`,
  `CREATE INDEX ON "referral_3" ("status")`,
  `CREATE INDEX ON "referral_3" USING gin ("agencies")`,
  `CREATE TABLE "referral_started_2" ("id" text PRIMARY KEY, "referralId" text NOT NULL, "kind" text NOT NULL, "reference" text NOT NULL,
    "state" text NOT NULL)`,
  `CREATE INDEX ON "referral_started_2" ("referralId")`,
];
