import type { CorrectableValues, Outcome, Received, ReferralEvent } from './referral.events';

/** What the rules need to know of a referral. */
export interface Referral {
  readonly status: 'unknown' | 'open' | 'decided' | 'closed' | 'void';
  readonly reference: string;
  /** As they were received, put right where they were corrected. */
  readonly facts: Partial<CorrectableValues>;
  readonly asked: readonly string[];
  readonly given: readonly string[];
  readonly considered: boolean;
  readonly decisions: number;
  readonly decidedOn?: string;
  readonly outcome?: Outcome;
  readonly passedTo?: string;
  readonly answer?: 'accepted' | 'not-accepted';
  readonly reflected: boolean;
}

export const unknown: Referral = {
  status: 'unknown',
  reference: '',
  facts: {},
  asked: [],
  given: [],
  considered: false,
  decisions: 0,
  reflected: false,
};

export function evolve(state: Referral, { type, data }: ReferralEvent): Referral {
  switch (type) {
    case 'ReferralReceived':
      return { ...unknown, status: 'open', reference: data.reference, facts: factsOf(data) };
    case 'InformationAsked':
      return { ...state, asked: [...new Set([...state.asked, data.agency])] };
    case 'InformationGiven':
      return { ...state, given: [...new Set([...state.given, data.agency])] };
    case 'ReferralConsidered':
      return { ...state, considered: true };
    case 'ReferralDecided': {
      const { answer: _answer, passedTo: _passedTo, ...rest } = state;
      const { outcome, number, passedTo, decidedOn } = data;
      const status = outcome === 'no-further-action' ? 'closed' : 'decided';
      const next = { status, outcome, decisions: number, decidedOn, reflected: false } as const;
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
      return { ...state, facts: { ...state.facts, [data.field]: data.to } };
    default:
      return state;
  }
}

const factsOf = (data: Received): Partial<CorrectableValues> => {
  const { headline, role, from, receivedOn, incidentOn, awareOn, harm, children, agencies, whatHappened, why } = data;
  const dates = { receivedOn, ...(incidentOn && { incidentOn }), ...(awareOn && { awareOn }) };
  return { headline, role, from, ...dates, harm, children, agencies, whatHappened, why };
};
