import type { Named, RestrictedRecord, RestrictionEvent } from './restriction.events';

/** Somebody saw the record without being named. */
export interface OpeningState {
  readonly person: string;
  /** ISO instant. */
  readonly until: string;
  readonly seen: boolean;
  readonly asked: boolean;
  readonly answered: boolean;
}

export interface Restriction {
  readonly reference: string;
  readonly record: RestrictedRecord | undefined;
  readonly named: readonly Named[];
  /** The last day (ISO); '' where it was never restricted. */
  readonly until: string;
  readonly lifted: boolean;
  readonly openings: readonly OpeningState[];
}

export const unrestricted: Restriction = {
  reference: '',
  record: undefined,
  named: [],
  until: '',
  lifted: false,
  openings: [],
};

/** Ended by its day: nobody has to do anything, and nothing is recorded. */
export const stands = ({ record, lifted, until }: Pick<Restriction, 'record' | 'lifted' | 'until'>, today: string) =>
  record !== undefined && !lifted && today <= until;

export function evolve(state: Restriction, { type, data }: RestrictionEvent): Restriction {
  switch (type) {
    case 'RecordRestricted': {
      const { reference, record, named, until } = data;
      return { ...state, reference, record, named, until, lifted: false };
    }
    case 'RestrictionChanged':
      return { ...state, named: data.named, until: data.until };
    case 'RestrictionLifted':
      return { ...state, lifted: true };
    case 'RestrictedRecordOpened': {
      const opened = { person: data.person, until: data.until, seen: false, asked: false, answered: false };
      return { ...state, openings: [...state.openings, opened] };
    }
    case 'RestrictedOpeningSeen':
      return changed(state, data.opening, { seen: true, asked: data.question !== undefined });
    case 'RestrictedOpeningAnswered':
      return changed(state, data.opening, { answered: true });
    default:
      return state;
  }
}

const changed = (state: Restriction, number: number, change: Partial<OpeningState>): Restriction => ({
  ...state,
  openings: state.openings.map((opening, index) => (index + 1 === number ? { ...opening, ...change } : opening)),
});
