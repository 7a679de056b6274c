import { type Decider, type Facts, type Narrative, RuleBroken } from '#app/kernel';
import { CONCERNING, type ConcernedCommand, concern } from '#app/concerned';
import { afterAll, briefed, dayOfDecision, follows, mayBeTaken, missingStep, nextOf, notStated } from '#app/steps';
import { agreed } from './agree-learning-event';
import { correct } from './correct-learning-event';
import type { LearningEventCommand } from './learning-event.commands';
import type { Held, LearningEventEvent, Partner } from './learning-event.events';
import { type LearningEvent, evolve, sumOf, unknown } from './learning-event.state';
import { EXECUTIVE, LEARNING_INQUIRY } from './learning-event.steps';

export const learningEvent: Decider<LearningEventCommand, LearningEventEvent, LearningEvent> = {
  category: 'learningEvent',
  prefix: 'LLE',
  initialState: unknown,
  evolve,

  decide(command, state, facts) {
    if (command.type === 'AgreeLearningEvent') return state.status === 'unknown' ? [agreed(command.data, facts)] : [];
    if (state.status === 'unknown')
      throw new RuleBroken('learning-event-not-agreed', 'This learning event has not been agreed.');
    if (state.status === 'void')
      throw new RuleBroken('entered-in-error', 'This record was entered in error. Nothing can be added to it.');
    switch (command.type) {
      case 'CorrectLearningEvent':
        return correct(command.data, state, facts);
      case 'EnterInError':
        return [{ type: 'LearningEventEnteredInError', data: command.data }];
      case 'RecordPeopleConcerned':
      case 'CorrectPersonConcerned':
      case 'TakeOffPersonConcerned':
        return concern(command, state.concerned);
      default:
        stillOpen(state);
        return step(command, state, facts);
    }
  },

  partOf: ({ type }) => (CONCERNING.has(type) ? 'concerned' : undefined),
};

type Opening = 'AgreeLearningEvent' | 'CorrectLearningEvent' | 'EnterInError' | ConcernedCommand['type'];
type StepCommand = Exclude<LearningEventCommand, { type: Opening }>;
type Ending =
  | 'RecordNotStated'
  | 'ReviewRecommendations'
  | 'RecordNoRecommendations'
  | 'CloseLearningEvent'
  | 'CancelLearningEvent';

/** The steps up to the report. */
function step(command: StepCommand, state: LearningEvent, facts: Facts): readonly LearningEventEvent[] {
  const { type, data } = command;
  switch (type) {
    case 'AgreeTermsOfReference': {
      const on = dayOfDecision(LEARNING_INQUIRY, data.on, facts);
      mayBeTaken('terms', on, state, facts);
      return [{ type: 'TermsOfReferenceAgreed', data: { ...data, on } }];
    }
    case 'NameFacilitators':
      mayBeTaken('facilitators', data.on, state, facts);
      if (data.agencies.length !== 2 && data.reason === undefined)
        throw new RuleBroken(
          'facilitators-not-two',
          'Two agencies normally facilitate. Say why it is another number.',
          'reason',
        );
      return [{ type: 'FacilitatorsNamed', data }];
    case 'HoldWorkshop':
      mayBeTaken('workshop', data.on, state, facts);
      attendanceAddsUp(data);
      return [{ type: 'WorkshopHeld', data }];
    case 'RecordLearning':
      notApproved(state);
      follows('learning', data.on, state, facts);
      if (data.effectivePractice.length + data.areasOfLearning.length === 0)
        throw new RuleBroken(
          'nothing-learned',
          'Enter at least one piece of effective practice or one area of learning.',
          'areasOfLearning',
        );
      return [{ type: 'LearningRecorded', data }];
    case 'DraftReport':
      notApproved(state);
      follows('report', data.on, state, facts);
      return [{ type: 'ReportDrafted', data }];
    default:
      return approve(command, state, facts);
  }
}

