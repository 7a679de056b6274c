import 'reflect-metadata';
import { DataSource } from 'typeorm';
import {
  CheckpointRow,
  type EventLog,
  PostgresEventLog,
  type ReadModel,
  START,
  historyOf,
  readerOf,
  systemClock,
} from '#app/platform';
import { recommendationModels } from '#app/recommendation';
import { migrate } from '../../apps/projector/src/migrate';
import { readStore } from '../../apps/projector/src/read-store';
import { lifted } from '../../apps/projector/src/slices';

/** The read side of the house in an empty database. */
export interface ReadSide {
  readonly log: EventLog;
  readonly db: DataSource;
  /** The heaviest read model: a recommendation with all its steps. */
  readonly model: ReadModel;
  /** Its table as it was before the first event. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openReadSide(connectionString: string): Promise<ReadSide> {
  await migrate(connectionString);
  const log = await PostgresEventLog.open({ connectionString, clock: systemClock });
  const db = await new DataSource(readStore(connectionString)).initialize();
  const [model] = recommendationModels;
  if (!model) throw new Error('There is no read model of recommendations');
  return {
    log: lifted(log),
    db,
    model,
    empty: async () => {
      const { tableName } = db.getMetadata(model.table);
      for (const table of model.projection.history ? [tableName, historyOf(tableName)] : [tableName])
        await db.query(`TRUNCATE "${table}"`);
      await db.getRepository(CheckpointRow).update({ reader: readerOf(model) }, { position: START.toString() });
    },
    close: async () => {
      await db.destroy();
      await log.close();
    },
  };
}
