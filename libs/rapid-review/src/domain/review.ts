import { type Facts, RuleBroken } from '#app/kernel';
import { insistOnDate, insistOnEach, insistOnMeeting, insistOnRationale, insistOnReplacing } from './insist';
import type { DecideReviewData, ReviewCommand } from './rapid-review.commands';
import type { MeetingHeld, RapidReviewEvent, Returned, ReviewCriterion, SignedOff } from './rapid-review.events';
import { type RapidReview, changedSinceSent } from './rapid-review.state';

/** SI 2018/789 regulation 11(2), (a) to (d). Meeting them does not mean that a review must be carried out. */
const CRITERIA: readonly ReviewCriterion[] = [
  'improvements-needed',
  'recurrent-themes',
  'agencies-working-together',
  'panel-considers-local',
];

/** The national Panel's guidance of June 2025 asks how inequalities influenced experience and practice. */
const INEQUALITIES_ASKED_FROM = '2025-06-01';

const NOTIFIED = 'the notification was sent';

/** The rapid review, from the first question to an agency to the partners' sign-off. */
export function review(command: ReviewCommand, state: RapidReview, { today }: Facts): readonly RapidReviewEvent[] {
  const { type, data } = command;
  const after = { notBefore: state.facts.notifiedOn, since: NOTIFIED };
  if (state.status === 'with-the-panel' && !(type === 'SignOff' && changedSinceSent(state)))
    throw new RuleBroken(
      'review-sent',
      'The rapid review has been sent to the national Panel. What follows is its reply and the partnership’s answer.',
    );
  switch (type) {
    case 'AskAgency':
      insistOnDate({ date: data.askedOn, field: 'askedOn', called: 'The question', ...after }, today);
      if (data.dueOn < data.askedOn)
        throw new RuleBroken('due-before-asked', 'The return cannot be due before it is asked for.', 'dueOn');
      return [{ type: 'AgencyAsked', data }];
    case 'ReturnInformation':
      return returned(data, state, today);
    case 'RecordSafetyAction':
      insistOnDate({ date: data.takenOn, field: 'takenOn', called: 'The action' }, today);
      return [{ type: 'SafetyActionTaken', data }];
    case 'RecordReviewMeeting':
      return met(data, after, today);
    case 'DecideReview':
      return decide(data, state, today);
    case 'SignOff':
      return signedOff(data, state, today);
  }
}

function returned(data: Returned, { asked, facts }: RapidReview, today: string): readonly RapidReviewEvent[] {
  if (!asked.includes(data.agency))
    throw new RuleBroken('agency-not-asked', 'This agency has not been asked for a return.', 'agency');
  const after = { notBefore: facts.notifiedOn, since: NOTIFIED };
  insistOnDate({ date: data.returnedOn, field: 'returnedOn', called: 'The return', ...after }, today);
  if (data.periodTo < data.periodFrom)
    throw new RuleBroken('period-backwards', 'The period covered cannot end before it begins.', 'periodTo');
  if (data.periodTo > data.returnedOn)
    throw new RuleBroken('period-after-return', 'The period covered cannot end after the return was made.', 'periodTo');
  return [{ type: 'AgencyReturned', data }];
}

function met(
  data: MeetingHeld,
  after: { readonly notBefore: string | undefined; readonly since: string },
  today: string,
): readonly RapidReviewEvent[] {
  insistOnDate({ date: data.heldOn, field: 'meeting', called: 'The review meeting', ...after }, today);
  if (data.heldOn >= INEQUALITIES_ASKED_FROM && data.inequalities === undefined)
    throw new RuleBroken(
      'inequalities-not-considered',
      'Say how racism, disability and other inequalities influenced experience and practice. The national Panel has asked this since June 2025.',
      'inequalities',
    );
  return [{ type: 'ReviewMeetingHeld', data }];
}

function decide(data: DecideReviewData, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  if (state.facts.metOn === undefined)
    throw new RuleBroken(
      'no-review-meeting',
      'The rapid review is decided after its meeting. Record the meeting first.',
    );
  const since = 'the review meeting was held';
  const decision = {
    date: data.decidedOn,
    field: 'decidedOn',
    called: 'The decision',
    notBefore: state.facts.metOn,
    since,
  };
  insistOnDate(decision, today);
  insistOnMeeting(data, decision);
  insistOnEach(
    CRITERIA,
    data.criteria.map(({ criterion }) => criterion),
    () =>
      new RuleBroken(
        'criterion-missing',
        'Say of each of the four criteria, once, whether it is met, and why.',
        'criteria',
      ),
  );
  insistOnRationale(data.rationale);
  const earlier = insistOnReplacing(state.reviewDecisions, data.supersedesWhy);
  return [{ type: 'ReviewDecided', data: { ...data, number: state.reviewDecisions + 1, ...earlier } }];
}

/** Each partner signs off the decision that was put to them; a new decision is put to all three again. */
function signedOff(data: SignedOff, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  if (state.reviewDecisions === 0) throw new RuleBroken('review-not-decided', 'There is no decision to sign off yet.');
  if (data.decision !== state.reviewDecisions)
    throw new RuleBroken(
      'decision-replaced',
      'The decision was replaced meanwhile. Read the new one before you answer.',
      'decision',
    );
  if (data.answer === 'signs-off' && state.signedOff.includes(data.partner)) return [];
  if (data.answer === 'does-not-sign-off' && data.reason === undefined)
    throw new RuleBroken(
      'dissent-without-reason',
      'A partner who does not sign off must have their reason recorded.',
      'reason',
    );
  const { reviewDecidedOn, answeredOn } = state.facts;
  const after = changedSinceSent(state)
    ? { notBefore: answeredOn, since: 'the decision was changed' }
    : { notBefore: reviewDecidedOn, since: 'the review was decided' };
  insistOnDate({ date: data.signedOn, field: 'signedOn', called: 'The sign-off', ...after }, today);
  return [{ type: 'PartnerAnswered', data }];
}
