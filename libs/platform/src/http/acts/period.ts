import { isIsoDate } from '#app/calendar';
import type { FieldError } from '../forms';
import { InvalidInput } from '../problems';
import { type Query, strictQuery } from './list-query';
import type { At, FilterField, ListQuery, RecordRow } from './record-kind';

/** The filters by which a list over time is asked for a period: ISO dates, both days included. */
const ENDS = ['from', 'until'] as const;

/**
 * The filters as the queries take them: `yes` of these ticks is true. What is empty is left out, and so is a date that
 * is none, and an end before the beginning.
 */
export function givenFilters(query: ListQuery, ticks: readonly string[]): Readonly<Record<string, string | true>> {
  const faulty = new Set(periodFaults(query).map(({ name }) => name));
  const given = Object.entries(query.filters).flatMap(([name, value]): [string, string | true][] => {
    if (value === undefined || value === '' || faulty.has(name)) return [];
    if (ticks.includes(name)) return value === 'yes' ? [[name, true]] : [];
    return [[name, value]];
  });
  return Object.fromEntries(given);
}

/** What the API refuses beyond what every list refuses: dates that are none, and an end before the beginning. */
export function periodFaults({ filters }: ListQuery): readonly FieldError[] {
  const fault = (name: string, message: string): FieldError => ({ pointer: `/${name}`, name, id: name, message });
  const dates = notDates(filters).map(({ name }) => fault(name, `${name} must be a date like 2025-03-31`));
  const { from, until } = filters;
  const backwards = dates.length === 0 && from !== undefined && until !== undefined && until < from;
  return [...dates, ...(backwards ? [fault('until', 'until must be on or after from')] : [])];
}

/** The same for a reader of the page, who knows the filters by their labels. */
export function periodLeftOut(query: ListQuery, fields: readonly FilterField[]): readonly string[] {
  const called = (name: string): string => fields.find((field) => field.name === name)?.label ?? name;
  const dates = notDates(query.filters).map(({ name, value }) => `${called(name)}: “${value}” is not a date`);
  if (dates.length > 0 || periodFaults(query).length === 0) return dates;
  return [`“${called('until')}” is earlier than “${called('from')}”`];
}

/** The query of a program or for a spreadsheet: neither can be told what was left out, so everything must make sense. */
export function understood(query: Query, fields: readonly FilterField[], at: At<RecordRow>): ListQuery {
  const sought = strictQuery(query, fields, at);
  if ('errors' in sought) throw new InvalidInput(sought.errors);
  const errors = periodFaults(sought.query);
  if (errors.length > 0) throw new InvalidInput(errors);
  return sought.query;
}

const notDates = (filters: ListQuery['filters']) =>
  ENDS.flatMap((name) => {
    const value = filters[name];
    return value === undefined || isIsoDate(value) ? [] : [{ name, value }];
  });
