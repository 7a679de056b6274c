import { allowed } from '../../identity/ground';
import type { Person } from '../../identity/person';
import type { Query } from './list-query';
import type { At, FilterField, PageOf, RecordKind, RecordRow } from './record-kind';

/** A link to an act that this person may do now. */
export interface Action {
  readonly name: string;
  readonly text: string;
  readonly href: string;
}

/** What this person may do with the record in its present state. */
export const actionsOf = (kind: RecordKind, record: RecordRow, person: Person): readonly Action[] =>
  kind.acts
    .filter((act) => allowed(act.may, person, record) && (act.offered?.(record, person) ?? true))
    .map(({ name, title }) => ({ name, text: title, href: `/${kind.path}/${record.id}/${name}` }));

/** What the template of a list needs beside its rows. */
export function listView(
  kind: RecordKind,
  page: PageOf<RecordRow>,
  filters: readonly FilterField[],
  query: Query,
  at: At<RecordRow>,
): object {
  const current = Object.fromEntries(
    filters.flatMap(({ name }) => (typeof query[name] === 'string' && query[name] ? [[name, query[name]]] : [])),
  ) as Record<string, string>;
  const without = (name: string): string => {
    const rest = Object.entries(current).filter(([key]) => key !== name);
    return `/${kind.path}${rest.length > 0 ? `?${new URLSearchParams(rest).toString()}` : ''}`;
  };
  const chips = filters
    .filter(({ name }) => current[name])
    .map(({ name, label, kind: field, options }) => ({
      label: field === 'tick' ? '' : label,
      text: field === 'tick' ? label : (options?.find(({ value }) => value === current[name])?.text ?? current[name]),
      href: without(name),
    }));
  const { opening } = kind;
  const pages = Math.max(1, Math.ceil(page.total / page.pageSize));
  return {
    kind,
    title: page.page > 1 ? `${kind.plural}, page ${page.page} of ${pages}` : kind.plural,
    today: at.today,
    ...page,
    items: page.items.map((row) => kind.seen(row, at.person, at)),
    filters: filters.map((filter) => ({ ...filter, value: current[filter.name] ?? '' })),
    current,
    chips,
    clear: `/${kind.path}`,
    ...(opening &&
      allowed(opening.may, at.person, undefined) && { open: { text: opening.title, href: `/${kind.path}/new` } }),
  };
}
