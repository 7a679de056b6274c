import type { Message } from '#app/kernel';

/** A record, as other records speak of it. */
export interface RecordSpokenOf {
  readonly category: string;
  readonly id: string;
  readonly reference: string;
}

/** Somebody concerned, as a record about their data speaks of them: by pseudonym, and on which record. */
export interface SpokenOf {
  readonly subject: string;
  readonly pseudonym: string;
  readonly record: RecordSpokenOf;
  /** They had been taken off that record, which may have given the pseudonym to somebody else since. */
  readonly takenOff?: boolean;
}

/** The people and the record about their data: what the rows of everybody concerned have to know of it. */
export interface AboutData {
  readonly people: readonly SpokenOf[];
  /** Of the record about their data, with its id. */
  readonly request: string;
  readonly reference: string;
}

/** What happens to people's details after they were recorded. Stored for ever. */
export type DetailsEvent =
  | Message<'PeopleErased', AboutData>
  | Message<'ProcessingRestricted', AboutData>
  | Message<'ProcessingRestrictionLifted', AboutData>;
