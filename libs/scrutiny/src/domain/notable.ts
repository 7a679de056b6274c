import type { AuditEvent } from '#app/audit';
import type { LearningEventEvent } from '#app/learning-event';
import type { RapidReviewEvent } from '#app/rapid-review';
import type { RecommendationEvent } from '#app/recommendation';
import type { ReferralEvent } from '#app/referral';

type Known = AuditEvent | LearningEventEvent | RapidReviewEvent | RecommendationEvent | ReferralEvent;

/** What a scrutineer looks at first: decisions, completions and moved targets. What was recorded late is notable as well. */
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
