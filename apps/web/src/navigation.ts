import { type Person, QUALITY_ASSURANCE } from '#app/platform';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

const PLACES: readonly (readonly [text: string, href: string, isFor: (person: Person) => boolean])[] = [
  ['Home', '/', () => true],
  ['Referrals', '/referrals', () => true],
  ['Rapid reviews', '/rapid-reviews', (person) => !onlyInQualityAssurance(person)],
  ['Learning events', '/learning-events', () => true],
  ['Audits', '/audits', () => true],
  ['Recommendations', '/recommendations', () => true],
  ['Directory', '/directory', () => true],
  ['Audit trail', '/audit-trail', ({ role }) => role === 'scrutineer' || role === 'partnership-team'],
];

/** Performance and Quality Assurance follows audits: rapid reviews are not shown to those who are in no other group. */
function onlyInQualityAssurance({ role, groups }: Person): boolean {
  return role === 'group-member' && groups.every((group) => group === QUALITY_ASSURANCE);
}

const IN_THE_DIRECTORY = new Set(['/agencies', '/groups', '/people']);

/** The place to which a page belongs. */
function placeOf(path: string): string {
  const first = `/${path.split('/')[1] ?? ''}`;
  return IN_THE_DIRECTORY.has(first) ? '/directory' : first;
}

/** The places that this person may go to. */
export const navigationFor = (person: Person, path: string): readonly NavigationItem[] =>
  PLACES.filter(([, , isFor]) => isFor(person)).map(([text, href]) => ({
    text,
    href,
    current: href === placeOf(path),
  }));

const OF_ONES_OWN: readonly (readonly [text: string, href: string])[] = [
  ['Where you are signed in', '/me/sessions'],
  ['What have I looked at', '/me/looks'],
  ['What I may do', '/me/what-i-may-do'],
];

/** What everybody finds under "Your account". */
export const accountFor = (path: string): readonly NavigationItem[] =>
  OF_ONES_OWN.map(([text, href]) => ({ text, href, current: href === path }));
