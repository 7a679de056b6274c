import { type Narrative, wordsOf } from '#app/kernel';
import { type Names, type Person, concernedSeen } from '#app/platform';
import type { Found, SignedOff, Where } from '../domain/rapid-review.events';
import type { AskedRow, RapidReviewDetail, RapidReviewRow } from '../read/rapid-review.row';
import {
  ANSWERS,
  CRITERIA,
  FINDINGS,
  PANEL_REPLIES,
  PARTNERS,
  REVIEW_CRITERIA,
  ROUTES,
  SIGN_OFFS,
  STATUSES,
  TOLD,
  VIEWS,
  nameIn,
  outcomeName,
} from './rapid-review.names';
import { opens } from './concerned.acts';
import { standingNumber } from '../read/rapid-review.standing';
import { sightOf } from './sight';

/** What this person may see of it; what is left out is said: `notShared`. */
export function rapidReviewSeen(row: RapidReviewRow, person: Person, { names }: { names: Names }): object {
  const { id, reference, title, revision, status, outcome, openedOn, awareOn, dueOn, detail } = row;
  const record = { id, reference, title, revision };
  const sight = sightOf(person, row);
  if (sight === undefined) return { ...record, notShared: true };
  if (sight === 'own') return { ...record, ...ownSeen(row, person, names), notShared: true };
  const summary = {
    ...record,
    status: { value: status, ...STATUSES[status] },
    outcome: outcome === null ? null : { value: outcome, name: outcomeName(outcome) },
    openedOn,
    awareOn,
    dueOn,
    notifiedOn: detail.sent?.sentOn ?? null,
    sentToPanelOn: detail.sentToPanel?.sentOn ?? null,
  };
  if (sight === 'summary') return { ...summary, notShared: true };
  const concerned = concernedSeen(row, person, { path: 'rapid-reviews', opens });
  return { ...summary, ...allSeen(row, names), concerned };
}

/** An agency sees that it was asked, and what it returned. */
function ownSeen({ asked, awaited, detail }: RapidReviewRow, { agency = '' }: Person, names: Names): object {
  const own = asked.includes(agency);
  const returned =
    own && !awaited.includes(agency) && detail.asked.some((one) => one.agency === agency && one.returned.length > 0);
  return {
    status: returned
      ? { value: 'returned', word: 'Your agency has returned', kind: 'done' }
      : { value: 'asked', word: 'Your agency was asked', kind: 'waiting' },
    asked: detail.asked.filter((one) => one.agency === agency).map((one) => askedSeen(one, names)),
  };
}

function allSeen({ detail, unsigned, awareOn, learningEvents = [] }: RapidReviewRow, names: Names): object {
  const { opened, sent, differs } = detail;
  const agency = (id: string) => ({ id, name: names.agency(id) });
  return {
    children: opened.children,
    agencies: opened.agencies.map(agency),
    referral: opened.referral ?? null,
    incidentOn: opened.incidentOn ?? null,
    awareInvented: detail.awareInvented,
    referralAware: differs && differs.awareOn !== awareOn ? inWords(differs) : null,
    invented: opened.invented,
    deadlines: detail.clocks,
    partnersTold: detail.partnersTold ?? null,
    decisions: detail.decisions
      .map((decision) => ({
        ...inWords(decision),
        route: { value: decision.route, name: nameIn(ROUTES, decision.route) },
        outcome: { value: decision.outcome, name: outcomeName(decision.outcome) },
        criteria: foundSeen(decision.criteria, CRITERIA),
        views: decision.views.map(({ partner, view, reason }) => ({
          partner: PARTNERS[partner],
          view: VIEWS[view],
          dissents: view === 'dissents',
          reason: reason ? wordsOf(reason) : null,
        })),
        where: placeOf(decision),
      }))
      .reverse(),
    sent: sent ? { ...sent, told: sent.told.map((one) => nameIn(TOLD, one)) } : null,
    acknowledged: said(detail.acknowledged),
    notMet: detail.notMet ? { ...inWords(detail.notMet), where: placeOf(detail.notMet) } : null,
    asked: detail.asked.map((one) => askedSeen(one, names)),
    safetyActions: detail.safetyActions.map((one) => ({
      ...inWords(one),
      agency: one.agency ? agency(one.agency) : null,
    })),
    meetings: detail.meetings.map((one) => ({ ...inWords(one), attended: one.attended.map(agency) })),
    reviewDecisions: reviewDecisionsSeen(detail),
    learningEvents: learningEvents.map(({ id, reference }) => ({ id, reference })),
    unsigned: unsigned.map((partner) => ({ value: partner, name: PARTNERS[partner] })),
    sentToPanel: detail.sentToPanel ?? null,
    replies: detail.replies.map(({ answer, ...reply }) => ({
      ...inWords(reply),
      reply: { value: reply.reply, name: PANEL_REPLIES[reply.reply] },
      answer: answer
        ? {
            ...inWords(answer),
            answer: { value: answer.answer, name: ANSWERS[answer.answer] },
            outcome: answer.outcome ? { value: answer.outcome, name: outcomeName(answer.outcome) } : null,
            where: placeOf(answer),
          }
        : null,
    })),
    closed: said(detail.closed),
    void: said(detail.void),
    corrections: detail.corrections.map((one) => inWords(one)),
  };
}

