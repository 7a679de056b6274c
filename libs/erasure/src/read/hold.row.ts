import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HeldOn, HoldKind } from '../domain/hold';

export interface HoldDetail {
  readonly on: HeldOn;
  readonly authority: string;
  readonly from: string;
  readonly reason: string;
  readonly lifted?: { readonly on: string; readonly reason: string };
  readonly invented: readonly string[];
}

/** Something that a court, a coroner, an inquiry or the police asked to be kept. */
@Entity('hold_1')
export class HoldRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') status: 'standing' | 'lifted';
  @Column('text') kind: HoldKind;
  /** The stream of the record, or of that on which the person is concerned. */
  @Column('text') stream: string;
  @Column('jsonb') detail: HoldDetail;
}
