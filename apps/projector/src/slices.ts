import { AuditModule, auditModels, auditWords } from '#app/audit';
import { DirectoryModule, agencyWords, directoryModels, groupWords, postWords } from '#app/directory';
import { LearningEventModule, learningEventModels, learningEventWords } from '#app/learning-event';
import { RapidReviewModule, openFromReferral, rapidReviewModels, rapidReviewWords } from '#app/rapid-review';
import { RecommendationModule, recommendationModels, recommendationWords } from '#app/recommendation';
import { ReferralModule, referralModels, referralWords } from '#app/referral';
import { ScrutinyModule, scrutinyModels } from '#app/scrutiny';
import {
  type EventLog,
  LiftingEventLog,
  type ReadModel,
  Shapes,
  reactionReader,
  readerOf,
  shapeOf,
} from '#app/platform';
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
});

/** The log as everybody in the house reads it: in today's shapes. */
export const lifted = (log: EventLog): EventLog => new LiftingEventLog(log, shapes);
