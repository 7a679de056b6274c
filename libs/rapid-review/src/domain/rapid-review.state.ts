import type {
  Correctable,
  Deadline,
  NotificationOutcome,
  PanelAnswer,
  Partner,
  RapidReviewEvent,
} from './rapid-review.events';

/** What the rules need to know of a notification decision and its rapid review. */
export interface RapidReview {
  readonly status: 'unknown' | 'deciding' | 'notified' | 'with-the-panel' | 'closed' | 'not-met' | 'void';
  readonly facts: { readonly [Field in Correctable]?: string };
  readonly deadlines: readonly Deadline[];
  readonly partnersTold: boolean;
  readonly decisions: number;
  readonly outcome?: NotificationOutcome;
  readonly decidedOn?: string;
  readonly acknowledged: boolean;
  readonly asked: readonly string[];
  readonly metOn?: string;
  readonly reviewDecisions: number;
  readonly reviewDecidedOn?: string;
  /** Partners who signed off the latest decision. */
  readonly signedOff: readonly Partner[];
  readonly reply?: PanelAnswer;
  readonly repliedOn?: string;
  /** The Panel's latest reply has been answered. */
  readonly answered: boolean;
}

export const unknown: RapidReview = {
  status: 'unknown',
  facts: {},
  deadlines: [],
  partnersTold: false,
  decisions: 0,
  acknowledged: false,
  asked: [],
  reviewDecisions: 0,
  signedOff: [],
  answered: false,
};

export function evolve(state: RapidReview, event: RapidReviewEvent): RapidReview {
  const { type, data } = event;
  switch (type) {
    case 'NotificationDecisionOpened': {
      const { headline, awareOn, deadlines = [] } = data;
      return { ...unknown, status: 'deciding', facts: { headline, ...(awareOn && { awareOn }) }, deadlines };
    }
    case 'AwarenessRecorded':
      return { ...state, facts: { ...state.facts, awareOn: data.awareOn }, deadlines: data.deadlines };
    case 'PartnersTold':
      return { ...state, partnersTold: true };
    case 'NotificationDecided':
      return { ...state, decisions: data.number, outcome: data.outcome, decidedOn: data.decidedOn };
    case 'NotificationSent': {
      const facts = { ...state.facts, notifiedOn: data.sentOn, nationalReference: data.nationalReference };
      const partnersTold = state.partnersTold || data.told.includes('safeguarding-partners');
      return { ...state, status: 'notified', facts, partnersTold, deadlines: [...state.deadlines, ...data.deadlines] };
    }
    case 'NotificationAcknowledged':
      return { ...state, acknowledged: true };
    case 'FoundNotToMeetCriteria':
      return { ...state, status: 'not-met' };
    case 'RapidReviewClosed':
      return { ...state, status: 'closed' };
    case 'RapidReviewCorrected':
      return corrected(state, data);
    case 'RapidReviewEnteredInError':
      return { ...state, status: 'void' };
    default:
      return reviewed(state, event);
  }
}

/** What moves the review itself. */
function reviewed(state: RapidReview, { type, data }: RapidReviewEvent): RapidReview {
  switch (type) {
    case 'AgencyAsked':
      return { ...state, asked: [...new Set([...state.asked, data.agency])] };
    case 'ReviewMeetingHeld':
      return { ...state, metOn: data.heldOn };
    case 'ReviewDecided':
      return { ...state, reviewDecisions: data.number, reviewDecidedOn: data.decidedOn, signedOff: [] };
    case 'PartnerAnswered': {
      const others = state.signedOff.filter((partner) => partner !== data.partner);
      return { ...state, signedOff: data.answer === 'signs-off' ? [...others, data.partner] : others };
    }
    case 'ReviewSentToPanel':
      return { ...state, status: 'with-the-panel', facts: { ...state.facts, reviewSentOn: data.sentOn } };
    case 'PanelReplied':
      return { ...state, reply: data.reply, repliedOn: data.repliedOn, answered: false };
    case 'PartnershipAnswered':
      return { ...state, answered: true };
    default:
      return state;
  }
}

function corrected(
  state: RapidReview,
  { field, to, deadlines = [] }: Extract<RapidReviewEvent, { type: 'RapidReviewCorrected' }>['data'],
): RapidReview {
  const moved = (before: Deadline): Deadline => deadlines.find(({ rule }) => rule === before.rule) ?? before;
  return { ...state, facts: { ...state.facts, [field]: to }, deadlines: state.deadlines.map(moved) };
}
