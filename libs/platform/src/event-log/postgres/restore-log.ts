import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { LOCKS } from '../../advisory-locks';
import { EnduringClient } from '../../enduring-client';
import { copyLines, writerOf } from '../../copy';
import { LogUnavailable, START, type Stored } from '../event-log';
import { lineOf } from '../export/exported';
import { COLUMNS } from './append.sql';
import { type StoredRow, TYPES, stored, storedAfter } from './reading.sql';
import { gaveNoAnswer } from './unavailable';

/** There are events in the log already: others are restored into one that is empty. */
export class NotEmpty extends Error {
  constructor() {
    super('The log holds events already. An export is restored into the empty log of a database that is migrated.');
    this.name = 'NotEmpty';
  }
}

/** What the log would hold is not what was given: the file was changed meanwhile, or another program has written it. */
export class NotTheSame extends Error {
  constructor() {
    super('The log would not hold what the file holds, byte for byte.');
    this.name = 'NotTheSame';
  }
}

/** As an append begins: what is asked under the lock sees all that was committed under it, and a commit is on the disk. */
const BEGIN = `begin isolation level read committed;
  set local lock_timeout = '5s';
  select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');
  select pg_advisory_xact_lock(${LOCKS.append})`;

/** So many characters go out at a time, and are then read again. */
const BATCH = 1_000_000;

export interface Restored<T> {
  readonly events: number;
  readonly alongside: T;
}

/**
 * Writes the events of an export into the empty log of its own database as they are, all or none, and answers how many they
 * are; `alongside` is done in the same transaction. `sha256` is what its manifest says of them; it is made again of what is kept, so that another export is the same. For
 * the owner of the log: who appends has no such right. Throws NotEmpty, NotTheSame, LogUnavailable and what PostgreSQL says.
 */
export async function restoreLog<T>(
  connectionString: string,
  events: AsyncIterable<Stored>,
  sha256: string,
  alongside: (client: Client) => Promise<T>,
): Promise<Restored<T>> {
  const client: Client = new EnduringClient({
    connectionString,
    application_name: 'learning-trail restore',
    types: TYPES,
    keepAlive: true,
  });
  try {
    await client.connect();
    await client.query(BEGIN);
    const { rows } = await client.query<{ head: string | null }>('select log.head() as head');
    if (rows[0]?.head !== null) throw new NotEmpty();
    const restored = { events: await write(client, events, sha256), alongside: await alongside(client) };
    await client.query('commit');
    return restored;
  } catch (error) {
    throw gaveNoAnswer(error) ? new LogUnavailable(error) : error;
  } finally {
    // What is not committed ends with the connection.
    await client.end();
  }
}

async function write(client: Client, events: AsyncIterable<Stored>, sha256: string): Promise<number> {
  const kept = createHash('sha256');
  let [after, restored] = [START, 0];
  for await (const rows of batches(events)) {
    await copyLines(client, `log.event (${COLUMNS})`, rows);
    const { text, values } = storedAfter(after, rows.length);
    for (const row of (await client.query<StoredRow>(text, values)).rows) {
      kept.update(`${lineOf(stored(row))}\n`);
      after = BigInt(row.position);
    }
    restored += rows.length;
  }
  if (kept.digest('hex') !== sha256) throw new NotTheSame();
  return restored;
}

async function* batches(events: AsyncIterable<Stored>): AsyncGenerator<readonly string[], void, undefined> {
  let [rows, size]: [string[], number] = [[], 0];
  for await (const event of events) {
    const row = rowOf(event);
    rows.push(row);
    size += row.length;
    if (size < BATCH) continue;
    yield rows;
    [rows, size] = [[], 0];
  }
  if (rows.length > 0) yield rows;
}

const asText = writerOf({ type: 'text', isArray: false });

/** In the order of the columns. JSON goes as the text that it is. */
const rowOf = ({ position, contentHash, ...event }: Stored): string =>
  `${[
    position.toString(),
    event.stream,
    event.revision,
    event.type,
    event.schemaVersion,
    event.id,
    event.data,
    event.metadata,
    event.at,
    `\\x${Buffer.from(contentHash).toString('hex')}`,
  ]
    .map(asText)
    .join('\t')}\n`;
