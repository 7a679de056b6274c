import type { Recorded } from '#app/kernel';
import type { Clock } from '../../clock';
import {
  APPEND_WITHIN_MS,
  type AppendOptions,
  type Appended,
  BATCH_LIMIT,
  type Batch,
  EventTooLarge,
  type Expected,
  type Filter,
  LogUnavailable,
  type NewEvent,
  NotAppended,
  NotStorable,
  type Scan,
  type Stored,
  type WholeLog,
  WrongRevision,
} from '../event-log';
import { fits } from '../fits';
import { Bell, follow } from '../follow';
import { type StorableAppend, storable } from '../storable';
import { connect } from './db-client';
import { bytesOf, enclosed, isSystem, recorded, stored } from './envelope';
import { Head } from './head';
import { type Left, leftOf, persistently } from './in-time';
import { type KnownStream, KnownStreams } from './known';
import {
  type Found,
  type KurrentPort,
  Moved,
  NoAnswer,
  type Placed,
  type Proposed,
  TooLarge,
  type Way,
} from './kurrent.port';
import { latest, none, page, streamed } from './pages';
import { watch } from './watch';

export interface EventStoreDbOptions {
  /** esdb://… or esdb+discover://… */
  readonly address: string;
  readonly clock: Clock;
  /** Of so many streams it remembers what they hold, 1,000 by default: the others are read again. */
  readonly remembered?: number;
}

const READ_WITHIN_MS = 3_000;
/** What a server takes at once unless it is told otherwise: 1 MiB before 25.1. Met by very many small events only. */
const SERVER_LIMIT_BYTES = 1_048_576;

/**
 * The log in EventStoreDB (KurrentDB) 23.10 or later. Positions are the server's commit positions: they grow and leave gaps,
 * so that a missing event cannot be told by them: the server itself vouches for its log.
 * An id is known in its own stream only: the server has no index of ids, so one used for two streams is not found out.
 */
export class EventStoreDbEventLog implements WholeLog {
  private readonly bell = new Bell();
  private readonly closing = new AbortController();
  private readonly top: Head;
  private watching: Promise<void> | undefined;

  private constructor(
    private readonly port: KurrentPort,
    private readonly clock: Clock,
    private readonly known: KnownStreams,
  ) {
    this.top = new Head(port);
  }

