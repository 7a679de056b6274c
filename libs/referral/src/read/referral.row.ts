import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Decided, Outcome, Received } from '../domain/referral.events';

export type ReferralStatus =
  | 'received'
  | 'information-asked'
  | 'considered'
  | 'decided'
  | 'waiting-for-answer'
  | 'closed'
  | 'entered-in-error'
  | 'duplicate';

export interface InformationRow {
  readonly agency: string;
  readonly question: string;
  readonly askedOn: string;
  readonly dueOn: string;
  readonly information?: string;
  readonly givenOn?: string;
}

export interface CorrectionRow {
  readonly field: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
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
  readonly closed?: { readonly on: string; readonly note: string };
  readonly void?: { readonly reason: string; readonly of?: string; readonly ofReference?: string };
  readonly corrections: readonly CorrectionRow[];
  /** Names of the fields that were invented for the demonstration. */
  readonly invented: readonly string[];
}

/** One referral: what lists filter and sort by, and the detail of its page. */
@Entity('referral_1')
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
  @Column('text', { array: true }) agencies: string[];
  @Column('jsonb') detail: ReferralDetail;
}

export const referralTables = [
  `CREATE TABLE "referral_1" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "status" text NOT NULL, "from" text NOT NULL, "receivedOn" date NOT NULL, "outcome" text, "decidedOn" date, "notifyBy" date,
    "agencies" text[] NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "referral_1" ("receivedOn" DESC, "reference" DESC)`,
  `CREATE INDEX ON "referral_1" ("status")`,
  `CREATE INDEX ON "referral_1" USING gin ("agencies")`,
];
