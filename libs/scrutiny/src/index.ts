import { Module } from '@nestjs/common';
import type { ReadModel } from '#app/platform';

@Module({})
export class ScrutinyModule {}
export const scrutinyModels: readonly ReadModel[] = [];
export const scrutinyTables: readonly string[] = [];
