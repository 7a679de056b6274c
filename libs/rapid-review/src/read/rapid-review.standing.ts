import type { Partner } from '../domain/rapid-review.events';
import type { RapidReviewDetail, RapidReviewRow, RapidReviewStatus } from './rapid-review.row';

/** Children Act 2004 section 16E. */
const PARTNERS: readonly Partner[] = ['council', 'health', 'police'];

/** The number of the decision in force: an answer to the national Panel that changes it counts as a new one. */
export const standingNumber = ({ reviewDecisions, replies }: RapidReviewDetail): number =>
  reviewDecisions.length + replies.filter(({ answer }) => answer?.outcome !== undefined).length;

/** The decision asks for a local learning event, and none was opened. */
export const wantsLearningEvent = ({ detail, learningEvents = [] }: RapidReviewRow): boolean =>
  detail.reviewDecisions.at(-1)?.learningEvent === true &&
  learningEvents.length === 0 &&
  !detail.void &&
  !detail.notMet &&
  !detail.closed?.noLearningEvent;

/** Partners whose sign-off of the decision in force is awaited; none before there is one, nor of one that was sent signed. */
export function unsignedOf(detail: RapidReviewDetail): Partner[] {
  const { signOffs, sentToPanel, closed } = detail;
  const standing = standingNumber(detail);
  if (standing === 0 || closed || sentToPanel?.decision === standing) return [];
  const signed = (partner: Partner): boolean =>
    signOffs.findLast((one) => one.partner === partner && one.decision === standing)?.answer === 'signs-off';
  return PARTNERS.filter((partner) => !signed(partner));
}

export const awaitedOf = ({ asked, sentToPanel }: RapidReviewDetail): string[] =>
  sentToPanel ? [] : [...new Set(asked.filter(({ returned }) => returned.length === 0).map(({ agency }) => agency))];

/** The statutory date that runs now. */
export function dueOf(detail: RapidReviewDetail): string | null {
  const { sent, sentToPanel, notMet, closed, decisions } = detail;
  if (detail.void || notMet || closed || sentToPanel) return null;
  if (!sent && decisions.at(-1)?.outcome === 'do-not-notify') return null;
  const rule = sent ? 'rapid-review' : 'notify-panel';
  return detail.clocks.find((clock) => clock.rule === rule)?.due ?? null;
}

/** The outcome in force: the review's, as the partnership may have changed it after the Panel's reply, else the notification's. */
export function outcomeOf({ decisions, reviewDecisions, replies }: RapidReviewDetail) {
  const changed = replies.findLast(({ answer }) => answer?.outcome !== undefined)?.answer?.outcome;
  return changed ?? reviewDecisions.at(-1)?.outcome ?? decisions.at(-1)?.outcome ?? null;
}

export function statusOf(detail: RapidReviewDetail): RapidReviewStatus {
  if (detail.void) return 'entered-in-error';
  if (detail.notMet) return 'found-not-to-meet';
  if (detail.closed) return 'closed';
  if (detail.sentToPanel) return withThePanel(detail);
  return detail.sent ? reviewing(detail) : deciding(detail);
}

function deciding({ decisions }: RapidReviewDetail): RapidReviewStatus {
  const decision = decisions.at(-1);
  if (!decision) return 'under-consideration';
  return ({ notify: 'to-notify', 'do-not-notify': 'not-notified', 'more-information': 'more-information' } as const)[
    decision.outcome
  ];
}

function reviewing(detail: RapidReviewDetail): RapidReviewStatus {
  if (detail.reviewDecisions.length > 0) return unsignedOf(detail).length > 0 ? 'decided' : 'signed-off';
  if (detail.meetings.length > 0) return 'meeting-held';
  if (detail.asked.length > 0) return awaitedOf(detail).length > 0 ? 'information-asked' : 'information-received';
  return detail.acknowledged ? 'acknowledged' : 'notified';
}

function withThePanel(detail: RapidReviewDetail): RapidReviewStatus {
  const latest = detail.replies.at(-1);
  if (!latest) return 'sent-to-panel';
  const asks = latest.reply === 'disagrees' || latest.reply === 'more-information';
  if (asks && !latest.answer) return 'answer-awaited';
  return unsignedOf(detail).length > 0 ? 'decided' : 'panel-replied';
}
