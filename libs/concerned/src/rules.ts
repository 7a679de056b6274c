import { RuleBroken } from '#app/kernel';
import {
  type ConcernedCommand,
  type ConcernedEvent,
  DETAILS,
  type Detail,
  EVERY_DETAIL,
  type PersonConcerned,
  type PersonGiven,
  type PersonKind,
} from './facts';

/** What the rules need to know of a person who is recorded: nothing that is sealed. */
export type Known = Pick<PersonConcerned, 'subject' | 'kind' | 'pseudonym'>;

/** The people whom a record concerns, in the order in which they were recorded. */
export type Concerned = readonly Known[];

/** More on one record are a mistake. */
const MOST = 40;

/**
 * Who a record concerns is recorded and corrected, and taken off where it was a mistake. `children` are the pseudonyms that the record itself has given, where it
 * gives any: then each child that is recorded is one of them.
 */
export function concern(
  { type, data }: ConcernedCommand,
  known: Concerned,
  children?: readonly string[],
): readonly ConcernedEvent[] {
  if (type === 'RecordPeopleConcerned') return record(data.people, known, children);
  const person = known.find(({ subject }) => subject === data.subject);
  if (!person) throw new RuleBroken('person-not-recorded', 'Choose somebody whom this record concerns.', 'subject');
  const { pseudonym } = person;
  if (type === 'TakeOffPersonConcerned') return [{ type: 'PersonConcernedTakenOff', data: { ...data, pseudonym } }];
  refuseUnasked(data.detail, person.kind, 'detail');
  return [{ type: 'PersonConcernedCorrected', data: { ...data, pseudonym } }];
}

function record(
  given: readonly PersonGiven[],
  known: Concerned,
  children: readonly string[] | undefined,
): readonly ConcernedEvent[] {
  if (known.length + given.length > MOST)
    throw new RuleBroken('too-many-people', `A record concerns ${MOST} people at most.`, 'people');
  const people: PersonConcerned[] = [];
  for (const person of given) {
    const before = [...known, ...people];
    for (const detail of detailsOf(person)) refuseUnasked(detail, person.kind, 'people');
    people.push({ ...person, pseudonym: pseudonymFor(person, before, children) });
  }
  return [{ type: 'PeopleConcernedRecorded', data: { people } }];
}

function pseudonymFor(
  { kind, subject, pseudonym }: PersonGiven,
  before: Concerned,
  children?: readonly string[],
): string {
  if (kind !== 'child' || children === undefined) return newPseudonym(kind, subject, before);
  if (pseudonym === undefined || !children.includes(pseudonym))
    throw new RuleBroken('which-child', 'Choose which child of this record it is.', 'people');
  if (before.some((one) => one.pseudonym === pseudonym))
    throw new RuleBroken('child-recorded', `${pseudonym} is recorded already. Correct what is recorded.`, 'people');
  return pseudonym;
}

const CALLED: Readonly<Record<PersonKind, string>> = {
  child: 'Child',
  family: 'Family member',
  practitioner: 'Practitioner',
};

/** Without those that are taken for one another: 0 and O, 1 and I and L, 5 and S, 2 and Z, 8 and B. */
const DIGITS = '34679';
const LETTERS = 'ACDEFGHJKMNPQRTUVWXY';

/** A digit and a letter out of the person's id, which is random: "Child 7K". The next ones where they are taken. */
export function newPseudonym(kind: PersonKind, subject: string, before: Concerned): string {
  const seed = parseInt(subject.replace(/[^0-9a-f]/gi, '').slice(-8), 16) || 0;
  const all = DIGITS.length * LETTERS.length;
  for (let step = 0; step < all; step++) {
    const code = (seed + step) % all;
    const name = `${CALLED[kind]} ${DIGITS.charAt(code % DIGITS.length)}${LETTERS.charAt(Math.floor(code / DIGITS.length))}`;
    if (before.every(({ pseudonym }) => pseudonym !== name)) return name;
  }
  throw new RuleBroken('too-many-people', 'There are too many people on this record.', 'people');
}

const detailsOf = (person: PersonGiven): readonly Detail[] =>
  EVERY_DETAIL.filter((detail) => person[detail] !== undefined);

function refuseUnasked(detail: Detail, kind: PersonKind, field: string): void {
  if (!DETAILS[kind].includes(detail))
    throw new RuleBroken('detail-not-asked', `This is not asked of a ${CALLED[kind].toLowerCase()}.`, field);
}

/** The fold of the rules: whoever was recorded stays, until they are taken off. */
export function withConcerned(known: Concerned, { type, data }: ConcernedEvent): Concerned {
  switch (type) {
    case 'PeopleConcernedRecorded':
      return [...known, ...data.people.map(({ subject, kind, pseudonym }) => ({ subject, kind, pseudonym }))];
    case 'PersonConcernedTakenOff':
      return known.filter(({ subject }) => subject !== data.subject);
    case 'PersonConcernedCorrected':
      return known;
  }
}
