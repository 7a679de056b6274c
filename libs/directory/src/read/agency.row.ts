import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Agency } from '../domain/agency.decider';
import type { AgencyKind } from '../domain/agency.events';
import type { Aside } from './aside';

export type LifeStatus = 'going' | 'ended' | 'void';

export type AgencyDetail = Agency & Aside;

/** One agency. `title` is the name it has now. */
@Entity('agency_1')
export class AgencyRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') status: LifeStatus;
  @Column('text') kind: AgencyKind;
  @Column('date', { nullable: true }) since: string | null;
  @Column('date', { nullable: true }) endedOn: string | null;
  @Column('jsonb') detail: AgencyDetail;
}
