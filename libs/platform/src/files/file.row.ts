import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An evidence file. The event that names it holds its hash, so that a changed byte is found out. */
@Entity('evidence_file')
export class FileRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') sha256: string;
  @Column('text') name: string;
  @Column('text') type: string;
  @Column('int') size: number;
  @Column('text') keptBy: string;
  @Column('bytea', { select: false }) bytes: Buffer;
}
