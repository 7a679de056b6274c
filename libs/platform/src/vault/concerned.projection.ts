import type { Change, Narrative, Projection, Recorded } from '#app/kernel';
import {
  type AboutData,
  type ConcernedEvent,
  type Detail,
  type DetailsEvent,
  EVERY_DETAIL,
  type PersonConcerned,
} from '#app/concerned';
import { type ReadModel, readModel } from '../read-store/read-model';
import { type KeptDetail, type OnRequest, PersonConcernedRow } from './concerned.row';

/** Whoever is recorded together has places next to each other. */
const MOST_TOGETHER = 100;

/** Where it is told what happened to people's details after they were recorded. */
const ABOUT_DATA = 'dataRequest';

/** The people whom records of these categories concern, with what is sealed of them as it stands. */
export const concernedProjection = (
  categories: readonly string[],
): Projection<PersonConcernedRow, ConcernedEvent | DetailsEvent> => ({
  name: 'person-concerned',
  version: 3,
  categories: [...categories, ABOUT_DATA],

  rows({
    id,
    stream,
    revision,
    event,
    metadata,
  }: Recorded<ConcernedEvent | DetailsEvent>): readonly Change<PersonConcernedRow>[] {
    switch (event.type) {
      case 'PeopleConcernedRecorded':
        return event.data.people.map((person, at) => ({
          key: person.subject,
          change: () => ({
            id: person.subject,
            stream,
            kind: person.kind,
            pseudonym: person.pseudonym,
            place: revision * MOST_TOGETHER + at,
            details: detailsOf(person, id),
            erased: null,
            restricted: null,
            takenOff: null,
          }),
        }));
      case 'PersonConcernedCorrected': {
        const { subject, detail, to } = event.data;
        return [
          {
            key: subject,
            // One that was sealed while the key was being destroyed opens no more, and is not put back.
            change: (row) =>
              row?.erased === null
                ? { ...row, details: { ...row.details, ...kept(detail, to, { event: id, field: 'to' }) } }
                : row,
          },
        ];
      }
      case 'PersonConcernedTakenOff':
        // The row stays: their key is there until somebody decides about it.
        return [{ key: event.data.subject, change: (row) => row && { ...row, takenOff: metadata.happenedOn } }];
      case 'PeopleErased':
        return forEach(event.data, (on) => ({ details: {}, erased: on(metadata.happenedOn), restricted: null }));
      case 'ProcessingRestricted':
        return forEach(event.data, (on) => ({ restricted: on(metadata.happenedOn) }));
      case 'ProcessingRestrictionLifted':
        return forEach(event.data, () => ({ restricted: null }));
      default:
        return [];
    }
  },
});

/** What becomes of the row of everybody that a record about their data names. */
const forEach = (
  { people, request, reference }: AboutData,
  after: (on: (day: string) => OnRequest) => Partial<PersonConcernedRow>,
): readonly Change<PersonConcernedRow>[] =>
  people.map(({ subject }) => ({
    key: subject,
    change: (row) => row && { ...row, ...after((day) => ({ request, reference, on: day })) },
  }));

const detailsOf = (person: PersonConcerned, event: string): PersonConcernedRow['details'] =>
  Object.assign({}, ...EVERY_DETAIL.map((detail) => kept(detail, person[detail], { event, field: detail }))) as object;

/** Only what is sealed is kept: words in the open have no place in a row. */
const kept = (
  detail: Detail,
  value: Narrative | undefined,
  place: Omit<KeptDetail, 'value'>,
): { readonly [Name in Detail]?: KeptDetail } => (value?.sealed ? { [detail]: { value, ...place } } : {});

export const concernedModel = (categories: readonly string[]): ReadModel =>
  readModel(concernedProjection(categories), PersonConcernedRow, ['stream']);
