import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a projection or a reaction has read. The position is a bigint, which the driver hands over as a string. */
@Entity('checkpoint')
export class CheckpointRow {
  @PrimaryColumn('text') reader: string;
  @Column('bigint') position: string;
}
