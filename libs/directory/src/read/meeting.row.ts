import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A meeting that some event names, so that it can be chosen again. The key is its group, date and label together. */
@Entity('meeting_1')
export class MeetingRow {
  @PrimaryColumn('text') key: string;
  @Column('text') group: string;
  @Column('date') date: string;
  @Column('text') label: string;
}
