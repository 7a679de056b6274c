import { Global, Module } from '@nestjs/common';
import { Directory } from '#app/platform';
import { DirectoryQueries } from './read/directory.queries';
import { AgencyQueries, GroupQueries, PostQueries } from './read/kinds.queries';
import { AgencyRecords } from './web/agency.records';
import { DirectoryPage } from './web/directory.controller';
import { GroupRecords } from './web/group.records';
import { PostRecords } from './web/post.records';
import { AgencyHandler, GroupHandler, PostHandler } from './write/directory.handler';

/** Global, because every page and every form asks the directory for names. */
@Global()
@Module({
  controllers: [DirectoryPage],
  providers: [
    AgencyHandler,
    GroupHandler,
    PostHandler,
    AgencyQueries,
    GroupQueries,
    PostQueries,
    DirectoryQueries,
    { provide: Directory, useExisting: DirectoryQueries },
    AgencyRecords,
    GroupRecords,
    PostRecords,
  ],
  exports: [Directory, AgencyRecords, GroupRecords, PostRecords],
})
export class DirectoryModule {}
