import { randomBytes, randomUUID } from 'node:crypto';
import { type PostgresEventStore, getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import type { Message } from '#app/kernel';
import { type NewEvent, PostgresEventLog, migrateLog, systemClock } from '#app/platform';
import { metadata } from './recommendations';
import type { Side } from './slices';

/** What everybody stores: some 320 bytes of data and 240 of metadata, as an event of ours has. */
export const data = () => ({ text: 'Progress was reported to the group. '.repeat(8), on: '2026-03-02', lineId: 'l1' });

export const newEvent = (): NewEvent => ({
  id: randomUUID(),
  event: { type: 'ProgressReported', data: data() },
  schemaVersion: 1,
  metadata,
});

/** An event of ours as Emmett takes it. */
export const theirEvent = ({ type, data: told }: Message) => ({
  type,
  data: told as Record<string, unknown>,
  metadata,
});

const stream = (): string => `bench-${randomUUID()}`;

export interface Contestants {
  readonly log: PostgresEventLog;
  readonly emmett: PostgresEventStore;
  /** Each appends one event to a stream of its own. */
  readonly ours: Side;
  readonly theirs: Side;
  readonly plain: Side;
  close(): Promise<void>;
}

export const PLAIN = 'a prepared INSERT';
export const EMMETT = 'Emmett';

export async function openContestants(connectionString: string): Promise<Contestants> {
  await migrateLog(connectionString);
  const log = await PostgresEventLog.open({ connectionString, clock: systemClock });
  const pool = new Pool({ connectionString, max: 32 });
  pool.on('error', () => undefined);
  // The same columns, checks and indexes; a sequence gives the position.
  await pool.query(`create table plain_event (like log.event including all); create sequence plain_position;
    alter table plain_event alter position set default nextval('plain_position')`);
  const emmett = getPostgreSQLEventStore(connectionString);
  await emmett.schema.migrate();
  return {
    log,
    emmett,
    ours: { name: 'ours', request: () => log.append(stream(), 'none', [newEvent()]) },
    theirs: {
      name: EMMETT,
      request: () => emmett.appendToStream(stream(), [{ type: 'ProgressReported', data: data(), metadata }]),
    },
    plain: { name: PLAIN, request: () => pool.query(insert()) },
    close: async () => {
      await Promise.all([log.close(), emmett.close(), pool.end()]);
    },
  };
}

/** A hash that nobody has computed is cheaper than ours: the comparison is not in our favour. */
const HASH = randomBytes(32);
const INSERT = `insert into plain_event
  (stream, revision, type, schema_version, id, data, metadata, recorded_at, content_hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const insert = () => ({
  name: 'plain_insert',
  text: INSERT,
  values: [
    stream(),
    0,
    'ProgressReported',
    1,
    randomUUID(),
    JSON.stringify(data()),
    JSON.stringify(metadata),
    new Date().toISOString(),
    HASH,
  ],
});
