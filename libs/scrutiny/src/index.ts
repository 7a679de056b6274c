export { AuditTrailRow, TrailRecordRow, declaredIndex, scrutinyTables } from './read/audit-trail.row';
export { scrutinyModels } from './read/audit-trail.projection';
export { trailReaders } from './web/telling';
export { LatestOnTrail } from './web/latest';
export { ScrutinyModule } from './scrutiny.module';
