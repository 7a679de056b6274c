import { type Decider, type Facts, RuleBroken, refuseTeamAlone } from '#app/kernel';
import { CONCERNING, type ConcernedCommand, concern } from '#app/concerned';
import { correct } from './correct';
import { fromAwareness, startedBy } from './deadlines';
import { followReferral } from './follow-referral';
import { insistOnDate } from './insist';
import { notification } from './notification';
import { panel } from './panel';
import type { OpenData, RapidReviewCommand } from './rapid-review.commands';
import type { RapidReviewEvent } from './rapid-review.events';
import { type RapidReview, evolve, unknown } from './rapid-review.state';
import { review } from './review';

/** One incident: the decision whether to notify the national Panel, and the rapid review that follows a notification. */
export const rapidReview: Decider<RapidReviewCommand, RapidReviewEvent, RapidReview> = {
  category: 'rapidReview',
  prefix: 'RAP',
  initialState: unknown,
  evolve,

  decide(command, state, facts) {
    if (command.type === 'OpenNotificationDecision')
      return state.status === 'unknown' ? [opened(command.data, facts)] : [];
    if (command.type === 'FollowReferral') return followReferral(command.data, state, facts.today);
    if (state.status === 'unknown')
      throw new RuleBroken('not-opened', 'No notification decision has been opened here.');
    if (state.status === 'void')
      throw new RuleBroken('entered-in-error', 'This was entered in error. Nothing can be added to it.');
    return act(command, state, facts);
  },

  partOf({ type, data }) {
    switch (type) {
      case 'AskAgency':
      case 'AgencyAsked':
      case 'ReturnInformation':
      case 'AgencyReturned':
        return `information:${data.agency}`;
      case 'SignOff':
      case 'PartnerAnswered':
        return `sign-off:${data.partner}`;
      default:
        return CONCERNING.has(type) ? 'concerned' : undefined;
    }
  },
};

type Act = Exclude<RapidReviewCommand, { type: 'OpenNotificationDecision' | 'FollowReferral' }>;

function act(command: Act, state: RapidReview, facts: Facts): readonly RapidReviewEvent[] {
  switch (command.type) {
    case 'EnterInError':
      return [{ type: 'RapidReviewEnteredInError', data: command.data }];
    case 'CorrectRapidReview':
      return correct(command.data, state, facts.today);
    case 'RecordPeopleConcerned':
    case 'CorrectPersonConcerned':
    case 'TakeOffPersonConcerned':
      return concern(command, state.concerned, state.children);
    case 'CloseRapidReview':
      if (state.status === 'closed') return [];
      break;
    default:
  }
  refuseEnded(state);
  return live(command, state, facts);
}

/** What the safeguarding partners, or the council, decide. A sign-off is in the name of its partner anyhow. */
const DECISIONS: ReadonlySet<RapidReviewCommand['type']> = new Set([
  'DecideNotification',
  'FindNotToMeetCriteria',
  'DecideReview',
  'AnswerPanel',
]);

function live(
  command: Exclude<Act, ConcernedCommand | { type: 'EnterInError' | 'CorrectRapidReview' }>,
  state: RapidReview,
  facts: Facts,
): readonly RapidReviewEvent[] {
  if (DECISIONS.has(command.type)) refuseTeamAlone(facts);
  switch (command.type) {
    case 'RecordAwareness':
    case 'RecordPartnersTold':
    case 'DecideNotification':
    case 'RecordNotificationSent':
    case 'RecordAcknowledgement':
    case 'FindNotToMeetCriteria':
      return notification(command, state, facts);
    default:
      insistOnNotification(state);
  }
  switch (command.type) {
    case 'SendReviewToPanel':
    case 'RecordPanelReply':
    case 'AnswerPanel':
    case 'CloseRapidReview':
      return panel(command, state, facts);
    default:
      return review(command, state, facts);
  }
}

function refuseEnded({ status }: RapidReview): void {
  if (status === 'not-met')
    throw new RuleBroken(
      'duty-ended',
      'This was later found not to meet the criteria, which ended the duty to review it. Nothing more is done here.',
    );
  if (status === 'closed') throw new RuleBroken('review-closed', 'This rapid review is closed.');
}

/** Working Together 2023: a rapid review follows a notification. */
function insistOnNotification({ status }: RapidReview): void {
  if (status === 'deciding')
    throw new RuleBroken('notification-not-sent', 'A rapid review begins after the notification was sent.');
}

function opened({ children, numberOfChildren = 1, ...data }: OpenData, { today, reference }: Facts): RapidReviewEvent {
  insistOnDate({ date: data.openedOn, field: 'openedOn', called: 'The opening' }, today);
  if (data.awareOn !== undefined)
    insistOnDate(
      {
        date: data.awareOn,
        field: 'awareOn',
        called: 'The council’s awareness',
        notBefore: data.incidentOn,
        since: 'it happened',
      },
      today,
    );
  const pseudonyms = Array.from({ length: numberOfChildren }, (_, index) => `Child ${String.fromCharCode(65 + index)}`);
  return {
    type: 'NotificationDecisionOpened',
    data: {
      reference,
      ...data,
      children: children ?? pseudonyms,
      ...(data.awareOn !== undefined && startedBy(fromAwareness(data.awareOn))),
    },
  };
}
