import type { Plain, Projection, Recorded } from '#app/kernel';
import { type ReadModel, idOf, readModel } from '#app/platform';
import type { Deadline, RapidReviewEvent } from '../domain/rapid-review.events';
import { learningEventProjection } from './learning-event.projection';
import {
  type AskedRow,
  type ClockRow,
  LearningEventRow,
  type RapidReviewDetail,
  RapidReviewRow,
} from './rapid-review.row';
import { setRight } from './set-right';
import { awaitedOf, dueOf, outcomeOf, statusOf, unsignedOf } from './rapid-review.standing';

type Row = Plain<RapidReviewRow>;
type Keep = <Data extends object>(data: Data) => Data & { readonly invented: readonly string[] };

export const rapidReviewProjection: Projection<RapidReviewRow, RapidReviewEvent> = {
  name: 'rapid-review',
  version: 2,
  categories: ['rapidReview'],

  rows(recorded) {
    const key = idOf(recorded.stream);
    return [{ key, change: (row) => (row ? changed(row, recorded) : opened(recorded, key)) }];
  },
};

export const rapidReviewModels: readonly ReadModel[] = [
  readModel(rapidReviewProjection, RapidReviewRow, ['id']),
  readModel(learningEventProjection, LearningEventRow, ['id', 'rapidReviewId']),
];

function opened({ event, revision, metadata }: Recorded<RapidReviewEvent>, id: string): Row | undefined {
  if (event.type !== 'NotificationDecisionOpened') return undefined;
  const { data } = event;
  const invented = metadata.invented ?? [];
  const detail: RapidReviewDetail = {
    opened: { ...data, invented },
    clocks: started(data.deadlines),
    awareInvented: invented.includes('awareOn'),
    decisions: [],
    asked: [],
    safetyActions: [],
    meetings: [],
    reviewDecisions: [],
    signOffs: [],
    replies: [],
    corrections: [],
  };
  const { reference, headline: title, openedOn, awareOn = null } = data;
  return standing({ id, reference, title, revision, openedOn, awareOn }, detail);
}

/** The columns that follow from the detail. */
const standing = (
  facts: Pick<Row, 'id' | 'reference' | 'title' | 'revision' | 'openedOn' | 'awareOn'>,
  detail: RapidReviewDetail,
): Row => ({
  ...facts,
  status: statusOf(detail),
  dueOn: dueOf(detail),
  outcome: outcomeOf(detail),
  asked: [...new Set(detail.asked.map(({ agency }) => agency))],
  awaited: awaitedOf(detail),
  unsigned: unsignedOf(detail),
  detail,
});

function changed(row: Row, { event, revision, metadata }: Recorded<RapidReviewEvent>): Row {
  const { id, reference, title, openedOn, awareOn } = row;
  const facts = { id, reference, title, revision, openedOn, awareOn };
  const invented = metadata.invented ?? [];
  const { type, data } = event;
  const after = { ...row.detail, ...told(row.detail, event, (said) => ({ ...said, invented })) };
  if (type === 'AwarenessRecorded') {
    const aware = { clocks: started(data.deadlines), awareInvented: invented.includes('awareOn') };
    return standing({ ...facts, awareOn: data.awareOn }, { ...after, ...aware });
  }
  if (type !== 'RapidReviewCorrected') return standing(facts, after);
  const { field, to } = data;
  const { differs: _seen, ...agreeing } = after;
  const right = { ...facts, ...(field === 'headline' && { title: to }), ...(field === 'awareOn' && { awareOn: to }) };
  return standing(right, field === 'awareOn' ? agreeing : after);
}

/** What an event about the notification adds to the detail. */
function told(detail: RapidReviewDetail, event: RapidReviewEvent, keep: Keep): Partial<RapidReviewDetail> {
  const { type, data } = event;
  switch (type) {
    case 'PartnersTold':
      return { partnersTold: keep(data) };
    case 'NotificationDecided':
      return { decisions: [...detail.decisions, keep(data)] };
    case 'NotificationSent':
      return { sent: keep(data), clocks: [...detail.clocks, ...started(data.deadlines)] };
    case 'NotificationAcknowledged':
      return { acknowledged: keep(data) };
    case 'FoundNotToMeetCriteria':
      return { notMet: keep(data) };
    case 'RapidReviewClosed':
      return { closed: keep(data) };
    case 'RapidReviewEnteredInError':
      return { void: keep(data) };
    case 'RapidReviewCorrected':
      return corrected(detail, data);
    case 'ReferralAwarenessDiffers':
      return { differs: data };
    default:
      return reviewed(detail, event, keep);
  }
}

/** What an event of the review adds to it. */
function reviewed(detail: RapidReviewDetail, { type, data }: RapidReviewEvent, keep: Keep): Partial<RapidReviewDetail> {
  switch (type) {
    case 'AgencyAsked':
      return { asked: [...detail.asked, { ...keep(data), returned: [] }] };
    case 'AgencyReturned':
      return {
        asked: returnedTo(detail.asked, data.agency, (one) => ({ ...one, returned: [...one.returned, keep(data)] })),
      };
    case 'SafetyActionTaken':
      return { safetyActions: [...detail.safetyActions, keep(data)] };
    case 'ReviewMeetingHeld':
      return { meetings: [...detail.meetings, keep(data)] };
    case 'ReviewDecided':
      return { reviewDecisions: [...detail.reviewDecisions, keep(data)] };
    case 'PartnerAnswered':
      return { signOffs: [...detail.signOffs, keep(data)] };
    case 'ReviewSentToPanel':
      return { sentToPanel: keep(data) };
    case 'PanelReplied':
      return { replies: [...detail.replies, keep(data)] };
    case 'PartnershipAnswered': {
      const latest = detail.replies.length - 1;
      return { replies: detail.replies.map((one, at) => (at === latest ? { ...one, answer: keep(data) } : one)) };
    }
    default:
      return {};
  }
}

const started = (deadlines: readonly Deadline[] = []): readonly ClockRow[] =>
  deadlines.map((deadline) => ({ ...deadline, firstDue: deadline.due }));

/** Changes the latest question to this agency. */
function returnedTo(
  asked: readonly AskedRow[],
  agency: string,
  change: (one: AskedRow) => AskedRow,
): readonly AskedRow[] {
  const latest = asked.findLastIndex((one) => one.agency === agency);
  return asked.map((one, at) => (at === latest ? change(one) : one));
}

function corrected(
  detail: RapidReviewDetail,
  data: Extract<RapidReviewEvent, { type: 'RapidReviewCorrected' }>['data'],
): Partial<RapidReviewDetail> {
  const { deadlines = [] } = data;
  const moved = (clock: ClockRow): ClockRow => ({ ...clock, ...deadlines.find(({ rule }) => rule === clock.rule) });
  return {
    ...setRight(detail, data),
    corrections: [...detail.corrections, data],
    clocks: detail.clocks.map(moved),
  };
}
