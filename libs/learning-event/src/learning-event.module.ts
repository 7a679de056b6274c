import { Module } from '@nestjs/common';
import { LearningEventQueries } from './read/learning-event.queries';
import { LearningEventRecords } from './web/learning-event.records';
import { LearningEventHandler } from './write/learning-event.handler';

@Module({
  providers: [LearningEventHandler, LearningEventQueries, LearningEventRecords],
  exports: [LearningEventRecords],
})
export class LearningEventModule {}
