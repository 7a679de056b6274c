import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sealed } from '#app/kernel';
import type { Detail, PersonKind } from '#app/concerned';

/** A sealed value with its place: the id of the event that holds it, and the field there. */
export interface KeptDetail {
  readonly value: Sealed;
  readonly event: string;
  readonly field: string;
}

/** The request about somebody's data that led to it, and the day (ISO). */
export interface OnRequest {
  readonly request: string;
  readonly reference: string;
  readonly on: string;
}

/** Somebody whom a record concerns. Nothing here tells who it is. */
@Entity('person_concerned_3')
export class PersonConcernedRow {
  /** The subject's id. */
  @PrimaryColumn('text') id: string;
  /** Of the record. */
  @Column('text') stream: string;
  @Column('text') kind: PersonKind;
  @Column('text') pseudonym: string;
  /** In the order in which they were recorded. */
  @Column('int') place: number;
  @Column('jsonb') details: { readonly [Name in Detail]?: KeptDetail };
  /** The details are gone for good: nothing of them is left in the row either. */
  @Column('jsonb', { nullable: true }) erased: OnRequest | null;
  /** The details are kept, and opened for nobody (UK GDPR, Article 18). */
  @Column('jsonb', { nullable: true }) restricted: OnRequest | null;
  /** The day (ISO) on which they were taken off the record: it names them no longer, and their details are still kept, sealed. */
  @Column('date', { nullable: true }) takenOff: string | null;
}

/** What was blanked stays blank, whoever writes: a row is either erased or holds details. */
export const concernedTables: readonly string[] = [
  `CREATE TABLE "person_concerned_3" ("id" text PRIMARY KEY, "stream" text NOT NULL, "kind" text NOT NULL, "pseudonym" text NOT NULL,
    "place" integer NOT NULL, "details" jsonb NOT NULL, "erased" jsonb, "restricted" jsonb, "takenOff" date,
    CONSTRAINT "person_concerned_blank" CHECK ("erased" IS NULL OR "details" = '{}'))`,
  `CREATE INDEX ON "person_concerned_3" ("stream", "place")`,
];
