import { isIsoDate, spoken } from '#app/calendar';
import { field, type FieldOptions, type Kind, rule } from './field';
import { isRecord, one, own } from './raw';
import { type DateBox } from './view';
import { listed, missing, type Naming, subject } from './words';

export interface DateOptions extends FieldOptions {
  /** On or before today. */
  readonly past?: boolean;
  /** On or after today. */
  readonly future?: boolean;
  /** The name of another date of the same group that may not be later than this one. */
  readonly notBefore?: string;
  readonly initial?: 'today' | (string & {});
}

const BOXES = ['day', 'month', 'year'] as const;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function box(raw: unknown, key: (typeof BOXES)[number]): string {
  const value = own(raw, key) ?? '';
  if (typeof value !== 'string') return 'x';
  const text = value.trim();
  if (text === '') return '';
  const month = key === 'month' && /^[a-z]{3,9}$/i.test(text) ? MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 : 0;
  if (month > 0) return String(month).padStart(2, '0');
  if (!/^\d{1,6}$/.test(text)) return 'x';
  return key === 'year' ? text : text.padStart(2, '0');
}

/** Three boxes become one ISO date. An unreal one keeps its parts ("2025--31"), so that the message can say what is wrong. */
export function joined(raw: unknown): unknown {
  if (!isRecord(raw)) return raw === '' ? undefined : raw;
  if (Object.keys(raw).some((key) => !BOXES.includes(key as DateBox['key']))) return 'x-x-x';
  const [day, month, year] = BOXES.map((key) => box(raw, key)) as [string, string, string];
  return day + month + year === '' ? undefined : `${year}-${month}-${day}`;
}

/** What is wrong with the shape of a date: the end of a sentence, and the boxes it is about. */
export function dateFault(value: unknown): { readonly words: string; readonly parts: readonly string[] } | undefined {
  const match = typeof value === 'string' ? /^([0-9x]{0,6})-([0-9x]{0,6})-([0-9x]{0,6})$/.exec(value) : null;
  if (match === null) return { words: 'must be a date like 2025-03-31', parts: [...BOXES] };
  const given: Record<string, string> = { year: match[1] ?? '', month: match[2] ?? '', day: match[3] ?? '' };
  const absent = BOXES.filter((key) => given[key] === '');
  if (absent.length > 0) return { words: `must include a ${listed(absent)}`, parts: absent };
  if (/^\d+$/.test(given.year ?? '') && given.year?.length !== 4)
    return { words: 'must have a year of 4 numbers', parts: ['year'] };
  return isIsoDate(value) ? undefined : { words: 'must be a real date', parts: [...BOXES] };
}

/** The three boxes as they were typed, or an ISO date taken apart. */
export function boxes(raw: unknown, wrong: readonly string[]): readonly DateBox[] {
  const iso = typeof raw === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(raw) : null;
  const value = (key: DateBox['key']): string => {
    if (iso !== null) return String(Number(iso[{ year: 1, month: 2, day: 3 }[key]]));
    const text = own(raw, key);
    return typeof text === 'string' ? text : '';
  };
  return BOXES.map((key) => ({
    key,
    label: { day: 'Day', month: 'Month', year: 'Year' }[key],
    value: value(key),
    wrong: wrong.includes(key),
  }));
}

/** Rules about when: they hold for real dates only; an unreal one has been complained of already. */
function timing(called: string, { past, future, notBefore }: DateOptions): PropertyDecorator {
  return rule('timing', (value, { today }, form) => {
    const on = String(value);
    if (past === true && on > today) return `${called} must be on or before today`;
    if (future === true && on < today) return `${called} must be on or after today`;
    const earliest = notBefore === undefined ? undefined : form[notBefore];
    return typeof earliest === 'string' && isIsoDate(earliest) && on < earliest
      ? `${called} must be on or after ${spoken(earliest)}`
      : undefined;
  });
}

export function dateKind(naming: Naming, options: DateOptions): Kind {
  const called = subject(naming, 'The date for');
  return {
    take: (raw, context) => (context.from === 'page' ? joined(one(raw, context)) : raw === '' ? undefined : raw),
    missing: missing('Enter', 'the date for', naming),
    rules: [
      rule('date', (value) => {
        const fault = dateFault(value);
        return fault === undefined ? undefined : `${called} ${fault.words}`;
      }),
      timing(called, options),
    ],
    schema: { type: 'string', format: 'date' },
    view: (base, raw, { today, errors }) => {
      const error = errors.find(({ name }) => name === base.name);
      const value = raw === 'today' ? today : raw;
      return { ...base, is: 'date', boxes: boxes(value, error === undefined ? [] : (error.parts ?? BOXES)) };
    },
    focus: (value) => `-${dateFault(value)?.parts[0] ?? 'day'}`,
    parts: (value) => (value === undefined ? BOXES : dateFault(value)?.parts),
  };
}

/** Three boxes on the page, an ISO date in JSON. */
export const DateField = (label: string, options: DateOptions = {}) =>
  field(label, options, dateKind({ label, ...options }, options));
