import { DataSource } from 'typeorm';
import {
  type DatabaseAt,
  type EventLog,
  type Partnership,
  eventStoreDbUrlOf,
  pooledIn,
  systemClock,
} from '#app/platform';
import { openLogOf } from '../../../projector/src/migrate';
import { readStore } from '../../../projector/src/read-store';
import { lifted } from '../../../projector/src/slices';
import { readPartnershipIds } from '../../../web/src/partnerships.environment';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { running } from '../where';

/** The rows of a house, and the log that they are made of. */
export interface OpenedHouse {
  readonly at: DatabaseAt;
  readonly db: DataSource;
  /** As it is kept. */
  readonly kept: EventLog;
  /** In today's shapes. */
  readonly log: EventLog;
  readonly partnerships: readonly Partnership[];
}

/** Does something with the rows of DATABASE_URL, or else of the running local system. Throws CannotRead. */
export async function withHouse<T>({ env }: Terminal, use: (house: OpenedHouse) => Promise<T>): Promise<T> {
  const local = await running(env);
  const given = env['DATABASE_URL']?.trim();
  const databaseUrl = given || local?.databaseUrl;
  if (databaseUrl === undefined)
    throw new CannotRead(
      'Which database? Start the local system with npm start, or give the address of the database in DATABASE_URL.',
    );
  const at = { databaseUrl, pooled: Boolean(given) && pooledIn(env) };
  const db = await new DataSource({ ...readStore(databaseUrl), poolSize: 4 }).initialize().catch((error: unknown) => {
    throw new CannotRead(`The database does not answer: ${error instanceof Error ? error.message : String(error)}.`);
  });
  try {
    if (await db.showMigrations()) throw new CannotRead('Bring the database up to date first: trail migrate');
    const kept = await openLogOf({ ...at, eventStoreDbUrl: eventStoreDbUrlOf(env), clock: systemClock });
    try {
      const partnerships = given || !local ? readPartnershipIds(env) : local.partnerships;
      return await use({ at, db, kept, log: lifted(kept), partnerships });
    } finally {
      await kept.close();
    }
  } finally {
    await db.destroy();
  }
}
