import { AccessModule, accessModels, accessWords } from '#app/access';
import { AuditModule, auditModels, auditWords } from '#app/audit';
import { DirectoryModule, agencyWords, directoryModels, groupWords, postWords } from '#app/directory';
import { ErasureModule, dataRequestWords, erasureModels, holdWords, retentionWords } from '#app/erasure';
import { LearningEventModule, learningEventModels, learningEventSealed, learningEventWords } from '#app/learning-event';
import {
  RapidReviewModule,
  openFromReferral,
  rapidReviewModels,
  rapidReviewSealed,
  rapidReviewWords,
} from '#app/rapid-review';
import { RecommendationModule, recommendationModels, recommendationWords } from '#app/recommendation';
import { ReferralModule, referralModels, referralSealed, referralWords } from '#app/referral';
import { RestrictionModule, restrictionModels, restrictionWords } from '#app/restriction';
import { ScrutinyModule, scrutinyModels } from '#app/scrutiny';
import {
  type EventLog,
  LiftingEventLog,
  type ReadModel,
  Shapes,
  concernedModel,
  reactionReader,
  readerOf,
  shapeOf,
} from '#app/platform';
import type { Reaction, SealedFields } from '#app/kernel';

/** Every slice of the house. */
export const slices = [
  DirectoryModule,
  ReferralModule,
  RapidReviewModule,
  LearningEventModule,
  AuditModule,
  RecommendationModule,
  ScrutinyModule,
  AccessModule,
  RestrictionModule,
  ErasureModule,
];

/** The fields of events that are kept sealed, by kind of record. */
export const sealed: Readonly<Record<string, SealedFields>> = {
  referral: referralSealed,
  rapidReview: rapidReviewSealed,
  learningEvent: learningEventSealed,
};

/** Every projection with its table: the table of contents of the read side. */
export const readModels: readonly ReadModel[] = [
  ...directoryModels,
  ...referralModels,
  ...rapidReviewModels,
  ...learningEventModels,
  ...auditModels,
  ...recommendationModels,
  ...scrutinyModels,
  concernedModel(Object.keys(sealed)),
  ...accessModels,
  ...restrictionModels,
  ...erasureModels,
];

/** Every reaction: the table of contents of what happens by itself. */
export const reactions: readonly Reaction[] = [openFromReferral];

/** The names of all that read the log. */
export const readers: readonly string[] = [...readModels.map(readerOf), ...reactions.map(reactionReader)];

/**
 * Every type of event, by kind of record: the table of contents of the log. A kind whose events have changed their shape
 * gives its upcasters beside its words; each version keeps a golden file under test/golden/events.
 */
export const shapes = new Shapes({
  agency: shapeOf(agencyWords),
  group: shapeOf(groupWords),
  post: shapeOf(postWords),
  referral: shapeOf(referralWords),
  rapidReview: shapeOf(rapidReviewWords),
  learningEvent: shapeOf(learningEventWords),
  audit: shapeOf(auditWords),
  recommendation: shapeOf(recommendationWords),
  access: shapeOf(accessWords),
  restriction: shapeOf(restrictionWords),
  dataRequest: shapeOf(dataRequestWords),
  hold: shapeOf(holdWords),
  retention: shapeOf(retentionWords),
});

/** The log as everybody in the house reads it: in today's shapes. */
export const lifted = (log: EventLog): EventLog => new LiftingEventLog(log, shapes);
