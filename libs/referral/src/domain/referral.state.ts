import type { Meeting, Narrative } from '#app/kernel';
import { type Concerned, withConcerned } from '#app/concerned';
import { type Question, answered, asked, ended } from './questions';
import type { Corrected, CorrectableValues, Outcome, Received, ReferralEvent } from './referral.events';

/** A time at which the referral was looked at. */
export interface Consideration {
  readonly consideredOn: string;
  readonly note: Narrative;
  readonly meeting?: Meeting;
}

/** What the rules need to know of a referral. */
export interface Referral {
  readonly status: 'unknown' | 'open' | 'decided' | 'closed' | 'void';
  readonly reference: string;
  /** As they were received, put right where they were corrected. */
  readonly facts: Partial<CorrectableValues>;
  readonly questions: readonly Question[];
  readonly considerations: readonly Consideration[];
  readonly decisions: number;
  readonly decidedOn?: string;
  readonly outcome?: Outcome;
  readonly passedTo?: string;
  readonly answer?: 'accepted' | 'not-accepted';
  readonly reflected: boolean;
  readonly concerned: Concerned;
}

export const unknown: Referral = {
  status: 'unknown',
  reference: '',
  facts: {},
  questions: [],
  considerations: [],
  decisions: 0,
  reflected: false,
  concerned: [],
};

export function evolve(state: Referral, event: ReferralEvent): Referral {
  const { type, data } = event;
  switch (type) {
    case 'ReferralReceived':
      return { ...unknown, status: 'open', reference: data.reference, facts: factsOf(data) };
    case 'InformationAsked':
      return { ...state, questions: asked(state.questions, data) };
    case 'InformationGiven':
      return { ...state, questions: answered(state.questions, data) };
    case 'ReferralConsidered':
      return { ...state, considerations: [...state.considerations, data] };
    case 'ReferralDecided': {
      const { answer: _answer, passedTo: _passedTo, ...rest } = state;
      const { outcome, number, passedTo, decidedOn } = data;
      const status = outcome === 'no-further-action' ? 'closed' : 'decided';
      const questions = ended(state.questions, decidedOn);
      const next = { status, outcome, decisions: number, decidedOn, questions, reflected: false } as const;
      return { ...rest, ...next, ...(passedTo && { passedTo }) };
    }
    case 'ReceivingBodyAnswered':
      return { ...state, answer: data.answer, status: data.answer === 'accepted' ? 'closed' : 'open' };
    case 'ReflectionReturned':
      return { ...state, reflected: true };
    case 'ReferralClosed':
      return { ...state, status: 'closed' };
    case 'ReferralEnteredInError':
    case 'ReferralMarkedDuplicate':
      return { ...state, status: 'void' };
    case 'ReferralCorrected':
      return corrected(state, data);
    case 'PeopleConcernedRecorded':
    case 'PersonConcernedTakenOff':
      return { ...state, concerned: withConcerned(state.concerned, event) };
    default:
      return state;
  }
}

function corrected(state: Referral, { field, to, consideration }: Corrected): Referral {
  if (consideration === undefined) return { ...state, facts: { ...state.facts, [field]: to } };
  const considerations = state.considerations.map((one, at) =>
    at + 1 === consideration ? { ...one, [field]: to } : one,
  );
  return { ...state, considerations };
}

const factsOf = (data: Received): Partial<CorrectableValues> => {
  const {
    safeguardingLead: lead,
    headline,
    role,
    from,
    receivedOn,
    incidentOn,
    awareOn,
    harm,
    children,
    agencies,
    whatHappened,
    why,
  } = data;
  const dates = { receivedOn, ...(incidentOn && { incidentOn }), ...(awareOn && { awareOn }) };
  return {
    headline,
    role,
    ...(lead && { safeguardingLead: lead }),
    from,
    ...dates,
    harm,
    children,
    agencies,
    whatHappened,
    why,
  };
};