/** From the approvals to the briefing. */
function approve(
  command: Extract<StepCommand, { type: Ending | 'ApproveByGroup' | 'ApproveByExecutive' | 'ShareBriefing' }>,
  state: LearningEvent,
  facts: Facts,
): readonly LearningEventEvent[] {
  const { type, data } = command;
  switch (type) {
    case 'ApproveByGroup': {
      const on = dayOfDecision(LEARNING_INQUIRY, data.on, facts);
      mayBeTaken('group-approval', on, state, facts);
      return [{ type: 'ReportApprovedByGroup', data: { ...data, on } }];
    }
    case 'ApproveByExecutive': {
      const on = dayOfDecision(EXECUTIVE, data.on, facts);
      mayBeTaken('executive-approval', on, state, facts);
      everyPartner(data.partners, data.absent);
      return [{ type: 'ReportApprovedByExecutive', data: { ...data, on } }];
    }
    case 'ShareBriefing':
      follows('briefing', data.on, state, facts);
      return briefed(data, state.shared);
    default:
      return end(command, state, facts);
  }
}

function end(
  { type, data }: Extract<StepCommand, { type: Ending }>,
  state: LearningEvent,
  facts: Facts,
): readonly LearningEventEvent[] {
  if (type === 'RecordNotStated') return notStated(data, state);
  const on = dayOfDecision(LEARNING_INQUIRY, data.on, facts);
  switch (type) {
    case 'ReviewRecommendations':
      follows('monitoring', on, state, facts);
      return [{ type: 'RecommendationsReviewed', data: { ...data, on } }];
    case 'RecordNoRecommendations':
      mayBeTaken('monitoring', on, state, facts);
      return [{ type: 'NoRecommendationsMade', data: { ...data, on } }];
    case 'CloseLearningEvent': {
      const missing = nextOf(state.trail, state.settled);
      if (missing !== undefined) throw missingStep(state, missing);
      afterAll(on, state, facts);
      return [{ type: 'LearningEventClosed', data: { ...data, on } }];
    }
    case 'CancelLearningEvent':
      afterAll(on, state, facts);
      return [{ type: 'LearningEventCancelled', data: { ...data, on } }];
  }
}

/** The three safeguarding partners share one duty (Children Act 2004 section 16E): each takes part, or it is said why not. */
function everyPartner(partners: readonly Partner[], absent: Narrative | undefined): void {
  const all = new Set(partners).size === 3;
  if (!all && absent === undefined)
    throw new RuleBroken(
      'partner-missing',
      'Not all three safeguarding partners took part. Say for each missing one why.',
      'absent',
    );
  if (all && absent !== undefined)
    throw new RuleBroken(
      'no-partner-missing',
      'All three safeguarding partners took part, so nobody’s absence has to be explained. Leave this empty.',
      'absent',
    );
}

function attendanceAddsUp({ total, byAgency }: Held): void {
  if (sumOf(byAgency) > total)
    throw new RuleBroken(
      'attendance-exceeds-total',
      `The agencies’ numbers add up to ${sumOf(byAgency)}, more than the ${total} who came in all.`,
      'total',
    );
  const agencies = byAgency.map(({ agency }) => agency);
  if (new Set(agencies).size < agencies.length)
    throw new RuleBroken('agency-counted-twice', 'Name each agency once in the attendance.', 'byAgency');
}

/** What the group has approved is not drafted again. */
function notApproved({ settled }: LearningEvent): void {
  if (settled['group-approval']?.taken)
    throw new RuleBroken('already-approved', 'The Learning Inquiry Group has approved the report. It stays as it is.');
}

function stillOpen({ status }: LearningEvent): void {
  if (status === 'closed') throw new RuleBroken('closed', 'This learning event is closed. It can only be corrected.');
  if (status === 'cancelled')
    throw new RuleBroken('cancelled', 'This learning event was cancelled. It can only be corrected.');
}
