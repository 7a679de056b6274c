export type * from './domain/rapid-review.events';
export type { RapidReviewCommand } from './domain/rapid-review.commands';
export { openFromReferral } from './domain/open-from-referral.reaction';
export { rapidReviewModels } from './read/rapid-review.projection';
export {
  LearningEventRow as LearningEventOfReviewRow,
  RapidReviewRow,
  rapidReviewTables,
} from './read/rapid-review.row';
export { TakeRapidReviewDecision } from './write/rapid-review.handler';
export { RapidReviewRecords } from './web/rapid-review.records';
export { sheetReaders } from './web/sight';
export { rapidReviewWords } from './web/rapid-review.words';
export { concernedSealed as rapidReviewSealed } from '#app/concerned';
export { RapidReviewModule } from './rapid-review.module';
