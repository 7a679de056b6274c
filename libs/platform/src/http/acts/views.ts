import { allowed } from '../../identity/ground';
import type { Person } from '../../identity/person';
import { PAGE_SIZE, type Query, notUnderstood, pageQuery, typedIn } from './list-query';
import type { At, FilterField, PageOf, RecordKind, RecordRow } from './record-kind';

/** A link to an act that this person may do now. */
export interface Action {
  readonly name: string;
  readonly text: string;
  readonly href: string;
  /** The heading under which it stands; those without one come first. */
  readonly under?: string;
  /** The one that is wanted next: a button, before all others. */
  readonly primary?: true;
}

/** What this person may do with the record in its present state. */
export function actionsOf(kind: RecordKind, record: RecordRow, person: Person): readonly Action[] {
  const offered = kind.acts.filter(
    (act) => allowed(act.may, person, record) && (act.offered?.(record, person) ?? true),
  );
  const wanted = kind.wanted?.(record, person).find((name) => offered.some((act) => act.name === name));
  const actions = offered.map(({ name, title, under }): Action => {
    const action = { name, text: title, href: `/${kind.path}/${record.id}/${name}` };
    if (name === wanted) return { ...action, primary: true };
    return under === undefined ? action : { ...action, under };
  });
  return actions.toSorted((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));
}

/** Why some of what may be done with it is not offered to this person: each sentence once. */
export function withheldFrom(kind: RecordKind, record: RecordRow, person: Person): readonly string[] {
  const sentences = kind.acts.flatMap((act) =>
    allowed(act.may, person, record) ? (act.withheld?.(record, person) ?? []) : [],
  );
  return [...new Set(sentences)];
}

/** What the template of a list needs beside its rows. */
export function listView(
  kind: RecordKind,
  page: PageOf<RecordRow>,
  filters: readonly FilterField[],
  query: Query,
  at: At<RecordRow>,
): object {
  // Only what is in force: a filter that was not understood is no chip and no part of a link.
  const asked = pageQuery(query, filters, at);
  const current = asked.filters as Readonly<Record<string, string>>;
  const size: Readonly<Record<string, string>> = page.pageSize === PAGE_SIZE ? {} : { pageSize: String(page.pageSize) };
  const without = (name: string): string => {
    const rest = Object.entries({ ...current, ...size }).filter(([key]) => key !== name);
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
    title: page.page > 1 ? `${kind.plural}, page ${page.page}${page.more ? '' : ` of ${pages}`}` : kind.plural,
    today: at.today,
    ...page,
    items: page.items.map((row) => kind.seen(row, at.person, at)),
    filters: filters.map((filter) => ({ ...filter, value: typedIn(query, filter, current[filter.name]) })),
    current: { ...current, ...size },
    size,
    chips,
    notUnderstood: [
      ...notUnderstood(query, filters),
      ...(asked.page === page.page ? [] : [`There is no page ${asked.page}: this is the first`]),
    ],
    clear: `/${kind.path}`,
    ...(opening &&
      allowed(opening.may, at.person, undefined) && { open: { text: opening.title, href: `/${kind.path}/new` } }),
  };
}
