import { DatabaseError, Pool } from 'pg';
import type { Recorded } from '#app/kernel';
import type { Clock } from '../../clock';
import {
  type Append,
  type Appended,
  BATCH_LIMIT,
  type Batch,
  type EventLog,
  type Expected,
  type Filter,
  IdempotencyViolation,
  type NewEvent,
  START,
  WrongRevision,
} from '../event-log';
import { EnduringClient } from '../../enduring-client';
import { Bell, follow } from '../follow';
import { type StorableAppend, storable } from '../storable';
import { Announcer, Listener } from './announcements';
import { HEAD, type Query, type Row, STREAM, recorded, scan } from './reading.sql';
import { REFUSED } from './schema.sql';
import { answerOf } from './unavailable';

export interface PostgresEventLogOptions {
  readonly connectionString: string;
  readonly clock: Clock;
  /** At most so many connections, and one more for the listener. */
  readonly connections?: number;
}

const APPEND = 'select * from log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';

interface Outcome {
  readonly outcome: 'appended' | 'again' | 'used' | 'moved';
  readonly at_revision: number;
  readonly at_position: string;
}

/** The log in a PostgreSQL database that `migrateLog` has prepared. Keeps no state in a session, so a pooler may sit between. */
export class PostgresEventLog implements EventLog {
  private readonly bell = new Bell();
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;
  private readonly announcer: Announcer;
  private readonly listener: Listener;

  private constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
    connectionString: string,
  ) {
    this.announcer = new Announcer(pool);
    this.listener = new Listener(connectionString, () => {
      this.bell.ring();
    });
  }

  /** Throws LogUnavailable when the database cannot be reached, and what PostgreSQL says when it holds no log. */
  static async open({ connectionString, clock, connections = 8 }: PostgresEventLogOptions): Promise<PostgresEventLog> {
    const pool = new Pool({
      Client: EnduringClient,
      connectionString,
      max: connections,
      application_name: 'learning-trail log',
      connectionTimeoutMillis: 5_000,
      query_timeout: 15_000,
      keepAlive: true,
    });
    // A connection that dies while nobody uses it; the pool drops it and makes another.
    pool.on('error', () => undefined);
    const log = new PostgresEventLog(pool, clock, connectionString);
    try {
      await log.head();
    } catch (error) {
      await log.close();
      throw error;
    }
    return log;
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    const append = storable({ stream, expected, events });
    const [outcome] = await this.send([append], false);
    return answered(append, outcome);
  }

  async appendMany(appends: readonly Append[]): Promise<readonly Appended[]> {
    const written = appends.map(storable);
    try {
      const outcomes = await this.send(written, true);
      return written.map((append, n) => answered(append, outcomes[n]));
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== REFUSED) throw error;
      const { n, ...outcome } = JSON.parse(error.detail ?? '') as Outcome & { n: number };
      throw refusal(written[n] as StorableAppend, outcome);
    }
  }

  async readStream(stream: string, from = 0): Promise<readonly Recorded[]> {
    return (await this.rows<Row>({ text: STREAM, values: [stream, from] })).map(recorded);
  }

  async readAll(after: bigint, limit: number, filter: Filter = {}): Promise<readonly Recorded[]> {
    return (await this.rows<Row>(scan(after, undefined, limit, filter))).map(recorded);
  }

  subscribe(after: bigint, filter: Filter, signal: AbortSignal): AsyncIterable<Batch> {
    this.listener.start();
    return follow((from) => this.look(from, filter), this.bell, after, AbortSignal.any([signal, this.closing.signal]));
  }

  async head(): Promise<bigint> {
    const [row] = await this.rows<{ head: string | null }>({ text: HEAD, values: [] });
    return row?.head ? BigInt(row.head) : START;
  }

  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private async end(): Promise<void> {
    this.closing.abort();
    await this.listener.close();
    await this.announcer.close();
    await this.pool.end();
  }

  /** The head comes first: what lies before it is visible by then, so nothing up to it can still come. */
  private async look(after: bigint, filter: Filter): Promise<Batch> {
    const head = await this.head();
    if (head <= after) return { events: [], upTo: after };
    const events = (await this.rows<Row>(scan(after, head, BATCH_LIMIT, filter))).map(recorded);
    return { events, upTo: events.at(BATCH_LIMIT - 1)?.position ?? head };
  }

  private async send(appends: readonly StorableAppend[], allOrNone: boolean): Promise<readonly Outcome[]> {
    const events = appends.flatMap((append) => append.events);
    const outcomes = await this.rows<Outcome>({
      text: APPEND,
      values: [
        appends.map(({ stream }) => stream),
        appends.map(({ expected }) => String(expected)),
        appends.map((append) => append.events.length),
        events.map(({ id }) => id),
        events.map(({ type }) => type),
        events.map(({ schemaVersion }) => schemaVersion),
        events.map(({ data }) => data),
        events.map(({ metadata }) => metadata),
        this.clock.now(),
        allOrNone,
      ],
    });
    if (outcomes.some(({ outcome }) => outcome === 'appended')) {
      this.bell.ring();
      this.announcer.announce();
    }
    return outcomes;
  }

  private async rows<T extends object>(query: Query): Promise<readonly T[]> {
    return (await answerOf(this.pool.query<T>(query))).rows;
  }
}

function answered(append: StorableAppend, outcome: Outcome | undefined): Appended {
  if (!outcome || outcome.outcome === 'used' || outcome.outcome === 'moved') throw refusal(append, outcome);
  return { revision: outcome.at_revision, position: BigInt(outcome.at_position) };
}

function refusal({ stream, expected }: StorableAppend, outcome: Omit<Outcome, 'at_position'> | undefined): Error {
  if (outcome?.outcome === 'moved') return new WrongRevision(stream, expected, outcome.at_revision);
  return new IdempotencyViolation(stream);
}
