import { AuditModule, auditModels } from '#app/audit';
import { DirectoryModule, directoryModels } from '#app/directory';
import { LearningEventModule, learningEventModels } from '#app/learning-event';
import { RapidReviewModule, openFromReferral, rapidReviewModels } from '#app/rapid-review';
import { RecommendationModule, recommendationModels } from '#app/recommendation';
import { ReferralModule, referralModels } from '#app/referral';
import { ScrutinyModule, scrutinyModels } from '#app/scrutiny';
import type { ReadModel } from '#app/platform';
import type { Reaction } from '#app/kernel';

/** Every slice of the house. */
export const slices = [
  DirectoryModule,
  ReferralModule,
  RapidReviewModule,
  LearningEventModule,
  AuditModule,
  RecommendationModule,
  ScrutinyModule,
];

/** Every projection with its table: the table of contents of the read side. */
export const readModels: readonly ReadModel[] = [
  ...directoryModels,
  ...referralModels,
  ...rapidReviewModels,
  ...learningEventModels,
  ...auditModels,
  ...recommendationModels,
  ...scrutinyModels,
];

/** Every reaction: the table of contents of what happens by itself. */
export const reactions: readonly Reaction[] = [openFromReferral];