  /** Throws LogUnavailable when the server cannot be reached, and what is wrong with the address. */
  static async open({ address, clock, remembered }: EventStoreDbOptions): Promise<EventStoreDbEventLog> {
    const log = new EventStoreDbEventLog(await connect(address), clock, new KnownStreams(remembered));
    try {
      await log.head();
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  /**
   * Always at the exact revision that the stream is known to have, whatever the caller expects: then the server answers a
   * retry as it answered the first time, however late. Where the stream has moved it is read on from where it was known.
   */
  async append(
    stream: string,
    expected: Expected,
    events: readonly NewEvent[],
    { within = APPEND_WITHIN_MS }: AppendOptions = {},
  ): Promise<Appended> {
    const append = storable({ stream, expected, events });
    if (append.events.some(({ type }) => isSystem({ stream, type })))
      throw new NotStorable(stream, 'names that begin with a dollar belong to EventStoreDB');
    const at = this.clock.now().toISOString();
    const proposed = append.events.map((event) => enclosed(stream, event, at));
    const bytes = bytesOf(append, proposed);
    if (bytes > SERVER_LIMIT_BYTES) throw new EventTooLarge(stream, bytes, SERVER_LIMIT_BYTES);
    const sent: Sent = { ...append, proposed, left: leftOf(within), mayBeStored: false };
    try {
      return await persistently((limit) => this.attempt(sent, leftOf(limit)), within, this.closing.signal);
    } catch (error) {
      if (error instanceof TooLarge) throw new EventTooLarge(stream, bytes, error.limit);
      throw error instanceof LogUnavailable && !sent.mayBeStored ? new NotAppended(error.cause) : error;
    }
  }

  async readStream(stream: string, from = 0): Promise<readonly Recorded[]> {
    const events: Recorded[] = [];
    const known = this.known.of(stream);
    const isNext = from <= known.revision + 1;
    for await (const page of this.pagesOf(stream, from, 'forwards')) {
      if (isNext) for (const event of page) known.see(event);
      for (const event of page) events.push(recorded(event));
    }
    return events;
  }

  async readStreamBackwards(stream: string, limit: number, from?: number): Promise<readonly Recorded[]> {
    const events: Recorded[] = [];
    for await (const page of this.pagesOf(stream, from ?? 'end', 'backwards', limit))
      for (const event of page) events.push(recorded(event));
    return events;
  }

  async readAll(after: bigint, limit: number, { upTo, ...filter }: Scan = {}): Promise<readonly Recorded[]> {
    return (await this.pageOf(after, upTo ?? (await this.head()), limit, filter)).map(recorded);
  }

  async readStored(after: bigint, limit: number): Promise<readonly Stored[]> {
    return (await this.pageOf(after, await this.head(), limit, {})).map(stored);
  }

  async latest(limit: number): Promise<readonly Recorded[]> {
    const head = await this.head();
    return (await this.read((within) => latest(this.port, head, limit, within))).map(recorded);
  }

  subscribe(after: bigint, filter: Filter, signal: AbortSignal): AsyncIterable<Batch> {
    this.watching ??= watch(this.port, this.bell, this.closing.signal);
    return follow((from) => this.look(from, filter), this.bell, after, AbortSignal.any([signal, this.closing.signal]));
  }

  head(): Promise<bigint> {
    return this.read((within) => this.top.read(within));
  }

  async recordedAfter(position: bigint): Promise<string | undefined> {
    const [next] = await this.readStored(position, 1);
    return next?.at;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.watching;
    await this.port.close();
  }

  private async look(after: bigint, filter: Filter): Promise<Batch> {
    const head = await this.head();
    if (head <= after) return { events: [], upTo: after };
    const events = (await this.pageOf(after, head, BATCH_LIMIT, filter)).map(recorded);
    return { events, upTo: events.at(BATCH_LIMIT - 1)?.position ?? head };
  }

  private async pageOf(after: bigint, upTo: bigint, limit: number, filter: Filter): Promise<readonly Found[]> {
    if (upTo <= after || limit < 1 || none(filter)) return [];
    return this.read((within) => page(this.port, { after, upTo, limit, filter, within }));
  }

  private pagesOf(stream: string, from: number | 'end', way: Way, limit?: number) {
    const page = (next: number | 'end', count: number) =>
      this.read((within) => this.port.readStream(stream, next, way, count, within));
    return streamed(page, from, way, limit);
  }

  private read<T>(ask: (within: number) => Promise<T>): Promise<T> {
    return persistently(ask, READ_WITHIN_MS, this.closing.signal);
  }

  private async attempt(append: Sent, left: Left): Promise<Appended> {
    const { stream, expected } = append;
    const known = this.known.of(stream);
    let current = false;
    if (!known.wasSeen) current = await this.recall(append, known, left);
    for (; ; current = await this.recall(append, known, left)) {
      // The rest may have been written by others, beyond what was seen here.
      if (!current && known.knowsPartOf(append)) continue;
      const before = known.before(append);
      if (before) {
        append.mayBeStored = true;
        return this.placed(stream, before, left);
      }
      if (fits(expected, known.revision)) {
        const appended = await this.appendAt(known, append, left);
        if (appended) return appended;
      } else if (current) throw new WrongRevision(stream, expected, known.revision);
    }
  }

  /** Undefined where the stream stands elsewhere by now. */
  private async appendAt(known: KnownStream, append: Sent, left: Left): Promise<Appended | undefined> {
    const { stream, events, proposed, mayBeStored } = append;
    const within = left();
    append.mayBeStored = true;
    try {
      const answer = await this.port.append(stream, known.revision, proposed, within);
      const placed = await this.placed(stream, answer, left);
      const first = placed.revision - events.length + 1;
      for (const [k, { id }] of events.entries()) known.see({ id, revision: first + k, position: undefined });
      this.bell.ring();
      return placed;
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
      append.mayBeStored = mayBeStored;
      return undefined;
    }
  }

  /** Reads on from where the stream is known. A page that comes may take longer than an attempt, and no longer than the append. */
  private async recall(append: Sent, known: KnownStream, left: Left): Promise<true> {
    const page = (from: number | 'end', count: number) =>
      this.port.readStream(append.stream, from, 'forwards', count, left(), append.left());
    for await (const events of streamed(page, known.revision + 1, 'forwards'))
      for (const event of events) known.see(event);
    known.wasReadOn = true;
    return true;
  }

  /** With its position, which the server may have left out. */
  private async placed(stream: string, { revision, position }: Placed, left: Left): Promise<Appended> {
    if (position !== undefined) return { revision, position };
    const [event] = await this.port.readStream(stream, revision, 'forwards', 1, left());
    if (!event) throw new NoAnswer(new Error(`Event ${revision} of ${stream} is not there yet`));
    return { revision, position: event.position };
  }
}

/** An append on its way: its events as the server is to have them, and whether a call that nobody answered may have stored them. */
interface Sent extends StorableAppend {
  readonly proposed: readonly Proposed[];
  /** Of the time that its caller gives it. */
  readonly left: Left;
  mayBeStored: boolean;
}
