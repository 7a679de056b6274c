import { Injectable, Module } from '@nestjs/common';
import type { ReadModel, RecordKind } from '#app/platform';

@Injectable()
export class AgencyRecords {
  readonly kind: RecordKind;
}
@Injectable()
export class GroupRecords {
  readonly kind: RecordKind;
}
@Injectable()
export class PostRecords {
  readonly kind: RecordKind;
}
@Module({ providers: [AgencyRecords, GroupRecords, PostRecords], exports: [AgencyRecords, GroupRecords, PostRecords] })
export class DirectoryModule {}
export const directoryModels: readonly ReadModel[] = [];
export const directoryTables: readonly string[] = [];
