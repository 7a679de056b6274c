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
  /** What may be corrected, as it stands. */
  readonly facts: { readonly [Field in Correctable]?: string };
  readonly deadlines: readonly Deadline[];
  readonly partnersTold: boolean;
  readonly decisions: number;
  readonly outcome?: NotificationOutcome;
  readonly acknowledged: boolean;
  readonly asked: readonly string[];
  readonly reviewDecisions: number;
  /** Partners who signed off the latest decision. */
  readonly signedOff: readonly Partner[];
  readonly reply?: PanelAnswer;
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
      const { headline, incidentOn, awareOn, deadlines = [] } = data;
      const facts = { headline, ...(incidentOn && { incidentOn }), ...(awareOn && { awareOn }) };
      return { ...unknown, status: 'deciding', facts, deadlines };
    }
    case 'AwarenessRecorded':
      return { ...known(state, { awareOn: data.awareOn }), deadlines: data.deadlines };
    case 'PartnersTold':
      return { ...known(state, { toldOn: data.toldOn }), partnersTold: true };
    case 'NotificationDecided':
      return { ...known(state, { decidedOn: data.decidedOn }), decisions: data.number, outcome: data.outcome };
    case 'NotificationSent': {
      const after = known(state, { notifiedOn: data.sentOn, nationalReference: data.nationalReference });
      const partnersTold = state.partnersTold || data.told.includes('safeguarding-partners');
      return { ...after, status: 'notified', partnersTold, deadlines: [...state.deadlines, ...data.deadlines] };
    }
    case 'NotificationAcknowledged':
      return { ...known(state, { acknowledgedOn: data.acknowledgedOn }), acknowledged: true };
    case 'FoundNotToMeetCriteria':
      return { ...known(state, { foundOn: data.foundOn }), status: 'not-met' };
    case 'RapidReviewClosed':
      return { ...known(state, { closedOn: data.closedOn }), status: 'closed' };
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
      return known(state, { metOn: data.heldOn });
    case 'ReviewDecided':
      return { ...known(state, { reviewDecidedOn: data.decidedOn }), reviewDecisions: data.number, signedOff: [] };
    case 'PartnerAnswered': {
      const others = state.signedOff.filter((partner) => partner !== data.partner);
      return { ...state, signedOff: data.answer === 'signs-off' ? [...others, data.partner] : others };
    }
    case 'ReviewSentToPanel':
      return { ...known(state, { reviewSentOn: data.sentOn }), status: 'with-the-panel' };
    case 'PanelReplied': {
      const { answeredOn: _earlier, ...facts } = state.facts;
      return { ...known({ ...state, facts }, { repliedOn: data.repliedOn }), reply: data.reply, answered: false };
    }
    case 'PartnershipAnswered':
      return { ...known(state, { answeredOn: data.answeredOn }), answered: true };
    default:
      return state;
  }
}

function corrected(
  state: RapidReview,
  { field, to, deadlines = [] }: Extract<RapidReviewEvent, { type: 'RapidReviewCorrected' }>['data'],
): RapidReview {
  const moved = (before: Deadline): Deadline => deadlines.find(({ rule }) => rule === before.rule) ?? before;
  return { ...known(state, { [field]: to }), deadlines: state.deadlines.map(moved) };
}

const known = (state: RapidReview, facts: RapidReview['facts']): RapidReview => ({
  ...state,
  facts: { ...state.facts, ...facts },
});
