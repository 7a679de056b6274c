import type { Request } from 'express';
import type { Narrative } from '#app/kernel';
import { type Ground, partnershipTeam, scrutineer } from '../identity/ground';
import type { Query } from './acts/list-query';
import type { FilterField, RecordKind, RecordRow } from './acts/record-kind';

/** The category of looks. They are events like all others, but no record's: the audit trail leaves them out. */
export const LOOKS = 'access';

/** Who may read who has looked at what (domain reference §2.3: every view is logged). */
export const looksReaders: readonly Ground[] = [partnershipTeam, scrutineer];

/** The record that somebody looks at. A reference tells nothing of a child; a title might, and is not kept. */
export interface LookedAt {
  readonly category: string;
  readonly id: string;
  readonly reference: string;
}

export const lookedAt = ({ category }: RecordKind, { id, reference }: RecordRow): LookedAt => ({
  category,
  id,
  reference,
});

/** Which of a record's pages: its own, its history, its path to completion, a form about it, a sheet, who has looked at it. */
export type Part = 'page' | 'history' | 'path' | 'form' | 'preparation-sheet' | 'looks';

/** What somebody is about to be shown. */
export type Look =
  | {
      readonly of: 'record';
      readonly record: LookedAt;
      readonly part: Part;
      /** The act that a form is for. */
      readonly act?: string;
      /** What is shown of it, where it is told whether that names the agency of who looks. */
      readonly seen?: object;
    }
  | {
      /** A list or search, or the same taken out as a spreadsheet. */
      readonly of: 'list' | 'spreadsheet';
      /** The first part of its address: `referrals`, `audit-trail`. */
      readonly list: string;
      /** As it was asked for. */
      readonly query: Query;
      readonly fields: readonly FilterField[];
      /** Where it is a list about one record. */
      readonly record?: LookedAt;
    }
  | { readonly of: 'file'; readonly record: LookedAt; readonly file: string }
  | {
      /** Sealed fields of a person concerned, opened for one view. */
      readonly of: 'sealed';
      readonly record?: LookedAt;
      /** The opaque id of whom they are about. */
      readonly subject: string;
      readonly fields: readonly string[];
      readonly reason: Narrative;
    }
  | {
      /** Somebody tried to open sealed fields, and was shown nothing. */
      readonly of: 'refused';
      readonly record: LookedAt;
      /** Whom they are about, where the record concerns anybody of that id. */
      readonly subject?: string;
      readonly why: WhyRefused;
    };

/** They may not; they gave no reason; it was erased or its use is restricted; what is kept does not open, as when it was altered. */
export type WhyRefused = 'no-right' | 'no-reason' | 'withheld' | 'does-not-open';

/** The look could not be recorded, so nothing is shown: that every look is on record is a promise. */
export class LookNotRecorded extends Error {
  constructor(cause: unknown) {
    super('The look could not be recorded', { cause });
    this.name = 'LookNotRecorded';
  }
}

/** Where looks are recorded. The slice `access` keeps them. */
export abstract class Looks {
  /** Recorded once this is done: wait for it before anything is sent. Throws LookNotRecorded. */
  abstract record(req: Request, look: Look): Promise<void>;
}
