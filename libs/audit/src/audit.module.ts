import { Module } from '@nestjs/common';
import { AuditQueries } from './read/audit.queries';
import { AuditRecords } from './web/audit.records';
import { AuditHandler } from './write/audit.handler';

@Module({
  providers: [AuditHandler, AuditQueries, AuditRecords],
  exports: [AuditRecords],
})
export class AuditModule {}
