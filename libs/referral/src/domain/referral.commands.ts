import type { Meeting, Message, Narrative } from '#app/kernel';
import type { ConcernedCommand } from '#app/concerned';
import type { Correctable, CorrectableValues, CriterionFound, Outcome, PartnerView, Received } from './referral.events';

export interface ReceiveData extends Omit<Received, 'reference' | 'children' | 'notifyBy' | 'ruleVersion'> {
  readonly numberOfChildren: number;
}

export interface DecideData {
  readonly criteria: readonly CriterionFound[];
  readonly views: readonly PartnerView[];
  readonly outcome: Outcome;
  readonly rationale: Narrative;
  readonly informationConsidered?: Narrative;
  readonly passedTo?: string;
  readonly decidedOn: string;
  readonly meeting?: Meeting;
  readonly betweenMeetings?: string;
  readonly supersedesWhy?: Narrative;
}

/** What a command says of the notification decision that the referral opened, where it did. */
export interface AfterNotification {
  readonly notificationEnded?: boolean;
}

/** What a command says of what was started from the referral; only the read side can know it. */
export interface AfterStart extends AfterNotification {
  /** "Learning event LEA-2026-27-001": what is still open, or stands for good. */
  readonly standing?: readonly string[];
}

/** Whether what the outcome promised was started: a learning event, or recommendations. */
export interface Followed extends AfterNotification {
  readonly followed?: boolean;
}

/** The right value of one field; of the children, how many they are. */
export type CorrectData = {
  readonly [Field in Correctable]: {
    readonly field: Field;
    readonly label: string;
    readonly to: Field extends 'children' ? number : CorrectableValues[Field];
    readonly reason: Narrative;
    /** As in the event. */
    readonly consideration?: number;
  };
}[Correctable];

export type ReferralCommand =
  | Message<'ReceiveReferral', ReceiveData>
  | Message<'AskForInformation', { agency: string; question: Narrative; dueOn: string; askedOn: string }>
  | Message<'GiveInformation', { agency: string; information: Narrative; givenOn: string }>
  | Message<'ConsiderReferral', { meeting?: Meeting; betweenMeetings?: string; note: Narrative; consideredOn: string }>
  | Message<'DecideReferral', DecideData & AfterNotification>
  | Message<'RecordAnswer', { answer: 'accepted' | 'not-accepted'; answeredOn: string; words: Narrative }>
  | Message<
      'ReturnReflection',
      { wentWell: Narrative; didNotGoWell: Narrative; differentlyNextTime: Narrative; returnedOn: string }
    >
  | Message<'CloseReferral', { note: Narrative; closedOn: string; nothingFollows?: Narrative } & Followed>
  | Message<'EnterInError', { reason: Narrative } & AfterStart>
  | Message<'MarkDuplicate', { of: string; ofReference: string; reason: Narrative } & AfterStart>
  /** `opened`: the id of the notification decision that the decision in force opened, which only the read side can know. */
  | Message<'CorrectReferral', CorrectData & { readonly opened?: string }>
  | ConcernedCommand;