/** Every decision of the review, the one in force first, with those that changed it after a reply of the national Panel. */
function reviewDecisionsSeen(detail: RapidReviewDetail): readonly object[] {
  const { reviewDecisions, replies } = detail;
  const standing = standingNumber(detail);
  const aside = (number: number) => ({
    number,
    replacedBy: number < standing ? number + 1 : null,
    signOffs: signOffsSeen(detail, number),
  });
  const first = reviewDecisions.map((decision) => ({
    ...inWords(decision),
    ...aside(decision.number),
    outcome: { value: decision.outcome, name: outcomeName(decision.outcome) },
    criteria: foundSeen(decision.criteria, REVIEW_CRITERIA),
    where: placeOf(decision),
    afterReply: false,
  }));
  const { learningEvent = false } = reviewDecisions.at(-1) ?? {};
  const changes = replies.flatMap(({ answer }) => (answer?.outcome ? [{ ...answer, outcome: answer.outcome }] : []));
  const changed = changes.map((answer, index) => ({
    ...aside(reviewDecisions.length + index + 1),
    supersedes: reviewDecisions.length + index,
    outcome: { value: answer.outcome, name: outcomeName(answer.outcome) },
    rationale: wordsOf(answer.words),
    learningEvent,
    criteria: [],
    decidedOn: answer.answeredOn,
    where: placeOf(answer),
    invented: answer.invented,
    afterReply: true,
  }));
  return [...first, ...changed].reverse();
}

const askedSeen = ({ returned, ...asked }: AskedRow, names: Names): object => ({
  ...inWords(asked),
  agency: { id: asked.agency, name: names.agency(asked.agency, asked.askedOn) },
  returned: returned.map((one) => inWords(one)),
});

const foundSeen = (found: readonly Found<string>[], labels: Readonly<Record<string, string>>): readonly object[] =>
  found.map(({ criterion, finding, reason }) => ({
    criterion,
    words: nameIn(labels, criterion),
    finding: FINDINGS[finding],
    reason: wordsOf(reason),
  }));

/** Every answer of every partner to this decision: a later sign-off does not hide an earlier dissent. */
const signOffsSeen = ({ signOffs }: RapidReviewDetail, decision: number): readonly object[] =>
  signOffs
    .filter((one) => one.decision === decision)
    .map((one: SignedOff) => ({ ...inWords(one), partner: PARTNERS[one.partner], answer: SIGN_OFFS[one.answer] }));

/** Null where neither a meeting nor a reason for deciding between meetings was recorded. */
const placeOf = ({ meeting, betweenMeetings }: Where): string | null =>
  meeting ? meeting.label : betweenMeetings ? `Between meetings: ${betweenMeetings}` : null;

/** Narratives as plain words, at every depth. */
type InWords<Value> = Value extends Narrative
  ? string
  : Value extends object
    ? { readonly [Key in keyof Value]: InWords<Value[Key]> }
    : Value;

function inWords<Value>(value: Value): InWords<Value> {
  const plain = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    if ('sealed' in one) return wordsOf(one as Narrative);
    if (Array.isArray(one)) return one.map(plain);
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, plain(inner)]));
  };
  return plain(value) as InWords<Value>;
}

const said = <Value>(value: Value | undefined): InWords<Value> | null => (value === undefined ? null : inWords(value));
