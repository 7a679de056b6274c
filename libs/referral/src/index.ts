export type * from './domain/referral.events';
export type { ReferralCommand } from './domain/referral.commands';
export { ReferralRow, referralTables } from './read/referral.row';
export { ReferralRecords } from './web/referral.records';
export { ReferralModule } from './referral.module';
export { referralModels } from './read/referral.projection';
