import type { Message, Narrative } from '#app/kernel';
import type { Change, NoneMade, NoteCorrection, Shared, Source } from '#app/steps';
import type { AuditType, Step } from './audit.steps';

export interface AuditLink {
  readonly id: string;
  readonly reference: string;
}

export interface Programmed {
  readonly reference: string;
  readonly title: string;
  /** False where the source speaks of the audit without giving its title. */
  readonly titleGiven: boolean;
  readonly theme: string;
  readonly type: AuditType;
  readonly why?: Narrative;
  /** "Q3 2024-25", with its last day and the rule by which it is found; absent where the source does not state it. */
  readonly quarter?: string;
  readonly due?: string;
  readonly ruleVersion?: string;
  /** The audit whose progress this one looks at. */
  readonly earlier?: AuditLink;
  readonly on?: string;
  readonly notStated?: Source;
}

export interface Scoped {
  readonly on: string;
  readonly question: Narrative;
  readonly agencies: readonly string[];
  /** A number only: an audit record holds nobody's identity. */
  readonly children?: number;
  readonly tools: readonly string[];
  readonly method: string;
}

export interface PanelMet {
  readonly on: string;
  readonly agencies: readonly string[];
  readonly note?: Narrative;
  /** Why it went ahead without returns that were outstanding. */
  readonly without?: string;
}

export interface Found {
  readonly on: string;
  readonly strengths: readonly Narrative[];
  readonly findings: readonly Narrative[];
  readonly themes: readonly string[];
  readonly without?: string;
}

export interface Returned {
  readonly on: string;
  readonly agency: string;
  readonly summary: Narrative;
  readonly children?: number;
}

export interface Checked {
  readonly on: string;
  readonly result: 'improved' | 'partly-improved' | 'no-change' | 'worse';
  readonly words: Narrative;
  /** The audit that looked again, where one did. */
  readonly audit?: AuditLink;
}

export interface Planned {
  readonly on: string;
  readonly how: 're-audit' | 'impact-check';
  readonly quarter: string;
  readonly due: string;
  readonly ruleVersion: string;
  /** Why it stands in the place of an earlier plan. */
  readonly reason?: Narrative;
}

export interface Moved {
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly due: string;
  readonly ruleVersion: string;
  readonly reason: Narrative;
}

export type DatedStep = 'programme' | 'scope' | 'panel' | 'findings' | 'agreement' | 'approval';
/** What may be corrected: words of the heading, a figure, a list of agencies, the date of a step, or that of its end. */
export type Correctable =
  'title' | 'theme' | 'scope.children' | 'scope.agencies' | 'panel.agencies' | 'end.on' | `${DatedStep}.on`;

export type Corrected = { readonly field: Correctable; readonly label: string; readonly reason: Narrative } & Change;

/** Stored for ever: add an event or an optional field; never rename, re-type or re-use one. `on` is when it happened, ISO. */
export type AuditEvent =
  | Message<'AuditPutInProgramme', Programmed>
  | Message<'AuditMovedToQuarter', Moved>
  | Message<'AuditScoped', Scoped>
  | Message<'ReturnAsked', { on: string; agency: string; dueOn?: string }>
  | Message<'ReturnReceived', Returned>
  | Message<'PanelHeld', PanelMet>
  | Message<'FindingsRecorded', Found>
  | Message<'FindingsAgreed', { on: string; note?: Narrative }>
  | Message<'AuditApproved', { on: string; note?: Narrative }>
  | Message<'BriefingShared', Shared>
  | Message<'RecommendationsReviewed', { on: string; summary: Narrative }>
  | Message<'NoRecommendationsMade', NoneMade>
  | Message<'ReAuditPlanned', Planned>
  | Message<'ImpactChecked', Checked>
  | Message<'AuditClosed', { on: string; note: Narrative; noImpactCheck?: string }>
  | Message<'StepNotStated', { step: Step } & Source>
  | Message<'AuditCancelled', { on: string; reason: Narrative }>
  | Message<'AuditCorrected', Corrected | NoteCorrection>
  | Message<'AuditEnteredInError', { reason: Narrative }>;
