import type { Meeting, Message, Narrative } from '#app/kernel';
import type { ConcernedEvent } from '#app/concerned';

/** The three safeguarding partners of the Children Act 2004, section 16E. */
export type Partner = 'council' | 'health' | 'police';

export type Finding = 'met' | 'not-met' | 'not-enough-information';

/** Why the law asks for a notification: Children Act 2004 section 16C, and Working Together 2023 for the two deaths. */
export type Route = 'serious-incident' | 'looked-after-death' | 'care-leaver-death';

/** The criteria of Children Act 2004, section 16C(1). */
export type NotificationCriterion = 'abuse-or-neglect' | 'died-or-seriously-harmed' | 'in-the-area';

/** The criteria of SI 2018/789, regulation 11(2), (a) to (d). */
export type ReviewCriterion =
  'improvements-needed' | 'recurrent-themes' | 'agencies-working-together' | 'panel-considers-local';

export interface Found<Criterion extends string> {
  readonly criterion: Criterion;
  readonly finding: Finding;
  /** The evidence for it, or the reason. */
  readonly reason: Narrative;
}

/** What one safeguarding partner thought. Dissent is kept with its reason. */
export interface PartnerView {
  readonly partner: Partner;
  readonly view: 'agrees' | 'dissents' | 'not-given';
  readonly reason?: Narrative;
}

/** A statutory clock, computed once. `counted` is day 0; it runs to the end of `due`. ISO dates. */
export interface Deadline {
  readonly rule: 'notify-panel' | 'report-to-partners' | 'rapid-review';
  readonly counted: string;
  readonly due: string;
  /** The version of the rule that it was computed under. */
  readonly version: string;
}

/** Clocks that an event starts; `ruleVersion` names their rules and versions for the log's metadata. */
export interface Clocks {
  readonly deadlines: readonly Deadline[];
  readonly ruleVersion: string;
}

/** At a meeting, or between meetings with the reason. */
export interface Where {
  readonly meeting?: Meeting;
  readonly betweenMeetings?: string;
}

export interface Opened extends Partial<Clocks> {
  readonly reference: string;
  /** A few words for lists, about circumstances, never about who. */
  readonly headline: string;
  /** Issued by the system: they say nothing of the child. */
  readonly children: readonly string[];
  readonly agencies: readonly string[];
  readonly referral?: { readonly id: string; readonly reference: string };
  readonly openedOn: string;
  /** When it happened, where that is known. */
  readonly incidentOn?: string;
  /** When the council became aware of the incident. */
  readonly awareOn?: string;
}

export type NotificationOutcome = 'notify' | 'do-not-notify' | 'more-information';

export interface NotificationDecided extends Where {
  readonly number: number;
  readonly route: Route;
  readonly criteria: readonly Found<NotificationCriterion>[];
  /** What each partner thinks. It binds nobody: the duty is the council's. */
  readonly views: readonly PartnerView[];
  /** What the council decides under its own duty, apart from the views. */
  readonly outcome: NotificationOutcome;
  /** How the council reads its own duty, whatever the views. */
  readonly councilsDuty: Narrative;
  readonly rationale: Narrative;
  readonly informationConsidered?: Narrative;
  readonly othersConsulted?: Narrative;
  readonly decidedOn: string;
  /** The number of the decision that this one replaces, and why. */
  readonly supersedes?: number;
  readonly supersedesWhy?: Narrative;
}

export type Told = 'safeguarding-partners' | 'department-for-education' | 'ofsted' | 'other-area';

export interface NotificationSent extends Clocks {
  /** The number of the decision to notify. */
  readonly decision: number;
  readonly sentOn: string;
  /** UK time, as in 14:05. */
  readonly sentAt?: string;
  /** Given by the national system. */
  readonly nationalReference: string;
  /** Who was told beside the national Panel. */
  readonly told: readonly Told[];
  readonly toldOthers?: string;
}

/** What one agency returned for the rapid review. */
export interface Returned {
  readonly agency: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly involvement: Narrative;
  readonly chronology?: Narrative;
  readonly analysis?: Narrative;
  readonly goodPractice?: Narrative;
  readonly immediateAction?: Narrative;
  readonly learning?: Narrative;
  /** The roles, never names, of who wrote it and who signed it off. */
  readonly authorRole?: string;
  readonly signOffRole: string;
  readonly returnedOn: string;
}

