import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Recorded } from '#app/kernel';

/** An event as the log handed it over, in plain JSON: its position is text. */
export type KeptEvent = Omit<Recorded, 'position'> & { readonly position: string };

/** One event of any record: what the trail filters by, and the event itself. The position is a bigint, which the driver hands over as text. */
@Entity('audit_trail_1')
export class AuditTrailRow {
  @PrimaryColumn('bigint') position: string;
  @Column('text') stream: string;
  @Column('int') revision: number;
  @Column('text') category: string;
  @Column('text') recordId: string;
  @Column('text') type: string;
  @Column('text') actor: string;
  @Column('text') role: string;
  @Column('text', { nullable: true }) agency: string | null;
  @Column('text', { nullable: true }) group: string | null;
  @Column('date') happenedOn: string;
  /** The instant as the log has it: ISO, UTC. */
  @Column('text') recordedAt: string;
  @Column('boolean') late: boolean;
  @Column('boolean') imported: boolean;
  @Column('jsonb') recorded: KeptEvent;
}

/** What a record is called on the trail: as it was when it was opened. */
@Entity('trail_record_1')
export class TrailRecordRow {
  @PrimaryColumn('text') stream: string;
  @Column('text') reference: string;
  @Column('text') title: string;
}

/** The decisions at which somebody declared a conflict of interest: few among many. */
export const DECLARED = `jsonb_array_length("recorded"->'metadata'->'onBehalfOf'->'conflicts') > 0`;
export const declaredIndex = `CREATE INDEX ON "audit_trail_1" ("position" DESC) WHERE ${DECLARED}`;

export const scrutinyTables = [
  `CREATE TABLE "audit_trail_1" ("position" bigint PRIMARY KEY, "stream" text NOT NULL, "revision" integer NOT NULL,
    "category" text NOT NULL, "recordId" text NOT NULL, "type" text NOT NULL, "actor" text NOT NULL, "role" text NOT NULL,
    "agency" text, "group" text, "happenedOn" date NOT NULL, "recordedAt" text NOT NULL, "late" boolean NOT NULL,
    "imported" boolean NOT NULL, "recorded" jsonb NOT NULL)`,
  `CREATE INDEX ON "audit_trail_1" ("stream", "revision" DESC)`,
  ...['category', 'type', 'actor', 'agency', 'group'].map(
    (column) => `CREATE INDEX ON "audit_trail_1" ("${column}", "position" DESC)`,
  ),
  `CREATE INDEX ON "audit_trail_1" ("happenedOn")`,
  `CREATE INDEX ON "audit_trail_1" ("position" DESC) WHERE "late"`,
  declaredIndex,
  `CREATE TABLE "trail_record_1" ("stream" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL)`,
  `CREATE INDEX ON "trail_record_1" (upper("reference") text_pattern_ops)`,
];
