import { Module } from '@nestjs/common';
import { RapidReviewQueries } from './read/rapid-review.queries';
import { RapidReviewPages } from './web/rapid-review.controller';
import { RapidReviewRecords } from './web/rapid-review.records';
import { RapidReviewHandler } from './write/rapid-review.handler';

@Module({
  controllers: [RapidReviewPages],
  providers: [RapidReviewHandler, RapidReviewQueries, RapidReviewRecords],
  exports: [RapidReviewRecords],
})
export class RapidReviewModule {}
