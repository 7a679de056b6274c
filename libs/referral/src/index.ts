export type * from './domain/referral.events';
export type { ReferralCommand } from './domain/referral.commands';
export { referralProjection } from './read/referral.projection';
export { ReferralRow, referralTables } from './read/referral.row';
export { ReferralRecords } from './web/referral.records';
export { ReferralModule } from './referral.module';
