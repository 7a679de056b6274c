import type { Message, Narrative } from '#app/kernel';
import type { AboutData, RecordSpokenOf, SpokenOf } from '#app/concerned';
import type { Exemption, Ground, RestrictionGround } from './legal-basis';

/** What it is about: a person's request, or the partnership's own review when the time to keep a record is over. */
export type Asked = 'erasure' | 'restriction' | 'review';

/** Who asks. Nobody's name is kept. */
export type Asker = 'themselves' | 'parent' | 'representative' | 'other';

/** What was decided: all that was asked, some of it, or none; of a review: destroy who it is about, or keep it. */
export type Outcome = 'granted' | 'in-part' | 'refused' | 'destroy' | 'keep';

export interface Received {
  readonly reference: string;
  readonly asked: 'erasure' | 'restriction';
  readonly person: SpokenOf;
  readonly asker: Asker;
  readonly receivedOn: string;
  /** What they ask, in the words of who records it: without names. */
  readonly said: Narrative;
  readonly answerBy: string;
  readonly ruleVersion: string;
}

export interface ReviewBegun {
  readonly reference: string;
  readonly record: RecordSpokenOf;
  /** Everybody concerned whose details are still kept. */
  readonly people: readonly SpokenOf[];
  /** Until when it was to be kept, and by whose authority. */
  readonly keptUntil: string;
  readonly authority: string;
}

/** An evidence file, and the record that it stands on. Its name may tell who somebody is, and is not repeated. */
export interface FileSpokenOf {
  readonly fileId: string;
  readonly record: RecordSpokenOf;
}

export interface Decided {
  readonly outcome: Outcome;
  readonly ground?: Ground | RestrictionGround;
  readonly exemption?: Exemption;
  /** Whose details: none where it is refused or kept. */
  readonly people: readonly SpokenOf[];
  /** Evidence files that are about them, to be shredded. */
  readonly files: readonly FileSpokenOf[];
  readonly reasons: Narrative;
  /** Of a review: the day (ISO) until which it is kept, and looked at again. */
  readonly keepUntil?: string;
  readonly decidedOn: string;
  /** The post of who decided: another approves. */
  readonly decidedBy: string;
}

/** What was reached, counted in the one transaction that did it. */
export interface Report {
  /** People whose key was destroyed. */
  readonly keys: number;
  /** Of the people named, those whose key had been destroyed before, or who never had one. */
  readonly before: number;
  /** Sealed details that nothing opens any more. */
  readonly details: number;
  /** Evidence files whose bytes are gone. */
  readonly files: number;
  /** Forms that had been typed and not sent. */
  readonly keptForms: number;
}

/** A hold that stands in the way, as it was called. */
export interface HoldSpokenOf {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly authority: string;
}

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type DataRequestEvent =
  | Message<'DataRequestReceived', Received>
  | Message<'RetentionReviewBegun', ReviewBegun>
  | Message<
      'AnswerExtended',
      { readonly answerBy: string; readonly was: string; readonly reason: Narrative; readonly ruleVersion: string }
    >
  | Message<'DataRequestDecided', Decided>
  | Message<'DecisionSentBack', { readonly reason: Narrative }>
  | Message<
      'DecisionApproved',
      Pick<Decided, 'outcome' | 'people' | 'files' | 'keepUntil'> & {
        readonly asked: Asked;
        readonly reference: string;
        readonly record: RecordSpokenOf;
        readonly note?: Narrative;
      }
    >
  | Message<'PeopleErased', AboutData & { readonly report: Report }>
  | Message<'ErasureHeldUp', { readonly holds: readonly HoldSpokenOf[] }>
  | Message<'ProcessingRestricted', AboutData>
  | Message<'ProcessingRestrictionLifted', AboutData & { readonly toldOn: string; readonly reason: Narrative }>
  | Message<'AskerAnswered', { readonly answeredOn: string; readonly how: string }>
  | Message<
      'DataRequestEnded',
      { readonly why: 'withdrawn' | 'error'; readonly reason: Narrative; readonly record: RecordSpokenOf }
    >;
