import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Group } from '../domain/group.state';
import type { LifeStatus } from './agency.row';
import type { Aside } from './aside';

export type GroupDetail = Group & Aside;

/** One group. `title` is the name it has now. */
@Entity('group_1')
export class GroupRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') status: LifeStatus;
  @Column('text', { nullable: true }) parent: string | null;
  @Column('date', { nullable: true }) since: string | null;
  @Column('date', { nullable: true }) endedOn: string | null;
  @Column('jsonb') detail: GroupDetail;
}
