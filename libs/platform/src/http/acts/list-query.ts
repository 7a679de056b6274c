import type { At, FilterField, ListQuery, RecordRow } from './record-kind';
import type { FieldError } from '../forms';
import { shown } from '../forms/words';
import { MOST_WORDS, wordsIn } from './sought';

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** No list can find these, and PostgreSQL takes no null character. A tab between words that were pasted is one too. */
const CONTROL = /\p{Cc}+/gu;

export const PAGE_SIZE = 50;
export const MOST_PER_PAGE = 200;
/** Characters of what is looked for. */
const LONGEST = 200;
const AS_ONE = 'Words in double quotes count as one';

/** A page's query, read with good will: what makes no sense is left out, and `notUnderstood` says so. */
export function pageQuery(query: Query, filters: readonly FilterField[], at: At<RecordRow>): ListQuery {
  const page = wholeNumber(query['page'], 1, 1_000_000) ?? 1;
  const pageSize = wholeNumber(query['pageSize'], 1, MOST_PER_PAGE) ?? PAGE_SIZE;
  const given = filters.flatMap((filter) => {
    const { name, kind, options } = filter;
    const value = firstOf(query[name]);
    const known = kind !== 'choice' || options?.some((option) => option.value === value);
    const ticked = kind !== 'tick' || value === 'yes';
    return value && !isTooMuch(filter, value) && known && ticked ? [[name, value]] : [];
  });
  return {
    page,
    pageSize,
    filters: Object.fromEntries(given) as ListQuery['filters'],
    today: at.today,
    person: at.person,
  };
}

/** What of a page's query was left out, in sentences: a page shows what it understood, and says what it did not. */
export const notUnderstood = (query: Query, filters: readonly FilterField[]): readonly string[] =>
  Object.entries(query).flatMap(([name, value]) => {
    if (complaint(name, firstOf(value) ?? '', filters) === undefined)
      return Array.isArray(value)
        ? [`${calledIn(filters, name)} was asked for more than once: the first was taken`]
        : [];
    return [leftOut(name, firstOf(value) ?? '', filters)];
  });

function leftOut(name: string, sent: string, filters: readonly FilterField[]): string {
  const words = shown(sent);
  const filter = filters.find((one) => one.name === name);
  if (filter) return `${filter.label}: ${whyLeftOut(filter, sent)}`;
  if (name === 'page') return `There is no page “${words}”: this is the first`;
  if (name === 'pageSize') return `A page cannot show “${words}” at a time: it shows ${PAGE_SIZE}`;
  return `There is no filter called “${shown(name)}”`;
}

function whyLeftOut({ kind }: FilterField, sent: string): string {
  if (kind === 'choice') return `“${shown(sent)}” is not one of the choices`;
  if (kind === 'tick') return `“${shown(sent)}” is neither ticked nor left out`;
  if (sent.length > LONGEST) return `${sent.length} characters are more than the ${LONGEST} that can be looked for`;
  return `${wordsIn(sent).length} words are more than the ${MOST_WORDS} that can be looked for. ${AS_ONE}`;
}

const calledIn = (filters: readonly FilterField[], name: string): string =>
  filters.find((one) => one.name === name)?.label ?? `“${shown(name)}”`;

/** The API's query: everything must make sense. */
export function strictQuery(
  query: Query,
  filters: readonly FilterField[],
  at: At<RecordRow>,
): { readonly query: ListQuery } | { readonly errors: readonly FieldError[] } {
  const errors = Object.entries(query).flatMap(([name, value]) => {
    const message = complaint(name, value, filters);
    return message === undefined ? [] : [{ pointer: `/${name}`, name, id: name, message }];
  });
  return errors.length > 0 ? { errors } : { query: pageQuery(query, filters, at) };
}

function complaint(
  name: string,
  value: string | string[] | undefined,
  filters: readonly FilterField[],
): string | undefined {
  if (typeof value !== 'string') return `Give ${name} once`;
  if (value.search(CONTROL) >= 0) return `${name} may not hold control characters`;
  if (name === 'page')
    return wholeNumber(value, 1, 1_000_000) === undefined ? 'Page must be a whole number from 1' : undefined;
  if (name === 'pageSize')
    return wholeNumber(value, 1, MOST_PER_PAGE) === undefined
      ? `Page size must be a whole number from 1 to ${MOST_PER_PAGE}`
      : undefined;
  return filterComplaint(name, value, filters);
}

function filterComplaint(name: string, value: string, filters: readonly FilterField[]): string | undefined {
  const filter = filters.find((one) => one.name === name);
  if (!filter)
    return `There is no filter ${name}. There are: ${filters.map((one) => one.name).join(', ')}, page, pageSize`;
  if (isTooMuch(filter, value)) return `${filter.label} must be ${mostOf(value)}`;
  if (filter.kind === 'choice' && value && !filter.options?.some((option) => option.value === value))
    return `${filter.label} must be one of: ${filter.options?.map((option) => option.value).join(', ') ?? ''}`;
  if (filter.kind === 'tick' && value && value !== 'yes') return `${filter.label}: ${name} must be yes, or left out`;
  return undefined;
}

const mostOf = (value: string): string =>
  value.trim().length > LONGEST ? `${LONGEST} characters or fewer` : `${MOST_WORDS} words or fewer. ${AS_ONE}`;

const isTooMuch = ({ kind }: FilterField, value: string): boolean =>
  value.trim().length > LONGEST || (kind === 'words' && wordsIn(value).length > MOST_WORDS);

function wholeNumber(value: string | string[] | undefined, least: number, most: number): number | undefined {
  if (typeof value !== 'string' || !/^\d{1,7}$/.test(value)) return undefined;
  const number = Number(value);
  return number >= least && number <= most ? number : undefined;
}

/** What stands in a filter's box: what is looked for, or what was typed and is too much. */
export const typedIn = (query: Query, { name, kind }: FilterField, understood?: string): string =>
  understood ?? (kind === 'words' || kind === 'text' ? (firstOf(query[name]) ?? '') : '');

/** As a page reads it: what is looked for, what is counted and what is complained of are one text. */
const firstOf = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value)?.replace(CONTROL, ' ').trim();
