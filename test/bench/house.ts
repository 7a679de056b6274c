import 'reflect-metadata';
import { DataSource } from 'typeorm';
import {
  AskingClient,
  type EventLog,
  PostgresEventLog,
  type ReadModel,
  WEB_ROLE,
  boundTo,
  systemClock,
} from '#app/platform';
import { recommendationModels } from '#app/recommendation';
import { migrate } from '../../apps/projector/src/migrate';
import { readStore } from '../../apps/projector/src/read-store';
import { lifted } from '../../apps/projector/src/slices';

/** The read side of the house in an empty database. */
export interface ReadSide {
  readonly url: string;
  readonly log: EventLog;
  readonly db: DataSource;
  /** The rows as they are given to the web. */
  readonly web: DataSource;
  readonly model: ReadModel;
  close(): Promise<void>;
}

/** The heaviest read model: a recommendation with all its steps, and the history of its row. */
export function heaviest(): ReadModel {
  const [model] = recommendationModels;
  if (!model) throw new Error('There is no read model of recommendations');
  return model;
}

export async function openReadSide(connectionString: string): Promise<ReadSide> {
  await migrate(connectionString);
  const log = await PostgresEventLog.open({ connectionString, clock: systemClock });
  const db = await new DataSource(readStore(connectionString)).initialize();
  const bound = boundTo(connectionString, { partnership: 'isle-of-wight', role: WEB_ROLE });
  const web = await new DataSource({ ...readStore(bound), extra: { Client: AskingClient } }).initialize();
  return {
    url: connectionString,
    log: lifted(log),
    db,
    web,
    model: heaviest(),
    close: async () => {
      await web.destroy();
      await db.destroy();
      await log.close();
    },
  };
}
