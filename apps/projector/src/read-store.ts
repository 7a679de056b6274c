import type { DataSourceOptions } from 'typeorm';
import { CheckpointRow, EnduringClient, FileRow, type ReadModel, versionRow } from '#app/platform';
import { readModels } from './slices';
import { House1795305600000 } from './migrations/1795305600000-house';
import { Engine1795309200000 } from './migrations/1795309200000-engine';
import { Identities1795312800000 } from './migrations/1795312800000-identities';
import { Sessions1795316400000 } from './migrations/1795316400000-sessions';
import { Vault1795320000000 } from './migrations/1795320000000-vault';
import { Edge1795323600000 } from './migrations/1795323600000-edge';
import { NeedToKnow1795334400000 } from './migrations/1795334400000-need-to-know';
import { Searched1795327200000 } from './migrations/1795327200000-searched';
import { Waiting1795328000000 } from './migrations/1795328000000-waiting';
import { Erasure1795338000000 } from './migrations/1795338000000-erasure';
import { Conflicts1795341600000 } from './migrations/1795341600000-conflicts';
import { SignOut1795345200000 } from './migrations/1795345200000-sign-out';
import { Traces1795348800000 } from './migrations/1795348800000-traces';
import { Withheld1795352400000 } from './migrations/1795352400000-withheld';
import { Nearest1795356000000 } from './migrations/1795356000000-nearest';
import { LookFacts1795357000000 } from './migrations/1795357000000-look-facts';

/** The row, and its versions where they are kept. */
const entitiesOf = ({ projection, table }: ReadModel): (new () => object)[] => {
  const row = table as new () => object;
  return projection.history ? [row, versionRow(row)] : [row];
};

/** The projector owns the tables; whoever reads them connects with the same options. What is to be built may take its time. */
export const readStore = (url: string) =>
  ({
    type: 'postgres',
    url,
    entities: [CheckpointRow, FileRow, ...readModels.flatMap(entitiesOf)],
    migrations: [
      House1795305600000,
      Engine1795309200000,
      Identities1795312800000,
      Sessions1795316400000,
      Vault1795320000000,
      Edge1795323600000,
      Searched1795327200000,
      Waiting1795328000000,
      NeedToKnow1795334400000,
      Erasure1795338000000,
      Conflicts1795341600000,
      SignOut1795345200000,
      Traces1795348800000,
      Withheld1795352400000,
      Nearest1795356000000,
      LookFacts1795357000000,
    ],
    migrationsTableName: 'migration',
    poolSize: 10,
    extra: { Client: EnduringClient },
  }) satisfies DataSourceOptions;
