import { Module } from '@nestjs/common';
import { DataRequestQueries } from './read/data-request.queries';
import { HoldQueries } from './read/hold.queries';
import { KeptRecordQueries } from './read/kept-record.queries';
import { RetentionQueries } from './read/retention.queries';
import { Choosing } from './web/data-request.choosing';
import { DataRequestRecords } from './web/data-request.records';
import { EvidenceAbout } from './web/evidence-about';
import { HoldRecords } from './web/hold.records';
import { RetentionDue } from './web/retention-due.controller';
import { RetentionRecords } from './web/retention.records';
import { AboutDataInLog } from './write/about-data-in-log';
import { CarryingOut } from './write/carrying-out';
import { DataRequestHandler, HoldHandler, RetentionHandler } from './write/erasure.handler';

@Module({
  controllers: [RetentionDue],
  providers: [
    AboutDataInLog,
    CarryingOut,
    DataRequestHandler,
    HoldHandler,
    RetentionHandler,
    DataRequestQueries,
    HoldQueries,
    RetentionQueries,
    KeptRecordQueries,
    EvidenceAbout,
    Choosing,
    DataRequestRecords,
    HoldRecords,
    RetentionRecords,
  ],
  exports: [CarryingOut, DataRequestRecords, HoldRecords, RetentionRecords],
})
export class ErasureModule {}
