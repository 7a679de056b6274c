import { Global, Module } from '@nestjs/common';
import { TrailQueries } from './read/trail.queries';
import { HistoryPage } from './web/history.controller';
import { LatestOnTrail } from './web/latest';
import { ScrutinyApi } from './web/scrutiny.api.controller';
import { TrailPage } from './web/trail.controller';

/** The order matters: `api/v1/history` would pass for the history of a record called `v1`. */
@Global()
@Module({
  controllers: [ScrutinyApi, TrailPage, HistoryPage],
  providers: [TrailQueries, LatestOnTrail],
  exports: [LatestOnTrail],
})
export class ScrutinyModule {}
