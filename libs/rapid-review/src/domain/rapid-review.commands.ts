import type { Message, Narrative } from '#app/kernel';
import type { ConcernedCommand } from '#app/concerned';
import type {
  AwarenessDiffers,
  Clocks,
  Corrected,
  Followed,
  MeetingHeld,
  NotificationDecided,
  NotificationSent,
  Opened,
  PanelAnswer,
  PartnershipAnswered,
  Returned,
  ReviewDecided,
  SignedOff,
  Where,
} from './rapid-review.events';

/** Opened from a referral, the children have their pseudonyms already; else they are issued for so many children. */
export interface OpenData extends Omit<Opened, 'reference' | 'children' | keyof Clocks> {
  readonly children?: readonly string[];
  readonly numberOfChildren?: number;
}

export type DecideNotificationData = Omit<NotificationDecided, 'number' | 'supersedes'>;
export type DecideReviewData = Omit<ReviewDecided, 'number' | 'supersedes'>;

/** About the notification: from the council's awareness to the national Panel's acknowledgement. */
export type NotificationCommand =
  | Message<'RecordAwareness', { awareOn: string }>
  | Message<'RecordPartnersTold', { toldOn: string; otherAreas?: string }>
  | Message<'DecideNotification', DecideNotificationData>
  | Message<'RecordNotificationSent', Omit<NotificationSent, 'decision' | keyof Clocks>>
  | Message<'RecordAcknowledgement', { acknowledgedOn: string; words?: Narrative }>
  | Message<'FindNotToMeetCriteria', { foundOn: string; reason: Narrative; panelToldOn?: string } & Where>;

/** About the rapid review up to its decision. */
export type ReviewCommand =
  | Message<'AskAgency', { agency: string; question: Narrative; askedOn: string; dueOn: string }>
  | Message<'ReturnInformation', Returned>
  | Message<'RecordSafetyAction', { action: Narrative; takenOn: string; agency?: string }>
  | Message<'RecordReviewMeeting', MeetingHeld>
  | Message<'DecideReview', DecideReviewData>
  | Message<'SignOff', SignedOff>;

/** Between the partnership and the national Panel. */
export type PanelCommand =
  | Message<'SendReviewToPanel', { sentOn: string; panelReference?: string }>
  | Message<'RecordPanelReply', { reply: PanelAnswer; repliedOn: string; words: Narrative; panelReference?: string }>
  | Message<'AnswerPanel', PartnershipAnswered>
  | Message<'CloseRapidReview', { closedOn: string; note: Narrative } & Followed>;

export type RapidReviewCommand =
  | Message<'OpenNotificationDecision', OpenData>
  | NotificationCommand
  | ReviewCommand
  | PanelCommand
  | Message<'CorrectRapidReview', Pick<Corrected, 'field' | 'label' | 'to' | 'reason'>>
  /** The referral that opened it was corrected. */
  | Message<'FollowReferral', AwarenessDiffers & { readonly label: string }>
  | Message<'EnterInError', { reason: Narrative }>
  | ConcernedCommand;
