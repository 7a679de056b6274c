import { Module } from '@nestjs/common';
import { RecommendationQueries } from './read/recommendation.queries';
import { RecommendationRecords } from './web/recommendation.records';
import { RecommendationWaiting } from './web/recommendation.waiting';
import { RecommendationHandler } from './write/recommendation.handler';

@Module({
  providers: [RecommendationHandler, RecommendationQueries, RecommendationWaiting, RecommendationRecords],
  exports: [RecommendationRecords, RecommendationQueries],
})
export class RecommendationModule {}
