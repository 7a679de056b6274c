import { Pool, type PoolConfig } from 'pg';
import type { Recorded } from '#app/kernel';
import type { Clock } from '../../clock';
import type { Bond } from '../../partnership/bound';
import { connecting } from '../../partnership/connecting';
import { FLIGHTS } from '../coalescer';
import { dense, isFiltered, whole, wholeBackwards } from '../dense';
import {
  type Append,
  type AppendOptions,
  type Appended,
  BATCH_LIMIT,
  type Batch,
  type Expected,
  type Filter,
  type NewEvent,
  START,
  type Scan,
  type Stored,
  type WholeLog,
} from '../event-log';
import { Bell, follow } from '../follow';
import { Announcer, Listener } from './announcements';
import { Appender } from './appender';
import {
  TYPES,
  type Row,
  type StoredRow,
  head,
  instantOf,
  recorded,
  recordedAfter,
  scan,
  stored,
  storedAfter,
  stream,
  streamBackwards,
} from './reading.sql';
import { STATEMENT_MS, Statements } from './statements';
import { refuseUnfit } from './unfit';
import { readUpTo } from './up-to';

export interface PostgresEventLogOptions {
  readonly connectionString: string;
  /** A pooler in transaction mode stands before PostgreSQL. Nobody listens then: other processes' events are found by looking. */
  readonly pooled?: boolean;
  /** Whose log is read, and as whom; everybody's, as whoever signs in, where it is left out. */
  readonly bond?: Partial<Bond>;
  readonly clock: Clock;
  /** At most so many connections to read with; two more to append, and one for the listener. */
  readonly connections?: number;
}

/** No revision is greater. */
const END = 2_147_483_647;

/**
 * The log in a PostgreSQL database that `migrateLog` has prepared. What it keeps in a session, the names of statements and a
 * listener, it goes without where a pooler sits between.
 */
export class PostgresEventLog implements WholeLog {
  private readonly bell = new Bell();
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;
  private readonly pools: readonly Pool[];
  private readonly reading: Statements;
  private readonly appender: Appender;
  private readonly announcer: Announcer;
  private readonly listener: Listener | undefined;

  private constructor(options: PostgresEventLogOptions) {
    const { connectionString, pooled = false, clock, connections = 8 } = options;
    const readers = poolOf(options, 'learning-trail log', connections, WITHIN);
    // Appends do not wait for a reader's connection.
    const writer = poolOf(options, 'learning-trail append', FLIGHTS, WRITING_WITHIN);
    this.pools = [readers, writer];
    this.reading = new Statements(readers, !pooled);
    if (!pooled)
      this.listener = new Listener(connectionString, () => {
        this.bell.ring();
      });
    this.announcer = new Announcer(readers, () => this.listener?.session ?? 0);
    const grown = (): void => {
      this.bell.ring();
      this.announcer.announce();
    };
    this.appender = new Appender(new Statements(writer, !pooled), () => clock.now().toISOString(), grown);
  }

  /**
   * Throws LogUnavailable when the database cannot be reached, UnsafeServer when it does not keep what it acknowledges,
   * LogOutdated when it holds no log of this version, and what PostgreSQL says when the log may not be asked.
   */
  static async open(options: PostgresEventLogOptions): Promise<PostgresEventLog> {
    const log = new PostgresEventLog(options);
    try {
      await refuseUnfit(log.reading);
      await log.head();
    } catch (error) {
      await log.close();
      throw error;
    }
    return log;
  }

  append(
    streamName: string,
    expected: Expected,
    events: readonly NewEvent[],
    { within }: AppendOptions = {},
  ): Promise<Appended> {
    return this.appender.append({ stream: streamName, expected, events }, within);
  }

  appendMany(appends: readonly Append[], { within }: AppendOptions = {}): Promise<readonly Appended[]> {
    return this.appender.appendMany(appends, within);
  }

  async readStream(name: string, from = 0): Promise<readonly Recorded[]> {
    return whole(from, (await this.reading.rows<Row>(stream(name, from))).map(recorded));
  }

  async readStreamBackwards(name: string, limit: number, from = END): Promise<readonly Recorded[]> {
    return wholeBackwards(limit, (await this.reading.rows<Row>(streamBackwards(name, limit, from))).map(recorded));
  }

  async readAll(after: bigint, limit: number, asked: Scan = {}): Promise<readonly Recorded[]> {
    const { upTo } = asked;
    if (upTo !== undefined) return readUpTo(upTo, this.reading, after, limit, asked);
    const events = (await this.reading.rows<Row>(scan(after, limit, asked))).map(recorded);
    return isFiltered(asked) ? events : dense(after, events);
  }

  async readStored(after: bigint, limit: number): Promise<readonly Stored[]> {
    return dense(after, (await this.reading.rows<StoredRow>(storedAfter(after, limit))).map(stored));
  }

  subscribe(after: bigint, filter: Filter, signal: AbortSignal): AsyncIterable<Batch> {
    this.listener?.start();
    return follow((from) => this.look(from, filter), this.bell, after, AbortSignal.any([signal, this.closing.signal]));
  }

  async latest(limit: number): Promise<readonly Recorded[]> {
    const after = (await this.head()) - BigInt(limit);
    return this.readAll(after > START ? after : START, limit);
  }

  async head(): Promise<bigint> {
    const [row] = await this.reading.rows<{ head: string | null }>(head);
    return row?.head ? BigInt(row.head) : START;
  }

  async recordedAfter(position: bigint): Promise<string | undefined> {
    const [row] = await this.reading.rows<{ recorded_at: string | null }>(recordedAfter(position));
    return row?.recorded_at ? instantOf(row.recorded_at) : undefined;
  }

  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private async end(): Promise<void> {
    this.closing.abort();
    await this.listener?.close();
    await this.appender.close();
    await this.announcer.close();
    await Promise.all(this.pools.map((pool) => pool.end()));
  }

  /** The head comes first: what lies before it is visible by then, so nothing up to it can still come. */
  private async look(after: bigint, filter: Filter): Promise<Batch> {
    if (!isFiltered(filter)) {
      const all = await this.readAll(after, BATCH_LIMIT);
      return { events: all, upTo: all.at(-1)?.position ?? after };
    }
    const upTo = await this.head();
    if (upTo <= after) return { events: [], upTo: after };
    const events = await this.readAll(after, BATCH_LIMIT, { ...filter, upTo });
    return { events, upTo: events.at(BATCH_LIMIT - 1)?.position ?? upTo };
  }
}

function poolOf(
  { connectionString, pooled, bond }: PostgresEventLogOptions,
  name: string,
  connections: number,
  within: PoolConfig,
): Pool {
  const at = { databaseUrl: connectionString, ...(pooled !== undefined && { pooled }) };
  const pool = new Pool({
    ...connecting(at, bond, within),
    types: TYPES,
    max: connections,
    application_name: name,
  });
  // A connection that dies while nobody uses it; the pool drops it and makes another.
  pool.on('error', () => undefined);
  return pool;
}

const WITHIN = { connectionTimeoutMillis: 5_000, query_timeout: 15_000, keepAlive: true };
const WRITING_WITHIN = { ...WITHIN, statement_timeout: STATEMENT_MS };
