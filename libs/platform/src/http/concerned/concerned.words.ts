import type { ConcernedEvent, PersonConcerned } from '#app/concerned';
import { type Teller, asOneOf } from '../acts/words';
import { DETAIL_NAMES } from './concerned.names';

const asPseudonyms: Teller = (people: readonly PersonConcerned[]) => people.map(({ pseudonym }) => pseudonym);

/** How it is told in a history: by pseudonyms, whoever reads it. */
export const concernedWords = {
  PeopleConcernedRecorded: { act: 'Who is concerned was recorded', fields: { people: ['People', asPseudonyms] } },
  PersonConcernedCorrected: {
    act: 'Who is concerned was corrected',
    fields: { pseudonym: 'Person', detail: ['What was corrected', asOneOf(DETAIL_NAMES)], to: 'Now' },
    why: 'reason',
  },
  PersonConcernedTakenOff: {
    act: 'Somebody recorded by mistake was taken off',
    fields: { pseudonym: 'Person' },
    why: 'reason',
  },
} as const satisfies Readonly<Record<ConcernedEvent['type'], object>>;
