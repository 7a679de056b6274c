export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

const PLACES: readonly (readonly [text: string, href: string])[] = [
  ['Home', '/'],
  ['Referrals', '/referrals'],
  ['Rapid reviews', '/rapid-reviews'],
  ['Learning events', '/learning-events'],
  ['Audits', '/audits'],
  ['Recommendations', '/recommendations'],
  ['Directory', '/directory'],
  ['People’s data', '/data-requests'],
  ['Audit trail', '/audit-trail'],
];

const IN_THE_DIRECTORY = new Set(['/agencies', '/groups', '/people']);
const ABOUT_DATA = new Set(['/holds', '/retention-due']);

/** The place to which a page belongs. */
function placeOf(path: string): string {
  const first = `/${path.split('/')[1] ?? ''}`;
  if (ABOUT_DATA.has(first)) return '/data-requests';
  return IN_THE_DIRECTORY.has(first) ? '/directory' : first;
}

/** The places that somebody may go to; the grounds of each place say which those are. */
export const navigationFor = (mayOpen: (place: string) => boolean, path: string): readonly NavigationItem[] =>
  PLACES.filter(([, href]) => mayOpen(href)).map(([text, href]) => ({
    text,
    href,
    current: href === placeOf(path),
  }));

const OF_ONES_OWN: readonly (readonly [text: string, href: string])[] = [
  ['Your partnerships', '/me/partnerships'],
  ['Where you are signed in', '/me/sessions'],
  ['What have I looked at', '/me/looks'],
  ['What I may do', '/me/what-i-may-do'],
  ['Restrictions', '/restrictions'],
  ['How long things are kept', '/retention'],
];

/** What everybody finds under "Your account". */
export const accountFor = (path: string): readonly NavigationItem[] =>
  OF_ONES_OWN.map(([text, href]) => ({ text, href, current: href === path }));
