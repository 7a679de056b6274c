import { DataSource } from 'typeorm';
import { type Bond, type DatabaseAt, type LogPlace, connecting } from '#app/platform';

export type Kind = 'EventStoreDB' | 'PostgreSQL';

export const kindOf = (eventStoreDbUrl: string | undefined): Kind =>
  eventStoreDbUrl === undefined ? 'PostgreSQL' : 'EventStoreDB';

/** The rows were made of another kind of log than the one given. */
export class OtherLog extends Error {
  constructor(kind: string) {
    super(
      `The rows in this database follow a log in ${kind}. ` +
        (kind === 'PostgreSQL'
          ? 'Leave EVENTSTOREDB_URL out, or give an empty database.'
          : 'Give its address in EVENTSTOREDB_URL, or give an empty database.'),
    );
    this.name = 'OtherLog';
  }
}

/** Throws OtherLog where the rows of a house follow another kind of log than the one given. */
export async function refuseOther(eventStoreDbUrl: string | undefined, rows: Pick<DataSource, 'query'>): Promise<void> {
  const [bound] = await rows.query<{ value: string }[]>(`SELECT "value" FROM "house" WHERE "key" = 'log'`);
  if (bound && bound.value !== kindOf(eventStoreDbUrl)) throw new OtherLog(bound.value);
}

/** The same for a database that may hold a log and no house, which no rows follow. */
export const refuseOtherIn = ({ eventStoreDbUrl, ...at }: LogPlace): Promise<void> =>
  withDatabase(at, async (db) => {
    const [house] = await db.query<object[]>(`SELECT FROM pg_class WHERE oid = to_regclass('house')`);
    if (house) await refuseOther(eventStoreDbUrl, db);
  });

/** Whether a database holds a house that has not been marked, which it cannot be any more once there are events. */
export const lacksMark = (at: DatabaseAt): Promise<boolean> =>
  withDatabase(at, async (db) => {
    const [house] = await db.query<object[]>(`SELECT FROM pg_class WHERE oid = to_regclass('house')`);
    return house !== undefined && (await db.query<object[]>(`SELECT FROM "house" WHERE "key" = 'mark'`)).length === 0;
  });

export async function withDatabase<T>(
  at: DatabaseAt,
  use: (db: DataSource) => Promise<T>,
  bond?: Partial<Bond>,
): Promise<T> {
  const db = new DataSource({ type: 'postgres', url: at.databaseUrl, poolSize: 1, extra: connecting(at, bond) });
  await db.initialize();
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}
