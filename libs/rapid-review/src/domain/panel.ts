import { type Facts, RuleBroken } from '#app/kernel';
import { insistOnDate, insistOnMeeting } from './insist';
import { PARTNERS } from './notification';
import type { PanelCommand } from './rapid-review.commands';
import type { PartnershipAnswered, RapidReviewEvent } from './rapid-review.events';
import { type RapidReview, changedSinceSent } from './rapid-review.state';

/** What passes between the partnership and the national Panel. */
export function panel(command: PanelCommand, state: RapidReview, { today }: Facts): readonly RapidReviewEvent[] {
  const { type, data } = command;
  if (type === 'SendReviewToPanel') return send(data, state, today);
  if (state.status !== 'with-the-panel')
    throw new RuleBroken('review-not-sent', 'The rapid review has not been sent to the national Panel.');
  const { facts } = state;
  switch (type) {
    case 'RecordPanelReply': {
      const since = 'the review was sent';
      insistOnDate(
        { date: data.repliedOn, field: 'repliedOn', called: 'The reply', notBefore: facts.reviewSentOn, since },
        today,
      );
      return [{ type: 'PanelReplied', data }];
    }
    case 'AnswerPanel':
      return answer(data, state, today);
    case 'CloseRapidReview':
      return close(data, state, today);
  }
}

type CloseData = Extract<PanelCommand, { type: 'CloseRapidReview' }>['data'];

function close(data: CloseData, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  const { facts, reply } = state;
  if (reply === undefined)
    throw new RuleBroken('reply-awaited', 'A rapid review is closed after the national Panel has replied.');
  if (!state.answered && (reply === 'disagrees' || reply === 'more-information'))
    throw new RuleBroken(
      'answer-awaited',
      'The Panel’s reply asks for an answer. Record the partnership’s answer first.',
    );
  if (changedSinceSent(state) && !signedByAll(state))
    throw new RuleBroken(
      'sign-off-missing',
      'The decision was changed after the Panel’s reply. All three safeguarding partners sign off the new decision before the review is closed.',
    );
  if (state.learningEvent && data.learningEvent === undefined && data.noLearningEvent === undefined)
    throw new RuleBroken(
      'learning-event-missing',
      'The decision asks for a local learning event, and none is open yet. Open it, or say why there is none.',
      'noLearningEvent',
    );
  insistOnDate(
    {
      date: data.closedOn,
      field: 'closedOn',
      called: 'The closing',
      notBefore: facts.repliedOn,
      since: 'the Panel replied',
    },
    today,
  );
  return [{ type: 'RapidReviewClosed', data }];
}

const signedByAll = ({ signedOff }: RapidReview): boolean => PARTNERS.every((partner) => signedOff.includes(partner));

type SendData = Extract<PanelCommand, { type: 'SendReviewToPanel' }>['data'];

function send(data: SendData, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  if (state.status === 'with-the-panel')
    throw new RuleBroken('review-sent', 'It is recorded already that the rapid review was sent to the national Panel.');
  if (state.reviewDecisions === 0)
    throw new RuleBroken(
      'review-not-decided',
      'The rapid review is sent after its decision is recorded and signed off.',
    );
  if (!signedByAll(state))
    throw new RuleBroken(
      'sign-off-missing',
      'All three safeguarding partners sign off the decision before it is sent to the national Panel.',
    );
  const since = 'the review was decided';
  insistOnDate(
    { date: data.sentOn, field: 'sentOn', called: 'The rapid review', notBefore: state.facts.reviewDecidedOn, since },
    today,
  );
  return [{ type: 'ReviewSentToPanel', data: { ...data, decision: state.reviewDecisions } }];
}

function answer(
  data: PartnershipAnswered,
  { reply, facts, answered, reviewOutcome }: RapidReview,
  today: string,
): readonly RapidReviewEvent[] {
  if (reply === undefined) throw new RuleBroken('reply-awaited', 'The national Panel has not replied yet.');
  if (answered)
    throw new RuleBroken(
      'already-answered',
      'The Panel’s latest reply has been answered. Record its next reply first.',
    );
  if ((data.answer === 'decision-changed') !== (data.outcome !== undefined))
    throw new RuleBroken(
      'changed-to-what',
      'Name the new outcome where the decision is changed, and only there.',
      'outcome',
    );
  if (data.outcome !== undefined && data.outcome === reviewOutcome)
    throw new RuleBroken(
      'changed-to-the-same',
      'This is the outcome that holds already. Choose “The decision is kept”, or another outcome.',
      'outcome',
    );
  const since = 'the Panel replied';
  const given = { date: data.answeredOn, field: 'answeredOn', called: 'The answer', notBefore: facts.repliedOn, since };
  insistOnDate(given, today);
  insistOnMeeting(data, given);
  return [{ type: 'PartnershipAnswered', data }];
}
