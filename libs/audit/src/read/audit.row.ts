import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CorrectionRow, Said, SteppedDetail } from '#app/steps';
import type { AuditEvent, Checked, Found, Moved, PanelMet, Planned, Programmed, Scoped } from '../domain/audit.events';
import type { AuditType, Step } from '../domain/audit.steps';

export { STEPS, type AuditType, type Step, keepsQuarter, stepWords, trailOf } from '../domain/audit.steps';

type DataOf<Type extends AuditEvent['type']> = Extract<AuditEvent, { type: Type }>['data'];
type Invented<T> = Said<T> & { readonly invented: readonly string[] };

/** What one agency was asked for, and gave. */
export interface ReturnRow {
  readonly agency: string;
  readonly askedOn: string;
  readonly dueOn?: string;
  readonly on?: string;
  readonly summary?: string;
  readonly children?: number;
  readonly invented: readonly string[];
}

/** What the page of one audit shows beside the columns. */
export interface AuditDetail extends SteppedDetail<Step> {
  readonly programmed: Said<Programmed>;
  readonly moves: readonly Invented<Moved>[];
  readonly scope?: Said<Scoped>;
  readonly returns: readonly ReturnRow[];
  readonly panel?: Said<PanelMet>;
  readonly found?: Said<Found>;
  readonly agreement?: Said<DataOf<'FindingsAgreed'>>;
  readonly approval?: Said<DataOf<'AuditApproved'>>;
  readonly plans: readonly Invented<Planned>[];
  readonly checks: readonly Invented<Checked>[];
  readonly closed?: { readonly on: string; readonly note: string; readonly noImpactCheck?: string };
  readonly cancelled?: { readonly on: string; readonly reason: string };
  readonly void?: { readonly reason: string };
  readonly corrections: readonly CorrectionRow[];
}

/** The last step that was reached, or how it ended. */
export type AuditState = Step | 'closed' | 'cancelled' | 'entered-in-error';

/** One audit: what lists filter and sort by, and the detail of its page. */
@Entity('audit_1')
export class AuditRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') state: AuditState;
  /** The step that comes next; `closing` when all are over; none after the end. */
  @Column('text', { nullable: true }) next: Step | 'closing' | null;
  @Column('text') type: AuditType;
  @Column('text') theme: string;
  /** As it stands now, with its last day; the first one is in the detail. */
  @Column('text', { nullable: true }) quarter: string | null;
  @Column('date', { nullable: true }) due: string | null;
  /** When the work was done: the panel, or the findings where no panel meets. */
  @Column('date', { nullable: true }) doneOn: string | null;
  /** Financial year of the quarter, or of what is known instead. */
  @Column('text') year: string;
  @Column('date') sortOn: string;
  /** The audit whose progress this one looks at. */
  @Column('text', { nullable: true }) earlierId: string | null;
  /** Agencies that were asked for a return and have not given it. */
  @Column('text', { array: true }) owing: string[];
  @Column('jsonb') detail: AuditDetail;
}

export const auditTables = [
  `CREATE TABLE "audit_1" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "state" text NOT NULL, "next" text, "type" text NOT NULL, "theme" text NOT NULL, "quarter" text, "due" date, "doneOn" date,
    "year" text NOT NULL, "sortOn" date NOT NULL, "earlierId" text, "owing" text[] NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "audit_1" ("sortOn" DESC, "reference" DESC)`,
  `CREATE INDEX ON "audit_1" ("next")`,
  `CREATE INDEX ON "audit_1" ("earlierId")`,
  `CREATE INDEX ON "audit_1" USING gin ("owing")`,
];
