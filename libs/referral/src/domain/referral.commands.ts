import type { Meeting, Message, Narrative } from '#app/kernel';
import type { Correctable, CriterionFound, Outcome, PartnerView, Received } from './referral.events';

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

export type ReferralCommand =
  | Message<'ReceiveReferral', ReceiveData>
  | Message<'AskForInformation', { agency: string; question: Narrative; dueOn: string; askedOn: string }>
  | Message<'GiveInformation', { agency: string; information: Narrative; givenOn: string }>
  | Message<'ConsiderReferral', { meeting?: Meeting; betweenMeetings?: string; note: Narrative; consideredOn: string }>
  | Message<'DecideReferral', DecideData>
  | Message<'RecordAnswer', { answer: 'accepted' | 'not-accepted'; answeredOn: string; words: Narrative }>
  | Message<
      'ReturnReflection',
      { wentWell: Narrative; didNotGoWell: Narrative; differentlyNextTime: Narrative; returnedOn: string }
    >
  | Message<'CloseReferral', { note: Narrative; closedOn: string }>
  | Message<'EnterInError', { reason: Narrative }>
  | Message<'MarkDuplicate', { of: string; ofReference: string; reason: Narrative }>
  | Message<'CorrectReferral', { field: Correctable; label: string; to: string; reason: Narrative }>;
