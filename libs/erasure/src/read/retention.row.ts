import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Period, RecordClass, RetentionEnd, RetentionTrigger } from '../domain/retention';

export interface RetentionDetail {
  readonly authority: string;
  readonly changes: readonly { readonly on: string; readonly was: Period; readonly reason: string }[];
  readonly invented: readonly string[];
}

export { MOST_YEARS } from '../domain/retention';

/** How long one class of record is kept. */
@Entity('retention_1')
export class RetentionRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') of: RecordClass;
  @Column('text') trigger: RetentionTrigger;
  @Column('text') follows: RetentionEnd;
  /** None where it is kept for good. */
  @Column('int', { nullable: true }) years: number | null;
  @Column('jsonb') detail: RetentionDetail;
}
