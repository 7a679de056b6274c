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
  /** Under a key of its own; not those from before files were sealed, nor those of a house without a master key. */
  @Column('boolean') sealed: boolean;
  /** What a scanner said of it: nothing yet, that it is clean, or that it does harm; or that its bytes were destroyed. */
  @Column({ type: 'text', insert: false }) standing: 'waiting' | 'clean' | 'refused' | 'shredded';
  /** The scanner's name for what does harm. */
  @Column('text', { nullable: true }) found: string | null;
  /** When whoever looks for files that wait may take it up. */
  @Column('timestamptz', { select: false }) dueAt: Date;
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

/** A file whose bytes were destroyed keeps its row, so that nobody takes it for one that waits, and gets no bytes again. */
export const shredding: readonly string[] = [
  `ALTER TABLE "evidence_file" ADD COLUMN IF NOT EXISTS "sealed" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "evidence_file" DROP CONSTRAINT IF EXISTS "evidence_file_standing_check"`,
  `ALTER TABLE "evidence_file" ADD CONSTRAINT "evidence_file_standing_check"
    CHECK ("standing" IN ('waiting', 'clean', 'refused', 'shredded'))`,
  `ALTER TABLE "evidence_file" ADD CONSTRAINT "evidence_file_shredded"
    CHECK ("standing" <> 'shredded' OR (length("bytes") = 0 AND "name" = ''))`,
  `CREATE OR REPLACE FUNCTION refuse_unshredding() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'What was shredded stays shredded' USING errcode = 'insufficient_privilege';
  END $$`,
  `CREATE OR REPLACE TRIGGER refuse_unshredding BEFORE UPDATE OR DELETE ON "evidence_file"
    FOR EACH ROW WHEN (OLD."standing" = 'shredded') EXECUTE FUNCTION refuse_unshredding()`,
];

/** Nor are they made room for by emptying the table. */
export const refuseEmptying = `CREATE OR REPLACE TRIGGER refuse_emptying BEFORE TRUNCATE ON "evidence_file"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unshredding()`;
