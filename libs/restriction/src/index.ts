export type * from './domain/restriction.events';
export type { RestrictionCommand } from './domain/restriction.commands';
export { RestrictionRow, restrictionTables } from './read/restriction.row';
export { restrictionModels } from './read/restriction.models';
export { withholding } from './read/withheld.sql';
export { restrictionIdOf } from './write/restriction.handler';
export { restrictionWords } from './web/restriction.names';
export { RestrictionRecords } from './web/restriction.records';
export { RestrictionModule } from './restriction.module';
