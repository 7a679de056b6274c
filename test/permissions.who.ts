import type { Json } from './visitor';

/**
 * Who may see and do what, written by hand from §2.3 of the domain reference and from the law, so that the test does not
 * repeat the code. A list of persons' ids; some depend on the record, as the Partnership Team reads it.
 */
export type Who = (record: Json) => readonly string[];

/** One kind of record: who may open its list, who may open one, and who may do each of its acts. */
export interface Expected {
  readonly list: Who;
  readonly one: Who;
  readonly acts: Readonly<Record<string, Who>>;
}

export const TEAM = ['partnership-team'];
export const INQUIRY = ['learning-inquiry-chair', 'learning-inquiry-member'];
export const QUALITY = ['learning-inquiry-chair', 'quality-assurance-member']; // One person chairs both groups.
export const COUNCIL = ['council-partner'];
export const PARTNERS = [...COUNCIL, 'health-partner', 'police-partner'];
export const EXECUTIVES = [...PARTNERS, 'executive-member'];
export const SCRUTINEER = ['scrutineer'];
export const REPRESENTATIVE: Readonly<Record<string, string>> = {
  'childrens-social-care': 'children-social-care-representative',
  constabulary: 'police-representative',
  'primary-care': 'primary-care-representative',
};
export const REPRESENTATIVES = Object.values(REPRESENTATIVE);
export const GROUP: Readonly<Record<string, readonly string[]>> = {
  'learning-inquiry-group': INQUIRY,
  'performance-and-quality-assurance-group': QUALITY,
  'executive-group': EXECUTIVES,
};

export const all = (...lists: readonly (readonly string[])[]): Who => {
  const found = [...new Set(lists.flat())];
  return () => found;
};
/** The Partnership Team records what others decide. */
export const teamAnd =
  (...others: readonly (Who | readonly string[])[]): Who =>
  (record) => [...new Set([...TEAM, ...others.flatMap((who) => (typeof who === 'function' ? who(record) : who))])];

export const team = all(TEAM);
export const everybody = all(TEAM, INQUIRY, QUALITY, EXECUTIVES, REPRESENTATIVES, SCRUTINEER);

export interface Named {
  readonly id?: string;
  readonly kind?: string;
}
export const representing = (agencies: readonly Named[]): readonly string[] =>
  agencies.flatMap(({ id }) => REPRESENTATIVE[id ?? ''] ?? []);
export const agenciesIn =
  (list: string): Who =>
  (record) =>
    representing(((record[list] ?? []) as { agency: Named }[]).map(({ agency }) => agency));

export interface Line {
  readonly owner: Named;
  readonly open: boolean;
}
export const linesOf = (record: Json): readonly Line[] => record['lines'] as Line[];
export const monitorOf = (record: Json): string => (record['monitor'] as Named).id ?? '';
export const follower: Who = (record) => GROUP[monitorOf(record)] ?? [];
export const owner: Who = (record) =>
  linesOf(record).flatMap((line) =>
    line.owner.kind === 'group' ? (GROUP[line.owner.id ?? ''] ?? []) : representing([line.owner]),
  );
/** Nobody accepts what they provided: the Executive Group judges where the group that follows it is the owner. */
export const judge =
  (which: (line: Line) => boolean): Who =>
  (record) =>
    linesOf(record)
      .filter(which)
      .flatMap(({ owner: { id } }) => (id === monitorOf(record) ? GROUP[secondTo(id)] : follower(record)) ?? []);
export const secondTo = (group: string): string =>
  group === 'executive-group' ? 'performance-and-quality-assurance-group' : 'executive-group';

/** Members of the groups to which it was escalated and that have not answered. */
export const broughtBefore: Who = (record) =>
  (record['toAnswer'] as Named[]).flatMap(({ id }) => GROUP[id ?? ''] ?? []);

/** Whoever refers knows whom it is about. */
export const referrer: Who = (record) => representing([record['from'] as Named]);
