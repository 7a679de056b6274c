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
        erased: null,
        restricted: null,
        takenOff: null,
      },
      {
        id: 's2',
        stream: 'referral-test',
        kind: 'family',
        pseudonym: 'Family member 7K',
        place: 1,
        details: { name: { value: sealed('c'), event: event(0), field: 'name' } },
        erased: null,
        restricted: null,
        takenOff: null,
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

  it('keep their place and pseudonym and nothing else once they are erased', () => {
    const about = { people: [], request: 'r1', reference: 'DRQ-2025-26-001' };
    const record = { category: 'referral', id: 'test', reference: 'REF-2025-26-001' };
    const spoken = { subject: 's1', pseudonym: 'Child A', record };
    const on = { request: 'r1', reference: about.reference, on: '2026-03-02' };
    const restricted = given(
      { type: 'PeopleConcernedRecorded', data: { people } },
      { type: 'ProcessingRestricted', data: { ...about, people: [spoken] } },
    ).rows();
    expect(restricted.map((row) => row.restricted)).toEqual([on, null]);
    const lifted = given(
      { type: 'PeopleConcernedRecorded', data: { people } },
      { type: 'ProcessingRestricted', data: { ...about, people: [spoken] } },
      { type: 'ProcessingRestrictionLifted', data: { ...about, people: [spoken] } },
    ).rows();
    expect(lifted.map((row) => row.restricted)).toEqual([null, null]);
    const erased = given(
      { type: 'PeopleConcernedRecorded', data: { people } },
      { type: 'PeopleErased', data: { ...about, people: [spoken, { ...spoken, subject: 'nobody here' }] } },
    ).rows();
    expect(erased).toHaveLength(2);
    expect(erased[0]).toMatchObject({ pseudonym: 'Child A', details: {}, erased: on });
    expect(erased[1]).toMatchObject({ details: { name: { field: 'name' } }, erased: null });
  });

  it('are kept with what is sealed of them once they are taken off, until that is erased', () => {
    const record = { category: 'referral', id: 'test', reference: 'REF-2025-26-001' };
    const taken = { subject: 's1', pseudonym: 'Child A', record, takenOff: true };
    const before = [
      { type: 'PeopleConcernedRecorded', data: { people } },
      {
        type: 'PersonConcernedTakenOff',
        data: { subject: 's1', pseudonym: 'Child A', reason: narrative('A mistake') },
      },
    ] as const;
    const off = given(...before).rows();
    expect(off.map(({ id, takenOff }) => [id, takenOff])).toEqual([
      ['s1', expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)],
      ['s2', null],
    ]);
    expect(Object.keys(off[0]?.details ?? {})).toEqual(['name', 'address']);
    const about = { people: [taken], request: 'r1', reference: 'DRQ-2025-26-001' };
    const [gone] = given(...before, { type: 'PeopleErased', data: about }).rows();
    expect(gone).toMatchObject({ details: {}, erased: { request: 'r1' }, takenOff: off[0]?.takenOff });
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
