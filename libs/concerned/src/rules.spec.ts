import fc from 'fast-check';
import { RuleBroken, narrative } from '#app/kernel';
import {
  type ConcernedEvent,
  DETAILS,
  EVERY_DETAIL,
  type PersonGiven,
  type PersonKind,
  concernedSealed,
} from './facts';
import { type Concerned, concern, newPseudonym, withConcerned } from './rules';

const name = narrative('Ada');
const given = (subject: string, kind: PersonKind, further: Partial<PersonGiven> = {}): PersonGiven => ({
  subject,
  kind,
  name,
  ...further,
});
const record = (people: readonly PersonGiven[], known: Concerned = [], children?: readonly string[]) =>
  concern({ type: 'RecordPeopleConcerned', data: { people } }, known, children);
const fold = (known: Concerned, events: readonly ConcernedEvent[]) => events.reduce(withConcerned, known);
const ruleOf = (decide: () => unknown): string | undefined => {
  try {
    decide();
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
  return undefined;
};

const uuid = fc.uuid();
const kind = fc.constantFrom<PersonKind>('child', 'family', 'practitioner');

describe('who is concerned', () => {
  it('is one event, each with a pseudonym of the system', () => {
    const [event, ...more] = record([given('s1', 'child'), given('s2', 'family'), given('s3', 'practitioner')]);
    expect(more).toEqual([]);
    const people = event?.type === 'PeopleConcernedRecorded' ? event.data.people : [];
    expect(people.map(({ pseudonym }) => pseudonym)).toEqual([
      expect.stringMatching(/^Child \d[A-Z]$/),
      expect.stringMatching(/^Family member \d[A-Z]$/),
      expect.stringMatching(/^Practitioner \d[A-Z]$/),
    ]);
    expect(people[0]).toMatchObject({ subject: 's1', kind: 'child', name });
  });

  it('has a child called what the record calls it already, and each once', () => {
    const children = ['Child A', 'Child B'];
    const first = record([given('s1', 'child', { pseudonym: 'Child B' })], [], children);
    expect(first[0]?.data).toMatchObject({ people: [{ pseudonym: 'Child B' }] });
    const known = fold([], first);
    const again = (pseudonym?: string) =>
      ruleOf(() => record([given('s2', 'child', { ...(pseudonym && { pseudonym }) })], known, children));
    expect([again('Child B'), again('Child C'), again(), again('Child A')]).toEqual([
      'child-recorded',
      'which-child',
      'which-child',
      undefined,
    ]);
    const twice = [given('s3', 'child', { pseudonym: 'Child A' }), given('s4', 'child', { pseudonym: 'Child A' })];
    expect(ruleOf(() => record(twice, [], children))).toBe('child-recorded');
  });

  it('never has a pseudonym of somebody’s choosing where the record gives none', () => {
    const [event] = record([given('s1', 'child', { pseudonym: 'Ada' })]);
    expect(event?.data).toMatchObject({ people: [{ pseudonym: expect.stringMatching(/^Child \d[A-Z]$/) as string }] });
  });

  it('has pseudonyms that are all different, whatever the ids', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(uuid, kind), { maxLength: 40 }), (people) => {
        const [event] = record(people.map(([subject, of]) => given(subject, of)));
        const names =
          event?.type === 'PeopleConcernedRecorded' ? event.data.people.map(({ pseudonym }) => pseudonym) : [];
        expect(new Set(names).size).toBe(people.length);
      }),
    );
  });

  it('has pseudonyms that say nothing of the person: they follow from a random id alone', () => {
    fc.assert(
      fc.property(uuid, kind, (subject, of) => {
        expect(newPseudonym(of, subject, [])).toBe(newPseudonym(of, subject, []));
        // Nor may a digit be taken for a letter.
        expect(newPseudonym(of, subject, [])).toMatch(/ [34679][AC-HJKMNP-RT-Y]$/);
      }),
    );
  });

  it('is refused for more people than a record can concern', () => {
    const many = Array.from({ length: 41 }, (_, at) => given(`${at}`, 'family'));
    expect(ruleOf(() => record(many))).toBe('too-many-people');
  });

  it('holds no more of a person than is asked of them', () => {
    for (const each of ['child', 'family', 'practitioner'] as const)
      for (const detail of EVERY_DETAIL) {
        const rule = ruleOf(() => record([given('s1', each, { [detail]: name })]));
        expect([each, detail, rule]).toEqual([
          each,
          detail,
          DETAILS[each].includes(detail) ? undefined : 'detail-not-asked',
        ]);
      }
  });
});

describe('a correction', () => {
  const known = fold([], record([given('s1', 'practitioner')]));
  const correct = (subject: string, detail: 'name' | 'nhsNumber') =>
    concern({ type: 'CorrectPersonConcerned', data: { subject, detail, to: name, reason: name } }, known);

  it('keeps whose it is by the pseudonym', () => {
    expect(correct('s1', 'name')).toEqual([
      {
        type: 'PersonConcernedCorrected',
        data: { subject: 's1', pseudonym: known[0]?.pseudonym, detail: 'name', to: name, reason: name },
      },
    ]);
  });

  it('is of somebody who is recorded, and of what is asked of them', () => {
    expect(ruleOf(() => correct('s2', 'name'))).toBe('person-not-recorded');
    expect(ruleOf(() => correct('s1', 'nhsNumber'))).toBe('detail-not-asked');
  });
});

describe('somebody recorded by mistake', () => {
  const reason = narrative('A mistake');
  const takeOff = (subject: string, known: Concerned) =>
    concern({ type: 'TakeOffPersonConcerned', data: { subject, reason } }, known);

  it('is taken off, called by the pseudonym, and is nobody to the record from then on', () => {
    const known = fold([], record([given('s1', 'practitioner'), given('s2', 'family')]));
    const events = takeOff('s1', known);
    expect(events).toEqual([
      { type: 'PersonConcernedTakenOff', data: { subject: 's1', pseudonym: known[0]?.pseudonym, reason } },
    ]);
    const after = fold(known, events);
    expect(after.map(({ subject }) => subject)).toEqual(['s2']);
    expect([ruleOf(() => takeOff('s1', after)), ruleOf(() => takeOff('s3', known))]).toEqual([
      'person-not-recorded',
      'person-not-recorded',
    ]);
  });

  it('frees the child of the record for whom it is about', () => {
    const children = ['Child A'];
    const child = (subject: string) => [given(subject, 'child', { pseudonym: 'Child A' })];
    const known = fold([], record(child('s1'), [], children));
    expect(ruleOf(() => record(child('s2'), known, children))).toBe('child-recorded');
    expect(ruleOf(() => record(child('s2'), fold(known, takeOff('s1', known)), children))).toBeUndefined();
  });
});

it('has every detail declared as sealed', () => {
  expect(concernedSealed.PeopleConcernedRecorded?.[0]?.fields).toEqual(EVERY_DETAIL);
  expect(concernedSealed.PersonConcernedCorrected?.[0]?.fields).toEqual(['to']);
});
