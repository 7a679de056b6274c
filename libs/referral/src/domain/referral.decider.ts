import { type Decider, type Facts, RuleBroken } from '#app/kernel';
import { clock } from '#app/calendar';
import { correctReferral } from './correct-referral';
import { decideReferral } from './decide-referral';
import { pseudonyms, refuseImpossibleDates, refuseOutsideReferral } from './referral.rules';
import type { ReceiveData, ReferralCommand } from './referral.commands';
import type { ReferralEvent } from './referral.events';
import { type Referral, evolve, unknown } from './referral.state';

export const referral: Decider<ReferralCommand, ReferralEvent, Referral> = {
  category: 'referral',
  prefix: 'REF',
  initialState: unknown,
  evolve,

  decide(command, state, facts) {
    if (command.type === 'ReceiveReferral') return state.status === 'unknown' ? [received(command.data, facts)] : [];
    if (state.status === 'unknown')
      throw new RuleBroken('referral-not-received', 'This referral has not been received.');
    if (state.status === 'void')
      throw new RuleBroken(
        'referral-void',
        'This referral was entered in error or duplicates another. Nothing can be added to it.',
      );
    return act(command, state, facts);
  },

  partOf({ type, data }) {
    switch (type) {
      case 'AskForInformation':
      case 'GiveInformation':
      case 'InformationAsked':
      case 'InformationGiven':
        return `information:${data.agency}`;
      default:
        return undefined;
    }
  },
};

type Act = Exclude<ReferralCommand, { type: 'ReceiveReferral' }>;

function act(command: Act, state: Referral, facts: Facts): readonly ReferralEvent[] {
  const { type, data } = command;
  switch (type) {
    case 'AskForInformation':
      stillOpen(state, 'Information can be asked for until the referral is decided.');
      return [{ type: 'InformationAsked', data }];
    case 'GiveInformation':
      if (!state.asked.includes(data.agency))
        throw new RuleBroken(
          'information-not-asked',
          'This agency has not been asked for information on this referral.',
          'agency',
        );
      return [{ type: 'InformationGiven', data }];
    case 'ConsiderReferral':
      stillOpen(state, 'A referral is considered before it is decided.');
      refuseOutsideReferral(
        data,
        { called: 'consideration', field: 'consideredOn', on: data.consideredOn },
        state,
        facts,
      );
      return [{ type: 'ReferralConsidered', data }];
    case 'DecideReferral':
      return decideReferral(data, state, facts);
    case 'EnterInError':
      return [{ type: 'ReferralEnteredInError', data }];
    case 'MarkDuplicate':
      if (data.ofReference === state.reference)
        throw new RuleBroken('duplicate-of-itself', 'A referral cannot be a duplicate of itself.', 'of');
      return [{ type: 'ReferralMarkedDuplicate', data }];
    case 'CorrectReferral':
      return correctReferral(data, state, facts);
    default:
      return follow(command, state);
  }
}

/** What follows a decision, by its outcome. */
function follow(
  command: Extract<Act, { type: 'RecordAnswer' | 'ReturnReflection' | 'CloseReferral' }>,
  state: Referral,
): readonly ReferralEvent[] {
  switch (command.type) {
    case 'RecordAnswer':
      if (state.status !== 'decided' || state.passedTo === undefined)
        throw new RuleBroken(
          'not-passed-on',
          'No answer is awaited: the referral has not been passed to another body.',
        );
      return [{ type: 'ReceivingBodyAnswered', data: { body: state.passedTo, ...command.data } }];
    case 'ReturnReflection':
      if (state.outcome !== 'professional-differences')
        throw new RuleBroken(
          'no-reflection-asked',
          'A reflection is returned where the outcome is professional differences.',
        );
      return state.reflected ? [] : [{ type: 'ReflectionReturned', data: command.data }];
    case 'CloseReferral':
      return close(command.data, state);
  }
}

function close(
  { notificationEnded = false, ...data }: Extract<Act, { type: 'CloseReferral' }>['data'],
  state: Referral,
): readonly ReferralEvent[] {
  if (state.status === 'closed') return [];
  if (state.status !== 'decided')
    throw new RuleBroken('not-decided', 'A referral is closed after its outcome is decided.');
  if (state.outcome === 'criteria-appear-met' && !notificationEnded)
    throw new RuleBroken(
      'notification-decision-open',
      'The criteria were found to appear met, which opened a notification decision. Close the referral when that has ended.',
    );
  if (state.outcome === 'passed-elsewhere')
    throw new RuleBroken(
      'answer-awaited',
      'A referral that is passed elsewhere closes when the receiving body answers.',
    );
  if (state.outcome === 'professional-differences' && !state.reflected)
    throw new RuleBroken('reflection-awaited', 'Record the agencies’ reflection first: the referral closes after it.');
  return [{ type: 'ReferralClosed', data }];
}

function received({ numberOfChildren, ...data }: ReceiveData, { today, reference }: Facts): ReferralEvent {
  refuseImpossibleDates(data, today);
  const due = data.awareOn === undefined ? undefined : clock('notify-panel', data.awareOn);
  return {
    type: 'ReferralReceived',
    data: {
      reference,
      ...data,
      children: pseudonyms(numberOfChildren),
      ...(due && { notifyBy: due.due, ruleVersion: `${due.rule} ${due.ruleVersion}` }),
    },
  };
}

function stillOpen({ status }: Referral, sentence: string): void {
  if (status !== 'open') throw new RuleBroken('already-decided', sentence);
}
