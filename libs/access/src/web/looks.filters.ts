import { addDays } from '#app/calendar';
import { type FilterField, type ListQuery, type Names, type People, givenFilters } from '#app/platform';
import type { LookFilters } from '../read/looks.queries';

/** Whose looks are asked for: everybody's, those at one record, or one's own. */
export type Scope = 'all' | 'record' | 'mine';

/** Without a choice of days the page of all looks shows those of so many days, today included. */
const DAYS = 28;

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
  const filters: LookFilters = givenFilters(query, ['taken']);
  const narrowed = filters.from ?? filters.until ?? filters.record ?? filters.person;
  return scope === 'all' && narrowed === undefined ? { ...filters, from: addDays(query.today, 1 - DAYS) } : filters;
}
