import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record that tells, sealed, who somebody is: what the schedule of retention counts its days from. */
@Entity('kept_record_1')
export class KeptRecordRow {
  /** Its stream. */
  @PrimaryColumn('text') id: string;
  @Column('text') category: string;
  @Column('text') reference: string;
  @Column('date') openedOn: string;
  /** The day of the last entry. */
  @Column('date') lastOn: string;
  /** The streams of the records that it came from. */
  @Column('text', { array: true }) sources: string[];
  /** A review decided that it is kept until then (ISO). */
  @Column('date', { nullable: true }) keptUntil: string | null;
  /** The reference of the review under way. */
  @Column('text', { nullable: true }) review: string | null;
}
