import { DataSource } from 'typeorm';
import { type EventLog, eventStoreDbUrlOf, systemClock } from '#app/platform';
import { openLogOf } from '../../../projector/src/migrate';
import { readStore } from '../../../projector/src/read-store';
import { lifted } from '../../../projector/src/slices';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { running } from '../where';

/** The rows of a house, and the log that they are made of. */
export interface OpenedHouse {
  readonly db: DataSource;
  /** As it is kept. */
  readonly kept: EventLog;
  /** In today's shapes. */
  readonly log: EventLog;
}

/** Does something with the rows of DATABASE_URL, or else of the running local system. Throws CannotRead. */
export async function withHouse<T>({ env }: Terminal, use: (house: OpenedHouse) => Promise<T>): Promise<T> {
  const databaseUrl = env['DATABASE_URL']?.trim() || (await running(env))?.databaseUrl;
  if (databaseUrl === undefined)
    throw new CannotRead(
      'Which database? Start the local system with npm start, or give the address of the database in DATABASE_URL.',
    );
  const db = await new DataSource({ ...readStore(databaseUrl), poolSize: 4 }).initialize().catch((error: unknown) => {
    throw new CannotRead(`The database does not answer: ${error instanceof Error ? error.message : String(error)}.`);
  });
  try {
    if (await db.showMigrations()) throw new CannotRead('Bring the database up to date first: trail migrate');
    const kept = await openLogOf({ databaseUrl, eventStoreDbUrl: eventStoreDbUrlOf(env), clock: systemClock });
    try {
      return await use({ db, kept, log: lifted(kept) });
    } finally {
      await kept.close();
    }
  } finally {
    await db.destroy();
  }
}
