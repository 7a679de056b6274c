import { addMonths, type IsoDate, isIsoDate } from './dates';
import { NotATarget } from './errors';
import { parseMonth, parseQuarter } from './financial-year';
import { spoken } from './spoken';

export const targetKinds = ['date', 'month', 'quarter', 'rhythm'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** How often something without an end is looked at again. */
export const rhythms = ['every quarter', 'every six months', 'every year'] as const;
export type Rhythm = (typeof rhythms)[number];

/**
 * When something is aimed to be done. `value` is what a form gives and an event keeps (2025-12-31, 2025-10, Q3 2025-26,
 * every quarter), `label` is for people, `due` is its last day. A review rhythm has no due date.
 */
export interface Target {
  readonly kind: TargetKind;
  readonly value: string;
  readonly label: string;
  readonly due?: IsoDate;
}

/** The target that a person chose. Throws NotATarget with a sentence for the person. */
export function targetOf(kind: string, value: string): Target {
  const readers: Partial<Record<string, (text: string) => Target>> = { date, month, quarter, rhythm };
  const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (!read) throw new NotATarget('Target must be a date, a month, a quarter or a review rhythm');
  return read(value.trim());
}

/** The last day of the target, or undefined for a review rhythm. */
export const dueOf = (target: Target): IsoDate | undefined => target.due;

/** When to look again after a review (or the start) on `from`; undefined unless the target is a review rhythm. */
export function nextReview(target: Target, from: IsoDate): IsoDate | undefined {
  const months = target.kind === 'rhythm' ? monthsOf.get(target.value) : undefined;
  return months === undefined ? undefined : addMonths(from, months);
}

const monthsOf: ReadonlyMap<string, number> = new Map<Rhythm, number>([
  ['every quarter', 3],
  ['every six months', 6],
  ['every year', 12],
]);

function date(value: string): Target {
  if (!isIsoDate(value)) throw new NotATarget('Target date must be a real date');
  return { kind: 'date', value, label: spoken(value), due: value };
}

function month(value: string): Target {
  const { label, due } = parseMonth(value);
  return { kind: 'month', value, label, due };
}

function quarter(value: string): Target {
  const { label, due } = parseQuarter(value);
  return { kind: 'quarter', value: label, label, due };
}

function rhythm(value: string): Target {
  if (!monthsOf.has(value)) throw new NotATarget(`Review rhythm must be one of: ${rhythms.join(', ')}`);
  return { kind: 'rhythm', value, label: `Reviewed ${value}` };
}
