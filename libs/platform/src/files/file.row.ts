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
  /** What a scanner said of it: nothing yet, that it is clean, or that it does harm. */
  @Column({ type: 'text', insert: false }) standing: 'waiting' | 'clean' | 'refused';
  /** The scanner's name for what does harm. */
  @Column('text', { nullable: true }) found: string | null;
}

/**
 * What scanning needs beside the bytes. Files from before there was a scanner wait for one.
 * `dueAt`: when the next process may take it up; one that does puts it off, so that a crash gives it back.
 */
export const scanColumns: readonly string[] = [
  `ALTER TABLE "evidence_file"
    ADD COLUMN "standing" text NOT NULL DEFAULT 'waiting' CHECK ("standing" IN ('waiting', 'clean', 'refused')),
    ADD COLUMN "found" text,
    ADD COLUMN "scannedAt" timestamptz,
    ADD COLUMN "tries" integer NOT NULL DEFAULT 0,
    ADD COLUMN "dueAt" timestamptz NOT NULL DEFAULT now()`,
  `CREATE INDEX ON "evidence_file" ("dueAt") WHERE "standing" = 'waiting'`,
];
