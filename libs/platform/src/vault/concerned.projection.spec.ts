import type { Sealed } from '#app/kernel';
import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import { concernedProjection } from './concerned.projection';

const sealed = (cipher: string): Sealed => ({ sealed: true, key: 'k', nonce: 'n', cipher });
const { given } = projected(concernedProjection(['referral']));
const event = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const people = [
  { subject: 's1', kind: 'child', pseudonym: 'Child A', name: sealed('a'), address: sealed('b') },
  { subject: 's2', kind: 'family', pseudonym: 'Family member 7K', name: sealed('c') },
] as const;

describe('the people whom a record concerns', () => {
  it('each have a row, in their order, with every sealed value and its place', () => {
    given({ type: 'PeopleConcernedRecorded', data: { people } }).then(
      {
        id: 's1',
        stream: 'referral-test',
        kind: 'child',
        pseudonym: 'Child A',
        place: 0,
        details: {
          name: { value: sealed('a'), event: event(0), field: 'name' },
          address: { value: sealed('b'), event: event(0), field: 'address' },
        },
      },
      {
        id: 's2',
        stream: 'referral-test',
        kind: 'family',
        pseudonym: 'Family member 7K',
        place: 1,
        details: { name: { value: sealed('c'), event: event(0), field: 'name' } },
      },
    );
  });

  it('have a corrected or added value in the place of the correction, where alone it opens', () => {
    const corrected = { subject: 's2', pseudonym: 'Family member 7K', reason: narrative('Misspelt') };
    const rows = given(
      { type: 'PeopleConcernedRecorded', data: { people: [people[1]] } },
      { type: 'PersonConcernedCorrected', data: { ...corrected, detail: 'name', to: sealed('d') } },
      { type: 'PersonConcernedCorrected', data: { ...corrected, detail: 'relation', to: sealed('e') } },
    ).rows();
    expect(rows[0]?.details).toEqual({
      name: { value: sealed('d'), event: event(1), field: 'to' },
      relation: { value: sealed('e'), event: event(2), field: 'to' },
    });
  });

  it('never have a value that is not sealed, whatever an event holds', () => {
    const [child] = people;
    const rows = given({
      type: 'PeopleConcernedRecorded',
      data: { people: [{ ...child, name: narrative('Ada') }] },
    }).rows();
    expect(JSON.stringify(rows)).not.toContain('Ada');
  });
});
