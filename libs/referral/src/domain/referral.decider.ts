import { type Decider, type Facts, RuleBroken, refuseTeamAlone } from '#app/kernel';
import { CONCERNING, concern } from '#app/concerned';
import { correctReferral } from './correct-referral';
import { decideReferral } from './decide-referral';
import { followReferral, refuseWhileItStands } from './follow-referral';
import { askForInformation, giveInformation } from './information';
import { notifyFrom, pseudonyms, refuseFewWords, refuseImpossibleDates, refuseOutsideReferral } from './referral.rules';
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
        return CONCERNING.has(type) ? 'concerned' : undefined;
    }
  },
};

type Act = Exclude<ReferralCommand, { type: 'ReceiveReferral' }>;

function act(command: Act, state: Referral, facts: Facts): readonly ReferralEvent[] {
  const { type, data } = command;
  switch (type) {
    case 'AskForInformation':
      stillOpen(state, 'Information can be asked for until the referral is decided.');
      return askForInformation(data, state, facts);
    case 'GiveInformation':
      return giveInformation(data, state, facts);
    case 'ConsiderReferral':
      stillOpen(state, 'A referral is considered before it is decided.');
      refuseTeamAlone(facts);
      refuseOutsideReferral(
        data,
        { called: 'consideration', field: 'consideredOn', on: data.consideredOn },
        state,
        facts,
      );
      return [{ type: 'ReferralConsidered', data }];
    case 'DecideReferral':
      refuseTeamAlone(facts);
      return decideReferral(data, state, facts);
    case 'EnterInError':
    case 'MarkDuplicate':
      return setAside(command, state);
    case 'CorrectReferral':
      return correctReferral(data, state, facts);
    case 'RecordPeopleConcerned':
    case 'CorrectPersonConcerned':
    case 'TakeOffPersonConcerned':
      return concern(command, state.concerned, state.facts.children);
    default:
      return followReferral(command, state, facts);
  }
}

/** For good: nothing can be added afterwards, so nothing may still run that came of it. */
function setAside(
  { data: { notificationEnded, standing, ...data } }: Extract<Act, { type: 'EnterInError' | 'MarkDuplicate' }>,
  state: Referral,
): readonly ReferralEvent[] {
  if ('of' in data && data.ofReference === state.reference)
    throw new RuleBroken('duplicate-of-itself', 'A referral cannot be a duplicate of itself.', 'of');
  refuseFewWords(data.reason, 'reason-too-short', 'reason', 'the reason in a sentence');
  refuseWhileItStands({ ...(notificationEnded && { notificationEnded }), ...(standing && { standing }) }, state);
  return 'of' in data ? [{ type: 'ReferralMarkedDuplicate', data }] : [{ type: 'ReferralEnteredInError', data }];
}

function received({ numberOfChildren, ...data }: ReceiveData, { today, reference }: Facts): ReferralEvent {
  refuseImpossibleDates(data, today);
  return {
    type: 'ReferralReceived',
    data: {
      reference,
      ...data,
      children: pseudonyms(numberOfChildren),
      ...(data.awareOn !== undefined && notifyFrom(data.awareOn)),
    },
  };
}

function stillOpen({ status }: Referral, sentence: string): void {
  if (status !== 'open') throw new RuleBroken('already-decided', sentence);
}
