import type { RecordSpokenOf, SpokenOf } from '#app/concerned';
import type { Asked, DataRequestEvent, Decided } from './data-request.events';

/**
 * Open until it is decided; decided until somebody else approves it. Approved ones that erase are then carried out by the
 * house; `held` is one that a hold came in the way of, and is to be approved anew once that is lifted.
 */
export type DataRequestStatus =
  | 'unknown'
  | 'open'
  | 'decided'
  | 'held'
  | 'approved'
  | 'erased'
  | 'restricted'
  | 'lifted'
  | 'refused'
  | 'kept'
  | 'ended';

export interface DataRequest {
  readonly status: DataRequestStatus;
  readonly reference: string;
  readonly asked: Asked;
  /** Whom it is about. */
  readonly people: readonly SpokenOf[];
  /** Where they are concerned. */
  readonly record: RecordSpokenOf;
  readonly receivedOn?: string;
  readonly answerBy?: string;
  readonly extended: boolean;
  readonly decision?: Decided;
  readonly answered: boolean;
}

const nowhere: RecordSpokenOf = { category: '', id: '', reference: '' };

export const unknown: DataRequest = {
  status: 'unknown',
  reference: '',
  asked: 'erasure',
  people: [],
  record: nowhere,
  extended: false,
  answered: false,
};

/** What an approved decision leads to at once; an erasure is carried out first. */
const AFTER = {
  granted: 'approved',
  'in-part': 'approved',
  destroy: 'approved',
  refused: 'refused',
  keep: 'kept',
} as const;

export function evolve(state: DataRequest, { type, data }: DataRequestEvent): DataRequest {
  switch (type) {
    case 'DataRequestReceived': {
      const { reference, asked, person, receivedOn, answerBy } = data;
      return {
        ...unknown,
        status: 'open',
        reference,
        asked,
        people: [person],
        record: person.record,
        receivedOn,
        answerBy,
      };
    }
    case 'RetentionReviewBegun': {
      const { reference, record, people } = data;
      return { ...unknown, status: 'open', reference, asked: 'review', people, record };
    }
    case 'AnswerExtended':
      return { ...state, answerBy: data.answerBy, extended: true };
    case 'DataRequestDecided':
      return { ...state, status: 'decided', decision: data };
    case 'DecisionSentBack': {
      const { decision: _, ...rest } = state;
      return { ...rest, status: 'open' };
    }
    case 'DecisionApproved':
      return { ...state, status: AFTER[data.outcome] };
    case 'PeopleErased':
      return { ...state, status: 'erased' };
    case 'ErasureHeldUp':
      return { ...state, status: 'held' };
    case 'ProcessingRestricted':
      return { ...state, status: 'restricted' };
    case 'ProcessingRestrictionLifted':
      return { ...state, status: 'lifted' };
    case 'AskerAnswered':
      return { ...state, answered: true };
    case 'DataRequestEnded':
      return { ...state, status: 'ended' };
    default:
      return state;
  }
}
