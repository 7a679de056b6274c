import { type Facts, RuleBroken } from '#app/kernel';
import { addMonths, isIsoDate } from '#app/calendar';
import { actsFor, decidedOn, EXECUTIVE, refuseClosed, refuseFuture, refuseUnlessLive } from './acting';
import { corrected } from './correcting';
import { assigned } from './lines.decider';
import type { AskOf } from './recommendation.commands';
import type { RecommendationEvent } from './recommendation.events';
import type { Recommendation } from './recommendation.state';
import type { Rules } from './rules';

type Commands =
  | 'MakeRecommendation'
  | 'AgreeRecommendation'
  | 'DoNotAccept'
  | 'ApproveRecommendation'
  | 'AddScopeNote'
  | 'ReviewRecommendation'
  | 'EscalateRecommendation'
  | 'AnswerEscalation'
  | 'AddScrutinyComment'
  | 'CorrectRecommendation'
  | 'EnterInError';

/** Every recommendation is looked at at least once a quarter by the group that follows it. */
const MONTHS_TO_REVIEW = 3;

/** How a recommendation begins, and what is said of it as a whole. */
export const wholeRules: Rules<Commands> = {
  MakeRecommendation: make,

  AgreeRecommendation(data, state, facts) {
    if (state.status === 'agreed') throw new RuleBroken('agreed-already', 'This recommendation was agreed already.');
    if (state.status !== 'made') refuseUnlessLive(state);
    return [agreed(data, state.monitor, facts)];
  },

  DoNotAccept({ reason }, state, facts) {
    if (state.status === 'agreed')
      throw new RuleBroken(
        'agreed-already',
        'This recommendation was agreed. Withdraw it, or supersede it by another.',
      );
    if (state.status !== 'made') refuseUnlessLive(state);
    actsFor(state.monitor, facts);
    return [{ type: 'RecommendationNotAccepted', data: { reason } }];
  },

  ApproveRecommendation(data, state, facts) {
    refuseUnlessLive({ ...state, approval: 'not-asked' });
    if (state.approval === 'given')
      throw new RuleBroken('approved-already', 'The Executive Group has approved this recommendation already.');
    if (state.approval === 'not-asked')
      throw new RuleBroken(
        'approval-not-asked',
        'This recommendation does not need the approval of the Executive Group.',
      );
    actsFor(EXECUTIVE, facts);
    return [{ type: 'RecommendationApproved', data }];
  },

  AddScopeNote(data, state, facts) {
    refuseClosed(state);
    actsFor(state.monitor, facts);
    return [{ type: 'ScopeNoteAdded', data }];
  },

  ReviewRecommendation({ note, nextReview }, state, facts) {
    refuseClosed(state);
    actsFor(state.monitor, facts, true);
    return [{ type: 'RecommendationReviewed', data: { note, nextReview: reviewAfter(nextReview, facts) } }];
  },

  EscalateRecommendation({ to, reason }, state, { by }) {
    refuseUnlessLive(state);
    if (by.onBehalfOf.group !== state.monitor)
      throw new RuleBroken(
        'not-this-groups-act',
        'The group that follows the recommendation escalates it, through its chair.',
      );
    if (to === state.monitor)
      throw new RuleBroken(
        'escalated-to-itself',
        'Choose another group than the one that follows the recommendation.',
        'to',
      );
    return [{ type: 'RecommendationEscalated', data: { to, reason } }];
  },

  AnswerEscalation({ group, decision }, state, facts) {
    refuseClosed(state);
    if (state.escalatedTo?.includes(group) !== true)
      throw new RuleBroken(
        'not-escalated',
        'Nothing waits for an answer of this group. It may have been given.',
        'group',
      );
    actsFor(group, facts);
    return [{ type: 'EscalationAnswered', data: { group, decision } }];
  },

  AddScrutinyComment(data, _state, { by }) {
    if (by.onBehalfOf.role !== 'scrutineer')
      throw new RuleBroken(
        'not-the-scrutineer',
        'Questions and views of scrutiny come from the Independent Scrutineer.',
      );
    return [{ type: 'ScrutinyCommentAdded', data }];
  },

  CorrectRecommendation: corrected,

  EnterInError: (data) => [{ type: 'RecommendationEnteredInError', data }],
};

function make(
  { lines, agreed: atOnce = false, nextReview, ...made }: AskOf<'MakeRecommendation'>,
  state: Recommendation,
  facts: Facts,
): readonly RecommendationEvent[] {
  if (state.status !== 'unknown') return [];
  if (made.words.trim() === '') throw new RuleBroken('no-words', 'Enter the words of the recommendation.', 'words');
  refuseFuture(made.source.on, facts.today, 'The date of the source');
  const on = facts.imported ? {} : { madeOn: atOnce ? decidedOn(facts) : facts.today };
  return [
    { type: 'RecommendationMade', data: { reference: facts.reference, ...made, ...on } },
    ...(atOnce ? [agreed(nextReview === undefined ? {} : { nextReview }, made.monitor, facts)] : []),
    ...assigned(lines, [], facts),
  ];
}

function agreed(
  { reason, nextReview }: AskOf<'AgreeRecommendation'>,
  monitor: string,
  facts: Facts,
): RecommendationEvent {
  actsFor(monitor, facts);
  const data = { ...(reason && { reason }), nextReview: reviewAfter(nextReview, facts) };
  return { type: 'RecommendationAgreed', data };
}

function reviewAfter(given: string | undefined, facts: Facts): string {
  const on = decidedOn(facts);
  if (given === undefined) return addMonths(on, MONTHS_TO_REVIEW);
  if (!isIsoDate(given) || given <= on)
    throw new RuleBroken('review-not-later', 'The next review must be after the day of this decision.', 'nextReview');
  return given;
}
