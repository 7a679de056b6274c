import type { AuditEvent } from '#app/audit';
import type { LearningEventEvent } from '#app/learning-event';
import type { RapidReviewEvent } from '#app/rapid-review';
import type { RecommendationEvent } from '#app/recommendation';
import type { ReferralEvent } from '#app/referral';

type Known = AuditEvent | LearningEventEvent | RapidReviewEvent | RecommendationEvent | ReferralEvent;

/** What a scrutineer looks at first: decisions, completions and moved targets. */
export const NOTABLE: readonly Known['type'][] = [
  'ReferralDecided',
  'ReferralClosed',
  'NotificationDecided',
  'FoundNotToMeetCriteria',
  'ReviewDecided',
  'RapidReviewClosed',
  'LearningEventAgreed',
  'ReportApprovedByGroup',
  'ReportApprovedByExecutive',
  'LearningEventClosed',
  'FindingsAgreed',
  'AuditApproved',
  'AuditClosed',
  'RecommendationAgreed',
  'RecommendationNotAccepted',
  'RecommendationApproved',
  'AssuranceAccepted',
  'AssuranceReturned',
  'TargetChanged',
  'CarriedIntoOtherWork',
  'LineNotApplicable',
  'LineWithdrawn',
  'LineHandedOver',
  'LineCompleted',
  'RecommendationCompleted',
  'RecommendationWithdrawn',
];

/** What is recorded late is notable as well, but for the directory: what an agency was called in 2011 is entered when it is needed. */
export const LATE_IS_USUAL = ['agency', 'group', 'post'] as const;
