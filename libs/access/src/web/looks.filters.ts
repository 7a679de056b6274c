import { addDays, isIsoDate } from '#app/calendar';
import type { FieldError, FilterField, ListQuery, Names, People } from '#app/platform';
import type { LookFilters } from '../read/looks.queries';

/** Whose looks are asked for: everybody's, those at one record, or one's own. */
export type Scope = 'all' | 'record' | 'mine';

/** Without a choice of days the page of all looks shows those of so many days, today included. */
const DAYS = 28;
const DATES = ['from', 'until'] as const;

/** What looks can be filtered by. `from` and `until` are dates; the page draws them itself. */
export async function lookFields(scope: Scope, people: People, names: Names): Promise<readonly FilterField[]> {
  const everybody = scope === 'mine' ? [] : await people.ever();
  const who: FilterField = {
    name: 'person',
    label: 'Who looked',
    kind: 'choice',
    options: everybody.map((id) => ({ value: id, text: names.person(id) })),
  };
  return [
    ...(scope === 'mine' ? [] : [who]),
    ...(scope === 'record' ? [] : [RECORD]),
    { name: 'from', label: 'On or after', kind: 'text' },
    { name: 'until', label: 'On or before', kind: 'text' },
    { name: 'taken', label: 'Only what was taken out: spreadsheets and files', kind: 'tick' },
  ];
}

const RECORD: FilterField = { name: 'record', label: 'Reference of the record, or its beginning', kind: 'text' };

/** The filters as the queries take them. A date that is none, or an end before the beginning, is left out. */
export function lookFilters(query: ListQuery, scope: Scope): LookFilters {
  const faulty = new Set(lookFaults(query).map(({ name }) => name));
  const given = Object.entries(query.filters).flatMap(([name, value]): [string, string | boolean][] => {
    if (value === undefined || value === '' || faulty.has(name)) return [];
    return [[name, name === 'taken' ? true : value]];
  });
  const filters: LookFilters = Object.fromEntries(given);
  const narrowed = filters.from ?? filters.until ?? filters.record ?? filters.person;
  return scope === 'all' && narrowed === undefined ? { ...filters, from: addDays(query.today, 1 - DAYS) } : filters;
}

/** Dates that are none, and an end before the beginning. */
export function lookFaults({ filters }: ListQuery): readonly FieldError[] {
  const fault = (name: string, message: string): FieldError => ({ pointer: `/${name}`, name, id: name, message });
  const dates = DATES.flatMap((name) => {
    const value = filters[name];
    return value === undefined || isIsoDate(value) ? [] : [fault(name, `${name} must be a date like 2025-03-31`)];
  });
  const { from, until } = filters;
  const backwards = dates.length === 0 && from !== undefined && until !== undefined && until < from;
  return [...dates, ...(backwards ? [fault('until', 'until must be on or after from')] : [])];
}

/** The same for a reader of the page, who knows the filters by their labels. */
export const looksLeftOut = (query: ListQuery): readonly string[] =>
  lookFaults(query).map(({ name, message }) =>
    message.includes('date like')
      ? `${name === 'from' ? 'On or after' : 'On or before'}: “${query.filters[name] ?? ''}” is not a date`
      : '“On or before” is earlier than “On or after”',
  );
