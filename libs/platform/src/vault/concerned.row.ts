import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sealed } from '#app/kernel';
import type { Detail, PersonKind } from '#app/concerned';

/** A sealed value with its place: the id of the event that holds it, and the field there. */
export interface KeptDetail {
  readonly value: Sealed;
  readonly event: string;
  readonly field: string;
}

/** Somebody whom a record concerns. Nothing here tells who it is. */
@Entity('person_concerned_1')
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
}

export const concernedTables: readonly string[] = [
  `CREATE TABLE "person_concerned_1" ("id" text PRIMARY KEY, "stream" text NOT NULL, "kind" text NOT NULL, "pseudonym" text NOT NULL,
    "place" integer NOT NULL, "details" jsonb NOT NULL)`,
  `CREATE INDEX ON "person_concerned_1" ("stream", "place")`,
];
