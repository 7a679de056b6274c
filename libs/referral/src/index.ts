export type * from './domain/referral.events';
export type { ReferralCommand } from './domain/referral.commands';
export { ReferralRow, StartedRow as ReferralStartedRow, referralTables } from './read/referral.row';
export { ReferralRecords } from './web/referral.records';
export { referralWords } from './web/referral.words';
export { concernedSealed as referralSealed } from '#app/concerned';
export { ReferralModule } from './referral.module';
export { referralModels } from './read/referral.projection';
