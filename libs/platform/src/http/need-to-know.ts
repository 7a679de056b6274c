import type { At, RecordKind, RecordRow } from './acts/record-kind';

/** What the page of a record shows of its being restricted. */
export interface OnRecord {
  /** To whom it is restricted, until when and why, with the way to that restriction. */
  readonly banner?: { readonly text: string; readonly href: string };
  /** The way to restrict it, for those who may. */
  readonly act?: { readonly name: string; readonly text: string; readonly href: string; readonly under: string };
}

/** What pages say of need to know. That a record is withheld is the database's doing, and none of theirs. */
export abstract class NeedToKnow {
  /** How many records of a kind are withheld from the person who asks. They are told no more. */
  abstract withheld(kind: RecordKind): Promise<number>;
  /** Whether any record at all is withheld from them. */
  abstract withholds(): Promise<boolean>;
  abstract on(kind: RecordKind, record: RecordRow, at: Pick<At<RecordRow>, 'person' | 'today'>): Promise<OnRecord>;
}
