import type { Json } from './visitor';
import {
  type Named,
  type Who,
  INQUIRY,
  QUALITY,
  COUNCIL,
  PARTNERS,
  EXECUTIVES,
  SCRUTINEER,
  REPRESENTATIVES,
  GROUP,
  all,
  teamAnd,
  team,
  everybody,
  representing,
  agenciesIn,
  linesOf,
  monitorOf,
  follower,
  owner,
  judge,
  secondTo,
  referrer,
} from './permissions.who';

/** One kind of record: who may open its list, who may open one, and who may do each of its acts. */
export interface Expected {
  readonly list: Who;
  readonly one: Who;
  readonly acts: Readonly<Record<string, Who>>;
}

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

/** Owners report and provide; the group that follows it decides and judges. */
const recommendations: Expected = {
  list: everybody,
  one: everybody,
  acts: {
    new: teamAnd(INQUIRY, QUALITY, EXECUTIVES),
    progress: teamAnd(owner),
    assurance: teamAnd(owner),
    product: teamAnd(owner),
    waiting: teamAnd(owner),
    resumption: teamAnd(owner),
    result: teamAnd(owner, follower),
    'assurance-request': teamAnd(follower),
    acceptance: teamAnd(judge(({ open }) => open)),
    'line-completion': teamAnd(judge(({ open }) => open)),
    completion: teamAnd(completer),
    reopening: teamAnd(follower),
    lines: teamAnd(follower),
    owner: teamAnd(follower),
    target: teamAnd(follower),
    carried: teamAnd(follower),
    'not-applicable': teamAnd(follower),
    'line-correction': team,
    'line-withdrawal': teamAnd(follower),
    'hand-over': teamAnd(follower),
    agreement: teamAnd(follower),
    approval: teamAnd(EXECUTIVES),
    review: teamAnd(follower),
    'scope-note': teamAnd(follower),
    embedding: teamAnd(follower),
    escalation: teamAnd(follower),
    withdrawal: teamAnd(follower),
    superseding: teamAnd(follower),
    // Asks and gives an opinion; cannot decide, edit or close.
    comment: all(SCRUTINEER),
    correction: team,
    error: team,
  },
};

function completer(record: Json): readonly string[] {
  const open = linesOf(record).filter((line) => line.open);
  const counted = open.length > 0 ? open : linesOf(record);
  const own = counted.some(({ owner: { id } }) => id === monitorOf(record));
  return own ? (GROUP[secondTo(monitorOf(record))] ?? []) : follower(record);
}

/** The Partnership Team keeps the directory. */
const kept = (...acts: readonly string[]): Expected => ({
  list: everybody,
  one: everybody,
  acts: Object.fromEntries(acts.map((act) => [act, team])),
});

export const expected: Readonly<Record<string, Expected>> = {
  referrals,
  'rapid-reviews': rapidReviews,
  'learning-events': learningEvents,
  audits,
  recommendations,
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
};

export const withoutSignIn = ['/sign-in', '/help', '/accessibility', '/privacy', '/docs/api', '/api/openapi.json'];
