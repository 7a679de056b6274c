import type { Message, Narrative } from '#app/kernel';

/** The record looked at, as it was called by its reference then. */
export interface LookedAt {
  readonly category: string;
  readonly id: string;
  readonly reference: string;
}

/** What every look tells beside who, in which role and when, which stand in its metadata. */
export interface Way {
  readonly through: 'page' | 'api';
  /** Where it was asked from, as the network tells it. */
  readonly address: string;
}

/** A list as it was asked for: what was chosen, and the words as they were typed. */
export interface Sought {
  readonly list: string;
  /** Where it is a list about one record. */
  readonly record?: LookedAt;
  readonly chosen: Readonly<Record<string, string>>;
  /** Words may name a person: they stand in the shape of a sealed field. */
  readonly typed: Readonly<Record<string, Narrative>>;
}

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type AccessEvent =
  | Message<
      'RecordSeen',
      Way & {
        readonly record: LookedAt;
        readonly part: 'page' | 'history' | 'path' | 'form' | 'preparation-sheet' | 'looks';
        /** The act that a form is for. */
        readonly act?: string;
        /** Of an agency's representative: whether what was shown names their agency, or a group in which they sit. */
        readonly namesTheirAgency?: boolean;
      }
    >
  | Message<'ListSeen', Way & Sought>
  /** A spreadsheet of it. */
  | Message<'ListTakenOut', Way & Sought>
  /** An evidence file. */
  | Message<'FileTakenOut', Way & { readonly record: LookedAt; readonly file: string }>
  | Message<
      'SealedFieldOpened',
      Way & {
        readonly record?: LookedAt;
        /** The opaque id of the person concerned. */
        readonly subject: string;
        readonly fields: readonly string[];
        readonly reason: Narrative;
      }
    >
  /** Somebody tried to open them, and was shown nothing. */
  | Message<
      'SealedFieldRefused',
      Way & {
        readonly record: LookedAt;
        /** Where the record concerns anybody of that id. */
        readonly subject?: string;
        readonly why: 'no-right' | 'no-reason' | 'withheld' | 'does-not-open';
      }
    >
  /** Somebody of the Partnership Team asked why, and noted the answer. */
  | Message<'UnusualAccessLookedInto', LookedInto>;

export interface LookedInto {
  /** `<day>-<rule>-<person>`: which one it is. */
  readonly flag: string;
  readonly person: string;
  readonly rule: string;
  /** ISO date. */
  readonly day: string;
  readonly note: Narrative;
}

/** An event that is a look. */
export type LookEvent = Exclude<AccessEvent, { type: 'UnusualAccessLookedInto' }>;
