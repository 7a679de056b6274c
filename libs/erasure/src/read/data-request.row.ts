import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordSpokenOf, SpokenOf } from '#app/concerned';
import type { Asked, Asker, FileSpokenOf, HoldSpokenOf, Outcome, Report } from '../domain/data-request.events';
import type { DataRequestStatus } from '../domain/data-request.state';

export {
  EXEMPTIONS,
  type Exemption,
  GROUNDS,
  type Ground,
  NO_RESTRICTION,
  RESTRICTION_GROUNDS,
  type RestrictionGround,
} from '../domain/legal-basis';

/** A decision as its page tells it. */
export interface DecisionRow {
  readonly outcome: Outcome;
  readonly ground?: string;
  readonly exemption?: string;
  readonly people: readonly SpokenOf[];
  readonly files: readonly FileSpokenOf[];
  readonly reasons: string;
  readonly keepUntil?: string;
  readonly decidedOn: string;
  readonly decidedBy: string;
  /** The post of who approved it, and the day. */
  readonly approved?: { readonly by: string; readonly on: string; readonly note?: string };
}

/** What the page of one request shows beside the columns. */
export interface DataRequestDetail {
  readonly record: RecordSpokenOf;
  readonly people: readonly SpokenOf[];
  readonly asker?: Asker;
  readonly said?: string;
  /** Of a review: until when it was to be kept, and by whose authority. */
  readonly keptUntil?: string;
  readonly authority?: string;
  readonly extended?: { readonly was: string; readonly reason: string };
  readonly decision?: DecisionRow;
  readonly sentBack: readonly { readonly on: string; readonly by: string; readonly reason: string }[];
  readonly heldUp?: readonly HoldSpokenOf[];
  readonly report?: Report & { readonly on: string };
  readonly restrictedOn?: string;
  readonly lifted?: { readonly on: string; readonly toldOn: string; readonly reason: string };
  readonly answered?: { readonly on: string; readonly how: string };
  readonly ended?: { readonly why: 'withdrawn' | 'error'; readonly reason: string };
  readonly invented: readonly string[];
}

/** A request about somebody's data, or the partnership's own review of what it keeps. */
@Entity('data_request_1')
export class DataRequestRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  /** By pseudonym: "Erasure: Child 7K, REF-2026-27-004". */
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') status: DataRequestStatus;
  @Column('text') asked: Asked;
  @Column('date') receivedOn: string;
  /** None of a review, and none once whoever asked has been told. */
  @Column('date', { nullable: true }) answerBy: string | null;
  /** The stream of the record that it is about. */
  @Column('text') stream: string;
  @Column('jsonb') detail: DataRequestDetail;
}
