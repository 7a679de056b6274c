import type { Message, Narrative } from '#app/kernel';
import type { ConcernedEvent } from '#app/concerned';
import type { Change, NoneMade, NoteCorrection, Shared, Source } from '#app/steps';
import type { Step } from './learning-event.steps';

export interface Agreed {
  readonly reference: string;
  /** A few words for lists, about circumstances, never about who. */
  readonly title: string;
  /** The referral that it answers, or why there is none. */
  readonly referral?: { readonly id: string; readonly reference: string };
  readonly noReferral?: string;
  /** The rapid review whose decision asks for it, in place of a referral. */
  readonly rapidReview?: { readonly id: string; readonly reference: string };
  /**
   * Whether the criteria for a notification, a rapid review or a practice review are met, and how that is known. `some-met`
   * only after a rapid review, which has looked at them already.
   */
  readonly criteria: 'none-met' | 'some-met' | 'not-stated';
  readonly basis?: Narrative;
  /** Why agencies need to learn together from this. */
  readonly why: Narrative;
  /** ISO date; absent where the source does not state it. */
  readonly on?: string;
  readonly notStated?: Source;
}

/** People who came from one agency. */
export interface Attendance {
  readonly agency: string;
  readonly people: number;
}

export interface Held {
  /** ISO date. */
  readonly on: string;
  /** Practitioners in all. */
  readonly total: number;
  /** Where it is known; the sum never exceeds the total. */
  readonly byAgency: readonly Attendance[];
  readonly feedback?: Narrative;
}

export interface Learned {
  readonly on: string;
  readonly effectivePractice: readonly Narrative[];
  readonly areasOfLearning: readonly Narrative[];
  readonly themes: readonly string[];
}

/** Children Act 2004 section 16E. `absent`, in the approval, is why one or more of the three did not take part. */
export type Partner = 'council' | 'health' | 'police';

/** What may be corrected: a title, a figure, a list of agencies, the date of a step, or that of its end. */
export type Correctable = 'title' | 'workshop.total' | 'facilitators.agencies' | 'end.on' | `${DatedStep}.on`;
export type DatedStep = Exclude<Step, 'briefing' | 'monitoring'>;

export type Corrected = { readonly field: Correctable; readonly label: string; readonly reason: Narrative } & Change;

/** Stored for ever: add an event or an optional field; never rename, re-type or re-use one. `on` is when it happened, ISO. */
export type LearningEventEvent =
  | Message<'LearningEventAgreed', Agreed>
  | Message<'TermsOfReferenceAgreed', { on: string; purpose: Narrative; keyLines: readonly string[] }>
  | Message<'FacilitatorsNamed', { on: string; agencies: readonly string[]; reason?: string }>
  | Message<'WorkshopHeld', Held>
  | Message<'LearningRecorded', Learned>
  | Message<'ReportDrafted', { on: string; summary: Narrative; document?: string }>
  | Message<'ReportApprovedByGroup', { on: string; note?: Narrative }>
  | Message<
      'ReportApprovedByExecutive',
      { on: string; partners: readonly Partner[]; absent?: Narrative; note?: Narrative }
    >
  | Message<'BriefingShared', Shared>
  | Message<'RecommendationsReviewed', { on: string; summary: Narrative }>
  | Message<'NoRecommendationsMade', NoneMade>
  | Message<'LearningEventClosed', { on: string; note: Narrative }>
  | Message<'StepNotStated', { step: Step } & Source>
  | Message<'LearningEventCancelled', { on: string; reason: Narrative }>
  | Message<'LearningEventCorrected', Corrected | NoteCorrection>
  | Message<'LearningEventEnteredInError', { reason: Narrative }>
  | ConcernedEvent;
