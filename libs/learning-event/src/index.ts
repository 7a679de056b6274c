export type * from './domain/learning-event.events';
export type { LearningEventCommand } from './domain/learning-event.commands';
export type { Step as LearningEventStep } from './domain/learning-event.steps';
export {
  LearningEventRow,
  WantedReviewRow as LearningEventWantedReviewRow,
  WantedRow as LearningEventWantedRow,
  learningEventTables,
} from './read/learning-event.row';
export { learningEventModels } from './read/learning-event.projection';
export { LearningEventRecords } from './web/learning-event.records';
export { learningEventWords } from './web/learning-event.words';
export { concernedSealed as learningEventSealed } from '#app/concerned';
export { LearningEventModule } from './learning-event.module';
