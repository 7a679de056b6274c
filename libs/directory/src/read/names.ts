import type { Names } from '#app/platform';
import { type DatedName, nameOn } from '../domain/life';

interface Titled {
  readonly id: string;
  readonly title: string;
}

interface Renamed {
  readonly id: string;
  readonly detail: { readonly names: readonly DatedName[] };
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
export function namesFrom(
  { agencies, groups, posts }: { agencies: readonly Renamed[]; groups: readonly Titled[]; posts: readonly Titled[] },
  signsIn: (id: string) => string | undefined,
): Names {
  const agencyNames = new Map(agencies.map(({ id, detail }) => [id, detail.names]));
  const groupNames = new Map(groups.map(({ id, title }) => [id, title]));
  const titles = new Map(posts.map(({ id, title }) => [id, title]));
  return {
    agency(id, on) {
      const names = agencyNames.get(id);
      if (!names) return id;
      return on === undefined ? (names.at(-1)?.name ?? id) : nameOn(names, on);
    },
    group: (id) => groupNames.get(id) ?? id,
    person: (id) => (id === 'system' ? 'Learning Trail itself' : (signsIn(id) ?? titles.get(id) ?? id)),
    role: roleInWords,
  };
}
