export type * from './domain/audit.events';
export type { AuditCommand } from './domain/audit.commands';
export type { AuditType, Step as AuditStep } from './domain/audit.steps';
export { AuditRow, auditTables } from './read/audit.row';
export { auditModels } from './read/audit.projection';
export { AuditRecords } from './web/audit.records';
export { auditWords } from './web/audit.words';
export { AuditModule } from './audit.module';
