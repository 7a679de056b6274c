import type { Corrected } from '../domain/rapid-review.events';
import type { RapidReviewDetail } from './rapid-review.row';

/** The part of the detail that holds a corrected value, with the right one. Title and awareness are columns. */
export function setRight(
  detail: RapidReviewDetail,
  { field, to }: Pick<Corrected, 'field' | 'to'>,
): Partial<RapidReviewDetail> {
  const { opened, partnersTold, decisions, sent, acknowledged, notMet } = detail;
  switch (field) {
    case 'incidentOn':
      return { opened: { ...opened, incidentOn: to } };
    case 'toldOn':
      return partnersTold ? { partnersTold: { ...partnersTold, toldOn: to } } : {};
    case 'decidedOn':
      return { decisions: latest(decisions, (one) => ({ ...one, decidedOn: to })) };
    case 'notifiedOn':
      return sent ? { sent: { ...sent, sentOn: to } } : {};
    case 'nationalReference':
      return sent ? { sent: { ...sent, nationalReference: to } } : {};
    case 'acknowledgedOn':
      return acknowledged ? { acknowledged: { ...acknowledged, acknowledgedOn: to } } : {};
    case 'foundOn':
      return notMet ? { notMet: { ...notMet, foundOn: to } } : {};
    default:
      return reviewSetRight(detail, field, to);
  }
}

function reviewSetRight(detail: RapidReviewDetail, field: Corrected['field'], to: string): Partial<RapidReviewDetail> {
  const { meetings, reviewDecisions, sentToPanel, replies, closed } = detail;
  switch (field) {
    case 'metOn':
      return { meetings: latest(meetings, (one) => ({ ...one, heldOn: to })) };
    case 'reviewDecidedOn':
      return { reviewDecisions: latest(reviewDecisions, (one) => ({ ...one, decidedOn: to })) };
    case 'reviewSentOn':
      return sentToPanel ? { sentToPanel: { ...sentToPanel, sentOn: to } } : {};
    case 'repliedOn':
      return { replies: latest(replies, (one) => ({ ...one, repliedOn: to })) };
    case 'answeredOn':
      return {
        replies: latest(replies, (one) => (one.answer ? { ...one, answer: { ...one.answer, answeredOn: to } } : one)),
      };
    case 'closedOn':
      return closed ? { closed: { ...closed, closedOn: to } } : {};
    default:
      return {};
  }
}

const latest = <Item>(list: readonly Item[], change: (one: Item) => Item): readonly Item[] =>
  list.map((one, at) => (at === list.length - 1 ? change(one) : one));
