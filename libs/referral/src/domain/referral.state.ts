import type { Correctable, Outcome, ReferralEvent } from './referral.events';

/** What the rules need to know of a referral. */
export interface Referral {
  readonly status: 'unknown' | 'open' | 'decided' | 'closed' | 'void';
  readonly reference: string;
  readonly children: readonly string[];
  readonly agencies: readonly string[];
  readonly facts: { readonly [Field in Correctable]?: string };
  readonly asked: readonly string[];
  readonly given: readonly string[];
  readonly considered: boolean;
  readonly decisions: number;
  readonly outcome?: Outcome;
  readonly passedTo?: string;
  readonly answer?: 'accepted' | 'not-accepted';
  readonly reflected: boolean;
}

export const unknown: Referral = {
  status: 'unknown',
  reference: '',
  children: [],
  agencies: [],
  facts: {},
  asked: [],
  given: [],
  considered: false,
  decisions: 0,
  reflected: false,
};

export function evolve(state: Referral, { type, data }: ReferralEvent): Referral {
  switch (type) {
    case 'ReferralReceived': {
      const { reference, children, agencies, headline, role, incidentOn, awareOn, receivedOn, from } = data;
      const dates = { ...(incidentOn && { incidentOn }), ...(awareOn && { awareOn }) };
      return {
        ...unknown,
        status: 'open',
        reference,
        children,
        agencies,
        facts: { headline, role, receivedOn, from, ...dates },
      };
    }
    case 'InformationAsked':
      return { ...state, asked: [...new Set([...state.asked, data.agency])] };
    case 'InformationGiven':
      return { ...state, given: [...new Set([...state.given, data.agency])] };
    case 'ReferralConsidered':
      return { ...state, considered: true };
    case 'ReferralDecided': {
      const { answer: _answer, passedTo: _passedTo, ...rest } = state;
      const { outcome, number, passedTo } = data;
      const status = outcome === 'no-further-action' ? 'closed' : 'decided';
      return { ...rest, status, outcome, decisions: number, reflected: false, ...(passedTo && { passedTo }) };
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