export interface MeetingHeld {
  readonly meeting: Meeting;
  readonly heldOn: string;
  readonly attended: readonly string[];
  /** The facts, and the episodes of practice that mattered. */
  readonly found: Narrative;
  readonly immediateLearning?: Narrative;
  /** How racism, disability and other inequalities influenced experience and practice. */
  readonly inequalities?: Narrative;
}

export type ReviewOutcome = 'practice-review' | 'no-practice-review' | 'possible-national-review';

export interface ReviewDecided extends Where {
  readonly number: number;
  readonly criteria: readonly Found<ReviewCriterion>[];
  readonly outcome: ReviewOutcome;
  readonly rationale: Narrative;
  /** Beside the outcome: a local learning event, and what single agencies do. */
  readonly learningEvent: boolean;
  readonly singleAgencyAction?: Narrative;
  readonly decidedOn: string;
  readonly supersedes?: number;
  readonly supersedesWhy?: Narrative;
}

export interface SignedOff {
  readonly partner: Partner;
  readonly answer: 'signs-off' | 'does-not-sign-off';
  readonly reason?: Narrative;
  readonly signedOn: string;
  /** The number of the decision that was put to the partner. */
  readonly decision: number;
}

export type PanelAnswer = 'agrees' | 'disagrees' | 'more-information' | 'national-review';

export interface PartnershipAnswered extends Where {
  readonly answer: 'decision-kept' | 'decision-changed' | 'information-given';
  /** Where the decision is changed: a new decision, which is put to all three partners again. */
  readonly outcome?: ReviewOutcome;
  readonly words: Narrative;
  readonly answeredOn: string;
}

/** A date that may be corrected: where something was done again (a decision, a meeting, a reply), the latest. */
export type CorrectableDate =
  | 'incidentOn'
  | 'awareOn'
  | 'toldOn'
  | 'decidedOn'
  | 'notifiedOn'
  | 'acknowledgedOn'
  | 'foundOn'
  | 'metOn'
  | 'reviewDecidedOn'
  | 'reviewSentOn'
  | 'repliedOn'
  | 'answeredOn'
  | 'closedOn';

/** What may be corrected. */
export type Correctable = 'headline' | 'nationalReference' | CorrectableDate;

export interface Corrected extends Partial<Clocks> {
  readonly field: Correctable;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly reason: Narrative;
  /** As they were before; `deadlines` holds the same ones as they are now. */
  readonly deadlinesBefore?: readonly Deadline[];
}

/** The referral was corrected to a day of awareness that this record does not take over. */
export interface AwarenessDiffers {
  /** As the referral has it now. */
  readonly awareOn: string;
  readonly reason: Narrative;
}

/** What became of the local learning event that the decision asked for. */
export interface Followed {
  readonly learningEvent?: { readonly id: string; readonly reference: string };
  /** Why none was opened. */
  readonly noLearningEvent?: Narrative;
}

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type RapidReviewEvent =
  | Message<'NotificationDecisionOpened', Opened>
  | Message<'AwarenessRecorded', { awareOn: string } & Clocks>
  | Message<'PartnersTold', { toldOn: string; otherAreas?: string }>
  | Message<'NotificationDecided', NotificationDecided>
  | Message<'NotificationSent', NotificationSent>
  | Message<'NotificationAcknowledged', { acknowledgedOn: string; words?: Narrative }>
  | Message<'FoundNotToMeetCriteria', { foundOn: string; reason: Narrative; panelToldOn?: string } & Where>
  | Message<'AgencyAsked', { agency: string; question: Narrative; askedOn: string; dueOn: string }>
  | Message<'AgencyReturned', Returned>
  | Message<'SafetyActionTaken', { action: Narrative; takenOn: string; agency?: string }>
  | Message<'ReviewMeetingHeld', MeetingHeld>
  | Message<'ReviewDecided', ReviewDecided>
  | Message<'PartnerAnswered', SignedOff>
  | Message<'ReviewSentToPanel', { sentOn: string; panelReference?: string; decision: number }>
  | Message<'PanelReplied', { reply: PanelAnswer; repliedOn: string; words: Narrative; panelReference?: string }>
  | Message<'PartnershipAnswered', PartnershipAnswered>
  | Message<'RapidReviewClosed', { closedOn: string; note: Narrative } & Followed>
  | Message<'RapidReviewCorrected', Corrected>
  | Message<'ReferralAwarenessDiffers', AwarenessDiffers>
  | Message<'RapidReviewEnteredInError', { reason: Narrative }>
  | ConcernedEvent;
