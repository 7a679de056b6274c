import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReaderState = 'running' | 'paused' | 'stopped';

/** Why a reader does not get on. What it says may quote a record: for the operator, not for a page. */
export interface Trouble {
  readonly error: string;
  /** The class of the error, which quotes nothing. */
  readonly kind?: string;
  /** How often it was tried. */
  readonly tries: number;
  /**
   * The position of which the log has no event, or the “revision 0 of referral-…” that a stream lacks, where that is why:
   * somebody has taken it out, or a disk has lost it. `error` says no more than that then.
   */
  readonly missing?: string;
  /** The event at which it stands, where it is known which one. */
  readonly event?: { readonly id: string; readonly stream: string; readonly position: string };
}

/** How far a projection or a reaction has read. A bigint is a string here, as the driver hands it over. */
@Entity('checkpoint')
export class CheckpointRow {
  @PrimaryColumn('text') reader: string;
  @Column('bigint') position: string;
  /** The engine that leads it, as long as the lease holds. */
  @Column('uuid', { nullable: true }) owner: string | null;
  /** Raised whenever another takes the lead; what was begun under an older one writes nothing. */
  @Column('bigint') epoch: string;
  @Column('timestamptz') leaseUntil: Date;
  @Column('text') state: ReaderState;
  @Column('jsonb', { nullable: true }) trouble: Trouble | null;
  @Column('timestamptz', { nullable: true }) movedAt: Date | null;
  /** When the latest of its own events was recorded. It never goes back, even where the clocks of writers disagree. */
  @Column('timestamptz') reachedTime: Date;
  /** Events a second, while it last had events to read. */
  @Column('real') rate: number;
}
