import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Narrative } from '#app/kernel';
import type { Named } from '../domain/restriction.events';

/** The record was opened by somebody who is not named. */
export interface OpeningRow {
  /** From 1, in the order in which they happened. */
  readonly number: number;
  readonly person: string;
  /** ISO instants. */
  readonly at: string;
  readonly until: string;
  readonly reason: Narrative;
  readonly seen?: { readonly on: string; readonly question?: Narrative };
  readonly answer?: { readonly on: string; readonly words: Narrative };
}

export interface RestrictionDetail {
  readonly named: readonly Named[];
  readonly reason: Narrative;
  /** Who restricted it last. */
  readonly by: string;
  readonly openings: readonly OpeningRow[];
  readonly lifted?: { readonly on: string; readonly by: string; readonly reason: Narrative };
}

/** One for each record that is restricted, or was. It tells nothing of the record but its kind. */
@Entity('restriction_1')
export class RestrictionRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  /** The record's stream: `category-id`. */
  @Column('text') record: string;
  @Column('text') category: string;
  @Column('text') recordId: string;
  /** Posts. */
  @Column('text', { array: true }) named: string[];
  @Column('date') since: string;
  /** The last day. */
  @Column('date') until: string;
  @Column('boolean') lifted: boolean;
  /** Openings that the Independent Scrutineer has not marked as seen, and questions of theirs without an answer. */
  @Column('int') unseen: number;
  @Column('int') unanswered: number;
  @Column('jsonb') detail: RestrictionDetail;
  /** How it stands at this moment; kept nowhere, for a day and an hour end it without an event. */
  now?: { readonly standing: boolean; readonly openTo: readonly string[] };
}

/** Which records a record names by their references: what names a restricted record is withheld with it. */
@Entity('restriction_naming_1')
export class NamingRow {
  /** Its own stream, id and reference. */
  @PrimaryColumn('text') stream: string;
  @Column('text') id: string;
  @Column('text') reference: string;
  @Column('text', { array: true }) names: string[];
}

/** Who is told of every restriction, though not of the record: the Partnership Manager and the Independent Scrutineer. */
@Entity('restriction_overseer_1')
export class OverseerRow {
  @PrimaryColumn('text') person: string;
}

export const restrictionTables = [
  `CREATE TABLE "restriction_1" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "record" text NOT NULL, "category" text NOT NULL, "recordId" text NOT NULL, "named" text[] NOT NULL, "since" date NOT NULL,
    "until" date NOT NULL, "lifted" boolean NOT NULL, "unseen" integer NOT NULL, "unanswered" integer NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "restriction_1" ("record")`,
  `CREATE INDEX ON "restriction_1" ("until") WHERE NOT "lifted"`,
  `CREATE TABLE "restriction_naming_1" ("stream" text PRIMARY KEY, "id" text NOT NULL, "reference" text NOT NULL, "names" text[] NOT NULL)`,
  `CREATE INDEX ON "restriction_naming_1" USING gin ("names")`,
  `CREATE INDEX ON "restriction_naming_1" ("reference")`,
  `CREATE TABLE "restriction_overseer_1" ("person" text PRIMARY KEY)`,
];
