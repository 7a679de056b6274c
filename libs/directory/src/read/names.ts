import type { Names } from '#app/platform';
import { type DatedName, nameOn } from '../domain/life';

/** An entry of the directory as its name is asked for. */
export interface NamedRow {
  readonly of: 'agency' | 'group' | 'post';
  readonly id: string;
  /** The name it has now. */
  readonly title: string;
  /** Of an agency: every name it has had. */
  readonly names: readonly DatedName[] | null;
}

/** Who acts in words. A delegated safeguarding partner's role says for whom: `safeguarding-partner:council`. */
const ROLES: Readonly<Record<string, string>> = {
  'partnership-team': 'Partnership Team',
  'group-chair': 'Chair of a group',
  'group-member': 'Member of a group',
  'agency-representative': 'Agency representative',
  'safeguarding-partner': 'Delegated safeguarding partner',
  'executive-member': 'Member of the Executive Group',
  scrutineer: 'Independent Scrutineer',
  system: 'Learning Trail itself',
};

const PARTNERS: Readonly<Record<string, string>> = { council: 'council', health: 'health', police: 'police' };

/** "safeguarding-partner:council" → "Delegated safeguarding partner, council". An unknown role is said as it is written. */
export function roleInWords(role: string): string {
  const [kind = '', partner] = role.split(':');
  const words = ROLES[kind] ?? sentence(kind);
  return partner === undefined ? words : `${words}, ${PARTNERS[partner] ?? partner}`;
}

const sentence = (slug: string): string => {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Names for ids from one reading of the tables. An id that nobody knows is its own name. */
export function namesFrom(rows: readonly NamedRow[]): Names {
  const of = (kind: NamedRow['of']) => new Map(rows.filter((row) => row.of === kind).map((row) => [row.id, row]));
  const [agencies, groups, posts] = [of('agency'), of('group'), of('post')];
  return {
    agency(id, on) {
      const found = agencies.get(id);
      if (!found) return id;
      return on === undefined ? found.title : nameOn(found.names ?? [], on);
    },
    group: (id) => groups.get(id)?.title ?? id,
    person: (id) => (id === 'system' ? 'Learning Trail itself' : (posts.get(id)?.title ?? id)),
    role: roleInWords,
  };
}
