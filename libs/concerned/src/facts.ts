import type { Message, Narrative, SealedFields } from '#app/kernel';

/** Whom a record concerns: the child, their family, and the practitioners who worked with them. */
export type PersonKind = 'child' | 'family' | 'practitioner';

/** What may be recorded of a person. All of it is sealed. */
export type Detail = 'name' | 'dateOfBirth' | 'address' | 'ethnicity' | 'nhsNumber' | 'relation';

/** Which details are asked of whom: no more than the national system asks of a child, and less of all others. */
export const DETAILS: Readonly<Record<PersonKind, readonly Detail[]>> = {
  child: ['name', 'dateOfBirth', 'address', 'ethnicity', 'nhsNumber'],
  family: ['name', 'dateOfBirth', 'address', 'nhsNumber', 'relation'],
  practitioner: ['name', 'relation'],
};

export const EVERY_DETAIL: readonly Detail[] = ['name', 'dateOfBirth', 'address', 'ethnicity', 'nhsNumber', 'relation'];

/** Words as they were given to a command, and sealed from the moment they are an event. */
export type Details = { readonly [Name in Detail]?: Narrative };

export interface PersonConcerned extends Details {
  /** An opaque UUID, under which the key is kept that opens the details. */
  readonly subject: string;
  readonly kind: PersonKind;
  /** Issued by the system, as in "Child 7K": it says nothing of the person. */
  readonly pseudonym: string;
}

export interface PeopleRecorded {
  readonly people: readonly PersonConcerned[];
}

/** The right value; the wrong one stays sealed in the event that it was recorded with. */
export interface PersonCorrected {
  readonly subject: string;
  readonly pseudonym: string;
  readonly detail: Detail;
  readonly to: Narrative;
  readonly reason: Narrative;
}

/** Somebody whom the record does not concern after all. What was recorded of them stays in the history, sealed. */
export interface PersonTakenOff {
  readonly subject: string;
  readonly pseudonym: string;
  readonly reason: Narrative;
}

/** What a kind of record that concerns people stores of them. Stored for ever. */
export type ConcernedEvent =
  | Message<'PeopleConcernedRecorded', PeopleRecorded>
  | Message<'PersonConcernedCorrected', PersonCorrected>
  | Message<'PersonConcernedTakenOff', PersonTakenOff>;

/** A person as a form gives them; the pseudonym only where the record has given the child one already. */
export type PersonGiven = Omit<PersonConcerned, 'pseudonym'> & { readonly pseudonym?: string };

export type ConcernedCommand =
  | Message<'RecordPeopleConcerned', { readonly people: readonly PersonGiven[] }>
  | Message<'CorrectPersonConcerned', Omit<PersonCorrected, 'pseudonym'>>
  | Message<'TakeOffPersonConcerned', Omit<PersonTakenOff, 'pseudonym'>>;

const COMMANDS: Readonly<Record<ConcernedCommand['type'], true>> = {
  RecordPeopleConcerned: true,
  CorrectPersonConcerned: true,
  TakeOffPersonConcerned: true,
};
const EVENTS: Readonly<Record<ConcernedEvent['type'], true>> = {
  PeopleConcernedRecorded: true,
  PersonConcernedCorrected: true,
  PersonConcernedTakenOff: true,
};

/** All of these by type: who is concerned is a part of its own of each record, which nobody else's step waits for. */
export const CONCERNING: ReadonlySet<string> = new Set([...Object.keys(COMMANDS), ...Object.keys(EVENTS)]);

/** What is sealed of it, and under whose key. */
export const concernedSealed: SealedFields<ConcernedEvent> = {
  PeopleConcernedRecorded: [{ each: 'people', subject: 'subject', fields: EVERY_DETAIL }],
  PersonConcernedCorrected: [{ subject: 'subject', fields: ['to'] }],
};
