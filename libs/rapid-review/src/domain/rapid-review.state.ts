import { type Concerned, withConcerned } from '#app/concerned';
import type {
  Correctable,
  Deadline,
  NotificationOutcome,
  PanelAnswer,
  Partner,
  RapidReviewEvent,
  ReviewOutcome,
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
  /** The day of awareness that the referral has, where it was found to differ from the one here. */
  readonly referralAware?: string;
  /** Decisions of the review, those counted that changed it after a reply of the national Panel. */
  readonly reviewDecisions: number;
  readonly reviewOutcome?: ReviewOutcome;
  /** The decision in force asks for a local learning event. */
  readonly learningEvent: boolean;
  /** The number of the decision that was sent to the national Panel. */
  readonly sentDecision?: number;
  /** Partners who signed off the latest decision. */
  readonly signedOff: readonly Partner[];
  readonly reply?: PanelAnswer;
  /** The Panel's latest reply has been answered. */
  readonly answered: boolean;
  /** The pseudonyms that it has given its children. */
  readonly children: readonly string[];
  readonly concerned: Concerned;
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
  learningEvent: false,
  signedOff: [],
  answered: false,
  children: [],
  concerned: [],
};

export function evolve(state: RapidReview, event: RapidReviewEvent): RapidReview {
  const { type, data } = event;
  switch (type) {
    case 'NotificationDecisionOpened': {
      const { headline, incidentOn, awareOn, children, deadlines = [] } = data;
      const facts = { headline, ...(incidentOn && { incidentOn }), ...(awareOn && { awareOn }) };
      return { ...unknown, status: 'deciding', facts, deadlines, children };
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
    case 'ReferralAwarenessDiffers':
      return { ...state, referralAware: data.awareOn };
    case 'RapidReviewEnteredInError':
      return { ...state, status: 'void' };
    case 'PeopleConcernedRecorded':
    case 'PersonConcernedTakenOff':
      return { ...state, concerned: withConcerned(state.concerned, event) };
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
      return {
        ...known(state, { reviewDecidedOn: data.decidedOn }),
        reviewDecisions: data.number,
        reviewOutcome: data.outcome,
        learningEvent: data.learningEvent,
        signedOff: [],
      };
    case 'PartnerAnswered': {
      const others = state.signedOff.filter((partner) => partner !== data.partner);
      return { ...state, signedOff: data.answer === 'signs-off' ? [...others, data.partner] : others };
    }
    case 'ReviewSentToPanel':
      return {
        ...known(state, { reviewSentOn: data.sentOn }),
        status: 'with-the-panel',
        sentDecision: data.decision,
      };
    case 'PanelReplied': {
      const { answeredOn: _earlier, ...facts } = state.facts;
      return { ...known({ ...state, facts }, { repliedOn: data.repliedOn }), reply: data.reply, answered: false };
    }
    case 'PartnershipAnswered': {
      const after = { ...known(state, { answeredOn: data.answeredOn }), answered: true };
      if (data.outcome === undefined) return after;
      return { ...after, reviewDecisions: state.reviewDecisions + 1, reviewOutcome: data.outcome, signedOff: [] };
    }
    default:
      return state;
  }
}

function corrected(
  state: RapidReview,
  { field, to, deadlines = [] }: Extract<RapidReviewEvent, { type: 'RapidReviewCorrected' }>['data'],
): RapidReview {
  const moved = (before: Deadline): Deadline => deadlines.find(({ rule }) => rule === before.rule) ?? before;
  const { referralAware: _seen, ...rest } = state;
  // Who corrects the day here has decided which of the two is right.
  const before = field === 'awareOn' ? rest : state;
  return { ...known(before, { [field]: to }), deadlines: state.deadlines.map(moved) };
}

/** A decision that changed the one sent to the national Panel is put to all three partners again. */
export const changedSinceSent = ({ sentDecision, reviewDecisions }: RapidReview): boolean =>
  sentDecision !== undefined && reviewDecisions > sentDecision;

const known = (state: RapidReview, facts: RapidReview['facts']): RapidReview => ({
  ...state,
  facts: { ...state.facts, ...facts },
});
