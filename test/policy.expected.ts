import { PARTNERS, SCRUTINEER, TEAM, type Who, everybody, team, teamAnd } from './permissions.who';

/** What belongs to no kind of record, by the name that the policy has for it. */
export const ofNoKind: Readonly<Record<string, Who>> = {
  home: everybody,
  directory: everybody,
  'who-may-do-what': everybody,
  'what-i-may-do': everybody,
  sessions: everybody,
  partnerships: everybody,
  'kept-form': everybody,
  'my-looks': everybody,
  looks: teamAnd(SCRUTINEER),
  'unusual-access': teamAnd(SCRUTINEER),
  'unusual-access-looked-into': team,
  'audit-trail': teamAnd(SCRUTINEER),
  'retention-due': teamAnd(PARTNERS, SCRUTINEER),
  'preparation-sheet': teamAnd(PARTNERS, SCRUTINEER),
};
/** Who may open sealed details at all, while a decision of theirs may need it. */
export const openers: Readonly<Record<string, readonly string[]>> = {
  referrals: [...TEAM, ...PARTNERS],
  'rapid-reviews': [...TEAM, ...PARTNERS],
  'learning-events': TEAM,
};
