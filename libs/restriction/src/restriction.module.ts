import { Global, Module } from '@nestjs/common';
import { NeedToKnow } from '#app/platform';
import { RestrictionQueries } from './read/restriction.queries';
import { RestrictionsOnRecords } from './web/need-to-know';
import { RestrictionRecords } from './web/restriction.records';
import { RestrictionHandler } from './write/restriction.handler';

/** Every list and every record asks what it may say of need to know. */
@Global()
@Module({
  providers: [
    RestrictionHandler,
    RestrictionQueries,
    RestrictionRecords,
    RestrictionsOnRecords,
    { provide: NeedToKnow, useExisting: RestrictionsOnRecords },
  ],
  exports: [RestrictionRecords, NeedToKnow],
})
export class RestrictionModule {}
