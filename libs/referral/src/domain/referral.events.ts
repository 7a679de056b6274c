import type { Meeting, Message, Narrative } from '#app/kernel';
import type { ConcernedEvent } from '#app/concerned';

/** The outcomes of a decision on a referral (domain reference §3.1). */
export type Outcome =
  | 'criteria-appear-met'
  | 'learning-event'
  | 'learning-identified'
  | 'passed-elsewhere'
  | 'professional-differences'
  | 'single-agency-learning'
  | 'no-further-action';

/** The criteria of Children Act 2004, section 16C, as asked of a referral. */
export type Criterion = 'abuse-or-neglect' | 'died-or-seriously-harmed' | 'in-the-area';

export type Finding = 'met' | 'not-met' | 'not-enough-information';

export interface CriterionFound {
  readonly criterion: Criterion;
  readonly finding: Finding;
  readonly reason: Narrative;
}

/** What one safeguarding partner thought. Dissent is kept with its reason. */
export interface PartnerView {
  readonly partner: 'council' | 'health' | 'police';
  readonly view: 'agrees' | 'dissents' | 'not-given';
  readonly reason?: Narrative;
}

export interface Received {
  readonly reference: string;
  /** A short title for lists, about circumstances, never about who. */
  readonly headline: string;
  /** The agency that refers, and the role in which somebody there did. */
  readonly from: string;
  readonly role: string;
  readonly safeguardingLead?: string;
  readonly incidentOn?: string;
  /** When the council became aware of the incident. */
  readonly awareOn?: string;
  readonly receivedOn: string;
  readonly harm: 'known' | 'suspected' | 'good-practice';
  /** Issued by the system: they say nothing of the child. */
  readonly children: readonly string[];
  readonly whatHappened: Narrative;
  readonly why: Narrative;
  readonly agencies: readonly string[];
  /** When a notification would be due, counted from `awareOn`; with the version of the rule. */
  readonly notifyBy?: string;
  readonly ruleVersion?: string;
}

export interface Decided {
  readonly number: number;
  readonly criteria: readonly CriterionFound[];
  readonly views: readonly PartnerView[];
  readonly outcome: Outcome;
  readonly rationale: Narrative;
  readonly informationConsidered?: Narrative;
  /** The body that it is passed to, where it is. */
  readonly passedTo?: string;
  readonly decidedOn: string;
  readonly meeting?: Meeting;
  readonly betweenMeetings?: string;
  /** The number of the decision that this one replaces, and why. */
  readonly supersedes?: number;
  readonly supersedesWhy?: Narrative;
  /** For the slices that answer: what the referral was about. */
  readonly reference: string;
  readonly headline: string;
  readonly children: readonly string[];
  readonly incidentOn?: string;
  readonly awareOn?: string;
  readonly agencies: readonly string[];
}

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type ReferralEvent =
  | Message<'ReferralReceived', Received>
  | Message<'InformationAsked', { agency: string; question: Narrative; dueOn: string; askedOn: string }>
  | Message<'InformationGiven', { agency: string; information: Narrative; givenOn: string }>
  | Message<
      'ReferralConsidered',
      { meeting?: Meeting; betweenMeetings?: string; note: Narrative; consideredOn: string }
    >
  | Message<'ReferralDecided', Decided>
  | Message<
      'ReceivingBodyAnswered',
      { body: string; answer: 'accepted' | 'not-accepted'; answeredOn: string; words: Narrative }
    >
  | Message<
      'ReflectionReturned',
      { wentWell: Narrative; didNotGoWell: Narrative; differentlyNextTime: Narrative; returnedOn: string }
    >
  | Message<'ReferralClosed', { note: Narrative; closedOn: string; nothingFollows?: Narrative }>
  | Message<'ReferralEnteredInError', { reason: Narrative }>
  | Message<'ReferralMarkedDuplicate', { of: string; ofReference: string; reason: Narrative }>
  | Message<'ReferralCorrected', Corrected>
  | ConcernedEvent;

/** What may be corrected, with the shape of each value; a date that was not known before is ''. */
export interface CorrectableValues {
  readonly headline: string;
  readonly role: string;
  readonly safeguardingLead: string;
  readonly from: string;
  readonly incidentOn: string;
  readonly awareOn: string;
  readonly receivedOn: string;
  readonly harm: Received['harm'];
  readonly children: readonly string[];
  readonly agencies: readonly string[];
  readonly whatHappened: Narrative;
  readonly why: Narrative;
  /** Of one consideration, named by its number. */
  readonly consideredOn: string;
  readonly note: Narrative;
}
export type Correctable = keyof CorrectableValues;

/** The wrong value and the right one. The day of a notification is counted again where the awareness is corrected. */
export type Corrected = {
  readonly [Field in Correctable]: {
    readonly field: Field;
    readonly label: string;
    readonly from: CorrectableValues[Field] | '';
    readonly to: CorrectableValues[Field];
    readonly reason: Narrative;
    readonly notifyBy?: string;
    readonly ruleVersion?: string;
    /** The id of the notification decision that its decision opened, which follows a correction of the awareness. */
    readonly opened?: string;
    /** Which consideration it is about, the first being 1. */
    readonly consideration?: number;
  };
}[Correctable];
