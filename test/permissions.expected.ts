import { recommendations } from './permissions.recommendations';
import {
  type Expected,
  type Named,
  type Who,
  TEAM,
  INQUIRY,
  QUALITY,
  COUNCIL,
  PARTNERS,
  EXECUTIVES,
  SCRUTINEER,
  REPRESENTATIVES,
  all,
  teamAnd,
  team,
  everybody,
  representing,
  agenciesIn,
  referrer,
} from './permissions.who';

const referrals: Expected = {
  list: everybody,
  // Whom it does not concern sees nothing of it: need to know.
  one: (record) => [
    ...everybody(record).filter((person) => !REPRESENTATIVES.includes(person)),
    ...representing(record['agencies'] as Named[]),
  ],
  acts: {
    new: teamAnd(INQUIRY, REPRESENTATIVES),
    decision: teamAnd(INQUIRY, PARTNERS),
    'further-decision': teamAnd(INQUIRY, PARTNERS),
    'information-request': team,
    information: teamAnd(agenciesIn('information')),
    consideration: teamAnd(INQUIRY),
    answer: team,
    reflection: team,
    closure: team,
    'people-concerned': teamAnd(referrer),
    'people-concerned-correction': teamAnd(referrer),
    'people-concerned-taken-off': teamAnd(referrer),
    correction: teamAnd(INQUIRY),
    'account-correction': teamAnd(INQUIRY),
    'consideration-correction': teamAnd(INQUIRY),
    duplicate: team,
    error: team,
  },
};

/** "All three safeguarding partners should agree which incidents should be notified"; the council has the duty. */
const rapidReviews: Expected = {
  list: teamAnd(INQUIRY, EXECUTIVES, REPRESENTATIVES, SCRUTINEER),
  one: teamAnd(INQUIRY, EXECUTIVES, SCRUTINEER, agenciesIn('asked')),
  acts: {
    new: teamAnd(COUNCIL),
    awareness: teamAnd(COUNCIL),
    'notification-decision': teamAnd(COUNCIL),
    notification: teamAnd(COUNCIL),
    'partners-told': teamAnd(COUNCIL),
    acknowledgement: teamAnd(COUNCIL),
    'not-met': teamAnd(PARTNERS),
    'information-request': team,
    return: teamAnd(agenciesIn('asked')),
    'safety-action': teamAnd(PARTNERS),
    meeting: teamAnd(PARTNERS),
    decision: teamAnd(PARTNERS),
    'sign-off': teamAnd(PARTNERS),
    sending: teamAnd(PARTNERS),
    'panel-reply': teamAnd(PARTNERS),
    answer: teamAnd(PARTNERS),
    closure: team,
    'people-concerned': teamAnd(PARTNERS),
    'people-concerned-correction': teamAnd(PARTNERS),
    'people-concerned-taken-off': teamAnd(PARTNERS),
    correction: teamAnd(COUNCIL),
    error: team,
  },
};

const learningEvents: Expected = {
  list: everybody,
  one: everybody,
  acts: {
    new: teamAnd(INQUIRY),
    terms: teamAnd(INQUIRY),
    facilitators: teamAnd(INQUIRY),
    workshop: teamAnd(INQUIRY),
    learning: teamAnd(INQUIRY),
    report: teamAnd(INQUIRY),
    'group-approval': teamAnd(INQUIRY),
    'executive-approval': teamAnd(EXECUTIVES),
    briefing: teamAnd(INQUIRY),
    review: teamAnd(INQUIRY),
    closure: teamAnd(INQUIRY),
    'not-stated': teamAnd(INQUIRY),
    'people-concerned': team,
    'people-concerned-correction': team,
    'people-concerned-taken-off': team,
    correction: teamAnd(INQUIRY),
    cancellation: teamAnd(INQUIRY),
    error: teamAnd(['learning-inquiry-chair']),
  },
};

const audits: Expected = {
  list: everybody,
  one: everybody,
  acts: {
    new: teamAnd(QUALITY),
    scope: teamAnd(QUALITY),
    'return-request': teamAnd(QUALITY),
    return: teamAnd(agenciesIn('returns')),
    panel: teamAnd(QUALITY),
    findings: teamAnd(QUALITY),
    agreement: teamAnd(QUALITY),
    approval: teamAnd(EXECUTIVES),
    briefing: teamAnd(QUALITY),
    review: teamAnd(QUALITY),
    're-audit-plan': teamAnd(QUALITY),
    impact: teamAnd(QUALITY),
    closure: teamAnd(QUALITY),
    quarter: teamAnd(QUALITY),
    'not-stated': teamAnd(QUALITY),
    correction: teamAnd(QUALITY),
    cancellation: teamAnd(QUALITY),
    error: teamAnd(['learning-inquiry-chair']),
  },
};

/** Those whom a restriction names see the record; the manager and the scrutineer are told that it is restricted. */
const namedOn: Who = (record) => (record['named'] as Named[]).map(({ id }) => id ?? '');
const ofNamed =
  (...people: readonly string[]): Who =>
  (record) =>
    namedOn(record).filter((person) => people.includes(person));

const restrictions: Expected = {
  list: everybody,
  one: teamAnd(SCRUTINEER, namedOn),
  acts: {
    new: teamAnd(['learning-inquiry-chair']),
    change: ofNamed(...TEAM, 'learning-inquiry-chair'),
    lifting: ofNamed(...everybody({}).filter((person) => !SCRUTINEER.includes(person))),
    opening: team,
    seen: all(SCRUTINEER),
    answer: team,
  },
};

/** The Partnership Team keeps the directory. */
const kept = (...acts: readonly string[]): Expected => ({
  list: everybody,
  one: everybody,
  acts: Object.fromEntries(acts.map((act) => [act, team])),
});

/** Who decides about people's details are those named for them; the second person may be one of the partners. */
const aboutData = (acts: Expected['acts']): Expected => ({
  list: teamAnd(PARTNERS, SCRUTINEER),
  one: teamAnd(PARTNERS, SCRUTINEER),
  acts,
});

export const expected: Readonly<Record<string, Expected>> = {
  referrals,
  'rapid-reviews': rapidReviews,
  'learning-events': learningEvents,
  audits,
  recommendations,
  restrictions,
  agencies: kept('new', 'rename', 'end', 'correction', 'error'),
  groups: kept('new', 'member', 'member-end', 'chair', 'chair-end', 'rename', 'end', 'correction', 'error'),
  people: kept(
    'new',
    'group',
    'group-end',
    'rename',
    'end',
    'correction',
    'error',
    'invitation',
    'invitation-link',
    'sign-in-role',
    'sign-in-end',
  ),
  'data-requests': aboutData({
    new: team,
    decision: team,
    'restriction-decision': team,
    'review-decision': team,
    approval: teamAnd(PARTNERS),
    'sending-back': teamAnd(PARTNERS),
    extension: team,
    answer: team,
    lifting: team,
    ending: team,
  }),
  holds: aboutData({ new: team, lifting: team }),
  retention: kept('new', 'change'),
};

export const withoutSignIn = ['/sign-in', '/help', '/accessibility', '/privacy', '/docs/api', '/api/openapi.json'];
