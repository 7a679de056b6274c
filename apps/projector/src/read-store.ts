import type { DataSourceOptions } from 'typeorm';
import { CheckpointRow, EnduringClient, FileRow } from '#app/platform';
import { readModels } from './slices';
import { House1795305600000 } from './migrations/1795305600000-house';

/** The projector owns the tables; whoever reads them connects with the same options. */
export const readStore = (url: string) =>
  ({
    type: 'postgres',
    url,
    entities: [CheckpointRow, FileRow, ...readModels.map(({ table }) => table as new () => object)],
    migrations: [House1795305600000],
    migrationsTableName: 'migration',
    poolSize: 10,
    extra: { Client: EnduringClient },
  }) satisfies DataSourceOptions;
