import { Global, Module } from '@nestjs/common';
import { Looks } from '#app/platform';
import { LooksQueries } from './read/looks.queries';
import { UnusualQueries } from './read/unusual.queries';
import { LooksApi, LooksPages } from './web/looks.controller';
import { LooksShown } from './web/looks.pages';
import { UnusualAccessApi } from './web/unusual.api.controller';
import { UnusualAccessPages } from './web/unusual.controller';
import { UnusualAccess } from './web/unusual.looked-into';
import { LooksInLog } from './write/looks-in-log';
import { UnusualAccessHandler } from './write/unusual.handler';

/** The order matters: `api/v1/looks` would pass for the looks at a record called `v1`. */
@Global()
@Module({
  controllers: [LooksApi, UnusualAccessApi, LooksPages, UnusualAccessPages],
  providers: [
    LooksInLog,
    { provide: Looks, useExisting: LooksInLog },
    LooksQueries,
    LooksShown,
    UnusualQueries,
    UnusualAccess,
    UnusualAccessHandler,
  ],
  exports: [Looks, UnusualAccess],
})
export class AccessModule {}
