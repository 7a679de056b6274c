import { Module } from '@nestjs/common';
import { ReferralQueries } from './read/referral.queries';
import { ReferralRecords } from './web/referral.records';
import { ReferralHandler } from './write/referral.handler';

@Module({ providers: [ReferralHandler, ReferralQueries, ReferralRecords], exports: [ReferralRecords] })
export class ReferralModule {}
