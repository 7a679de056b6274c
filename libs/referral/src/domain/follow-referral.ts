import { type Facts, type Narrative, RuleBroken } from '#app/kernel';
import { refuseWhileNotifying } from './decide-referral';
import type { AfterStart, ReferralCommand } from './referral.commands';
import type { Outcome, ReferralEvent } from './referral.events';
import { refuseFewWords, refuseTooEarly } from './referral.rules';
import type { Referral } from './referral.state';

type Following = Extract<ReferralCommand, { type: 'RecordAnswer' | 'ReturnReflection' | 'CloseReferral' }>;

/** What follows a decision, by its outcome. */
export function followReferral(command: Following, state: Referral, facts: Facts): readonly ReferralEvent[] {
  const since = state.decidedOn;
  switch (command.type) {
    case 'RecordAnswer': {
      if (state.status !== 'decided' || state.passedTo === undefined)
        throw new RuleBroken(
          'not-passed-on',
          'No answer is awaited: the referral has not been passed to another body.',
        );
      const { answeredOn: on } = command.data;
      const passed = { rule: 'answered-before-passed-on', after: 'the decision to pass the referral on', since };
      refuseTooEarly({ ...passed, what: 'The answer', field: 'answeredOn', on }, facts);
      return [{ type: 'ReceivingBodyAnswered', data: { body: state.passedTo, ...command.data } }];
    }
    case 'ReturnReflection': {
      if (state.outcome !== 'professional-differences')
        throw new RuleBroken(
          'no-reflection-asked',
          'A reflection is returned where the outcome is professional differences.',
        );
      if (state.reflected) return [];
      const { returnedOn: on } = command.data;
      const decided = { rule: 'reflected-before-decided', after: 'the decision that asked for it', since };
      refuseTooEarly({ ...decided, what: 'The reflection', field: 'returnedOn', on }, facts);
      return [{ type: 'ReflectionReturned', data: command.data }];
    }
    case 'CloseReferral':
      return close(command.data, state, facts);
  }
}

function close(
  { notificationEnded = false, followed = false, ...data }: Extract<Following, { type: 'CloseReferral' }>['data'],
  state: Referral,
  facts: Facts,
): readonly ReferralEvent[] {
  if (state.status === 'closed') return [];
  if (state.status !== 'decided')
    throw new RuleBroken('not-decided', 'A referral is closed after its outcome is decided.');
  refuseWhileNotifying(state.outcome, notificationEnded, 'Close the referral');
  if (state.outcome === 'passed-elsewhere')
    throw new RuleBroken(
      'answer-awaited',
      'A referral that is passed elsewhere closes when the receiving body answers.',
    );
  if (state.outcome === 'professional-differences' && !state.reflected)
    throw new RuleBroken('reflection-awaited', 'Record the agencies’ reflection first: the referral closes after it.');
  const decided = { rule: 'closed-before-decided', after: 'the decision', since: state.decidedOn };
  refuseTooEarly({ ...decided, what: 'The closing', field: 'closedOn', on: data.closedOn }, facts);
  refuseBrokenPromise(state.outcome, data.nothingFollows, followed);
  return [{ type: 'ReferralClosed', data }];
}

/** What an outcome promises, and what is to be done about it. */
const PROMISES: Partial<Record<Outcome, string>> = {
  'learning-event': 'a learning event, and none was opened. Open it',
  'learning-identified': 'recommendations, and none was made. Make them',
  'single-agency-learning':
    'learning for one agency, and neither a learning event nor a recommendation came of it. Start one',
};

/** Learning that was agreed is not closed away: it was started, or it is said why it will not be. */
function refuseBrokenPromise(outcome: Outcome | undefined, nothing: Narrative | undefined, followed: boolean): void {
  const promise = outcome && PROMISES[outcome];
  if (promise !== undefined && !followed && nothing === undefined)
    throw new RuleBroken(
      'nothing-started',
      `The decision asks for ${promise} first, or say why nothing will follow.`,
      'nothingFollows',
    );
  if (nothing === undefined) return;
  if (promise === undefined || followed)
    throw new RuleBroken(
      'something-follows',
      promise === undefined
        ? 'This decision promised nothing that has to be started: leave this answer out.'
        : 'What the decision asks for was started from this referral: leave this answer out.',
      'nothingFollows',
    );
  refuseFewWords(nothing, 'reason-too-short', 'nothingFollows', 'the reason why nothing will follow in a sentence');
}

/** `act` is what cannot be done: "Mark the referral as a duplicate". */
export function refuseWhileItStands({ notificationEnded = false, standing = [] }: AfterStart, state: Referral): void {
  refuseWhileNotifying(state.outcome, notificationEnded, 'Mark the referral');
  if (standing.length > 0)
    throw new RuleBroken(
      'started-from-it',
      `Started from this referral: ${standing.join(', ')}. Mark the referral when that has ended or was entered in error.`,
    );
}
