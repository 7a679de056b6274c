import type { Person } from '#app/platform';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

const PLACES: readonly (readonly [text: string, href: string, isFor: (person: Person) => boolean])[] = [
  ['Home', '/', () => true],
  ['Referrals', '/referrals', () => true],
  ['Rapid reviews', '/rapid-reviews', ({ role }) => role !== 'agency-representative'],
  ['Learning events', '/learning-events', () => true],
  ['Audits', '/audits', () => true],
  ['Recommendations', '/recommendations', () => true],
  ['Directory', '/directory', () => true],
  ['Audit trail', '/audit-trail', ({ role }) => role === 'scrutineer' || role === 'partnership-team'],
];

/** The places that this person may go to. */
export const navigationFor = (person: Person, path: string): readonly NavigationItem[] =>
  PLACES.filter(([, , isFor]) => isFor(person)).map(([text, href]) => ({
    text,
    href,
    current: href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`),
  }));
