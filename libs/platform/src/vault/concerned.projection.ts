import type { Change, Narrative, Projection, Recorded } from '#app/kernel';
import { type ConcernedEvent, type Detail, EVERY_DETAIL, type PersonConcerned } from '#app/concerned';
import { type ReadModel, readModel } from '../read-store/read-model';
import { type KeptDetail, PersonConcernedRow } from './concerned.row';

/** Whoever is recorded together has places next to each other. */
const MOST_TOGETHER = 100;

/** The people whom records of these categories concern, with what is sealed of them as it stands. */
export const concernedProjection = (categories: readonly string[]): Projection<PersonConcernedRow, ConcernedEvent> => ({
  name: 'person-concerned',
  version: 1,
  categories,

  rows({ id, stream, revision, event }: Recorded<ConcernedEvent>): readonly Change<PersonConcernedRow>[] {
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
          }),
        }));
      case 'PersonConcernedCorrected': {
        const { subject, detail, to } = event.data;
        return [
          {
            key: subject,
            change: (row) =>
              row && { ...row, details: { ...row.details, ...kept(detail, to, { event: id, field: 'to' }) } },
          },
        ];
      }
      default:
        return [];
    }
  },
});

const detailsOf = (person: PersonConcerned, event: string): PersonConcernedRow['details'] =>
  Object.assign({}, ...EVERY_DETAIL.map((detail) => kept(detail, person[detail], { event, field: detail }))) as object;

/** Only what is sealed is kept: words in the open have no place in a row. */
const kept = (
  detail: Detail,
  value: Narrative | undefined,
  place: Omit<KeptDetail, 'value'>,
): { readonly [Name in Detail]?: KeptDetail } => (value?.sealed ? { [detail]: { value, ...place } } : {});

export const concernedModel = (categories: readonly string[]): ReadModel =>
  readModel(concernedProjection(categories), PersonConcernedRow);
