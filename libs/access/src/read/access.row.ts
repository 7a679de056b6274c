import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccessEvent } from '../domain/access.events';

/**
 * One look, or what somebody found about looks: who, when, and what is asked of it by filters and rules. The rest stands in
 * the event. Positions come as text.
 */
@Entity('access_1')
export class AccessRow {
  @PrimaryColumn('bigint') position: string;
  @Column('text') person: string;
  @Column('text') role: string;
  @Column('text', { nullable: true }) agency: string | null;
  /** ISO date, in the partnership's time zone. */
  @Column('date') day: string;
  /** The instant as the log has it: ISO, UTC. */
  @Column('text') at: string;
  /** `category-id` of the record that it was, or that it was about. */
  @Column('text', { nullable: true }) record: string | null;
  /** What that record was called by then. */
  @Column('text', { nullable: true }) reference: string | null;
  /** A spreadsheet or a file. */
  @Column('boolean') takenOut: boolean;
  @Column('boolean', { nullable: true }) namesTheirAgency: boolean | null;
  @Column('text') correlation: string;
  /** Of what somebody found about unusual access, the flag that it is about; null of a look. */
  @Column('text', { nullable: true }) flag: string | null;
  @Column('jsonb') event: AccessEvent;
}

export const accessTables = [
  `CREATE TABLE "access_1" ("position" bigint PRIMARY KEY, "person" text NOT NULL, "role" text NOT NULL, "agency" text,
    "day" date NOT NULL, "at" text NOT NULL, "record" text, "reference" text, "takenOut" boolean NOT NULL, "namesTheirAgency" boolean,
    "correlation" text NOT NULL, "flag" text, "event" jsonb NOT NULL)`,
  `CREATE INDEX ON "access_1" ("record", "position" DESC) WHERE "record" IS NOT NULL`,
  `CREATE INDEX ON "access_1" (upper("reference") text_pattern_ops) WHERE "reference" IS NOT NULL`,
  `CREATE INDEX ON "access_1" ("person", "position" DESC)`,
  `CREATE INDEX ON "access_1" ("day", "person")`,
  `CREATE INDEX ON "access_1" ("flag") WHERE "flag" IS NOT NULL`,
];
