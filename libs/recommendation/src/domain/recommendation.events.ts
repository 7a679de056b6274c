import type { Message, Narrative } from '#app/kernel';
import type { Target } from '#app/calendar';

/** Where the learning came from. `reference` and `title` are kept as they were when the recommendation was made. */
export interface Source {
  /** `other` is learning that has no record here: a national review, older papers. */
  readonly kind: 'referral' | 'rapidReview' | 'learningEvent' | 'audit' | 'other';
  /** Empty where the source has no record here. */
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  /** ISO date of the event, decision or report that led to it, where it is known. */
  readonly on?: string;
}

/** One line's owner. A source that names nobody is "owner not yet named": nobody is guessed. */
export interface Owner {
  readonly kind: 'agency' | 'group' | 'team' | 'unnamed';
  readonly id?: string;
  /** The role in which somebody there answers for it: "Named GP". */
  readonly role?: string;
}

export type Scope = 'single-agency' | 'multi-agency' | 'national' | 'local-additional';

/** Why it counts as done (domain reference §4). */
export type Basis = 'product-delivered' | 'assurance-accepted' | 'result-seen';

export type AssuranceType = 'statement' | 'document' | 'audit-result' | 'data' | 'training-record' | 'product';

/** An evidence file: `size` in bytes, `sha256` in hex. */
export interface EvidenceFile {
  readonly fileId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** Who gave a piece of evidence: separation of duties compares the person and the agency. */
export interface Provider {
  readonly actor: string;
  readonly agency?: string;
  readonly group?: string;
}

/** Other work that a line is carried into. */
export interface OtherWork {
  readonly words: string;
  readonly reference?: string;
}

/** Every event about one line says whose it is, so that a history can tell from the event alone what is private. */
export interface OnLine {
  readonly lineId: string;
  readonly owner: Owner;
}

export interface Made {
  readonly reference: string;
  /** As agreed: they never change. */
  readonly words: string;
  readonly source: Source;
  readonly scope: Scope;
  readonly themes: readonly string[];
  /** The group that follows it until completion. */
  readonly monitor: string;
  /** Whether the Executive Group is asked to approve it before work begins. */
  readonly executiveApproval: boolean;
  /** What will be different when it is done. */
  readonly outcome?: string;
  /** ISO; the day it was made, so that no meeting has decided on it before. Not of history from older papers. */
  readonly madeOn?: string;
}

export interface Assigned extends OnLine {
  readonly target?: Target;
  /** What evidence will count. */
  readonly counts?: string;
  /** The line that was handed over to this one, with its first target, which is never lost. */
  readonly from?: string;
  readonly firstTarget?: Target;
}

export interface Evidenced extends OnLine {
  readonly evidenceId: string;
  readonly words: Narrative;
  /** The day of the evidence (ISO), where it is known. */
  readonly on?: string;
  readonly files: readonly EvidenceFile[];
  readonly link?: string;
  readonly providedBy: Provider;
}

export interface Corrected {
  readonly field: Correctable;
  readonly label: string;
  readonly from: string | Narrative;
  readonly to: string | Narrative;
  readonly reason: Narrative;
  readonly lineId?: string;
  readonly owner?: Owner;
}

/** What may be corrected. The words may not. */
export type Correctable =
  | 'scope'
  | 'themes'
  | 'outcome'
  | 'source-reference'
  | 'source-title'
  | 'source-on'
  | 'owner'
  | 'role'
  | 'counts'
  | 'progress'
  | 'progress-on'
  | 'evidence-on'
  | 'evidence-role'
  | CheckField;

/** Of the last check that the change has held. */
export type CheckField = 'check-method' | 'check-result' | 'check-before' | 'check-after';

type Reasoned = OnLine & { readonly reason: Narrative };

/** About one line. Stored for ever: add an event or an optional field; never rename, re-type or re-use one. */
export type LineEvent =
  | Message<'LineAssigned', Assigned>
  | Message<'OwnerNamed', OnLine>
  | Message<'TargetChanged', Reasoned & { from?: Target; to: Target; first?: Target }>
  | Message<
      'ProgressReported',
      OnLine & { text: Narrative; on: string; nextStep?: Narrative; files: readonly EvidenceFile[] }
    >
  | Message<'WaitingRecorded', OnLine & { what: Narrative; whose: string; expected?: Target }>
  | Message<'WaitingResolved', OnLine & { how: Narrative }>
  | Message<'CarriedIntoOtherWork', Reasoned & { into: OtherWork; expected?: Target; reviewOn: string }>
  | Message<'ResultBroughtBack', Evidenced>
  | Message<'AssuranceRequested', OnLine & { question: Narrative; due?: string }>
  | Message<'AssuranceProvided', Evidenced & { type: AssuranceType; role: string }>
  | Message<'AssuranceAccepted', Reasoned & { evidence: readonly string[] }>
  | Message<'AssuranceReturned', Reasoned & { evidence: readonly string[]; due?: string }>
  | Message<'ProductDelivered', Evidenced & { title: string }>
  | Message<'LineNotApplicable', Reasoned>
  | Message<'LineWithdrawn', Reasoned>
  | Message<'LineHandedOver', Reasoned & { successor: Owner; to: string }>
  | Message<'LineCompleted', Reasoned & { basis: Basis; evidence: readonly string[] }>
  | Message<'LineReopened', Reasoned>;

/** About the recommendation as a whole. */
export type WholeEvent =
  | Message<'RecommendationMade', Made>
  | Message<'RecommendationAgreed', { reason?: Narrative; nextReview: string }>
  | Message<'RecommendationNotAccepted', { reason: Narrative }>
  | Message<'RecommendationApproved', { note?: Narrative }>
  | Message<'ScopeNoteAdded', { about: 'scope' | 'condition'; note: Narrative; reason: Narrative }>
  | Message<
      'RecommendationCompleted',
      { basis: Basis; evidence: readonly string[]; productOnly: boolean; reason?: Narrative }
    >
  | Message<
      'EmbeddingChecked',
      { method: Narrative; result: Narrative; before?: string; after?: string; embedded: boolean }
    >
  | Message<'RecommendationReopened', { lines: readonly string[] }>
  | Message<'RecommendationWithdrawn', { reason: Narrative }>
  | Message<'RecommendationSuperseded', { by: { id: string; reference: string }; reason: Narrative }>
  | Message<'RecommendationReviewed', { note: Narrative; nextReview: string }>
  | Message<'RecommendationEscalated', { to: string; reason: Narrative }>
  /** The group before which it was brought has dealt with it. */
  | Message<'EscalationAnswered', { group: string; decision: Narrative }>
  | Message<'ScrutinyCommentAdded', { kind: 'question' | 'view'; comment: Narrative }>
  | Message<'RecommendationCorrected', Corrected>
  | Message<'RecommendationEnteredInError', { reason: Narrative }>;

export type RecommendationEvent = LineEvent | WholeEvent;

export type DataOf<Type extends RecommendationEvent['type']> = Extract<RecommendationEvent, { type: Type }>['data'];
