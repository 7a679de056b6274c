import type { Message, Metadata, Recorded } from '#app/kernel';
import { NotNow } from '../not-now';

export const EVENT_LOG = Symbol('EventLog');

/** The position of a reader who has seen nothing; every event's position is greater. */
export const START = -1n;

/** What the writer believes of the stream: it has no event, it has some, whatever it has, or its last revision is n. */
export type Expected = 'none' | 'exists' | 'any' | number;

/** An event on its way into the log. `id` is a UUID that the caller derives, so that a repeat is recognised. */
export interface NewEvent<E extends Message = Message> {
  readonly id: string;
  readonly event: E;
  readonly schemaVersion: number;
  readonly metadata: Metadata;
}

export interface Append {
  readonly stream: string;
  readonly expected: Expected;
  /** At least one. */
  readonly events: readonly NewEvent[];
}

export interface Appended {
  /** Of the last event of the append, within its stream. */
  readonly revision: number;
  /** Of the last event of the append, in the log. */
  readonly position: bigint;
}

/** How long an append may take. */
export interface AppendOptions {
  /**
   * Milliseconds from the call on, APPEND_WITHIN_MS by default. A log that does not answer is asked again with the same ids
   * until then; after that the outcome is unknown.
   */
  readonly within?: number;
}

export const APPEND_WITHIN_MS = 5_000;

/** An event as its bytes are kept: for export, check and proof. What `contentHash` covers can be told from it alone. */
export interface Stored {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly id: string;
  /** JSON text, byte for byte as it was sent. */
  readonly data: string;
  /** JSON text, byte for byte as it was sent. */
  readonly metadata: string;
  /** When it was recorded: ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** 32 bytes, as the writer made them when it appended (`content-hash.ts`). */
  readonly contentHash: Uint8Array;
}

/** What a reader wants: events of any of these categories and, where both are given, any of these types. No list, no limit. */
export interface Filter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

/** What is asked of the log in order: by a filter, and how far. */
export interface Scan extends Filter {
  /**
   * No further than here; `head` has answered it or more. Whoever goes on from here is then told of what is missing on the
   * way, also among the events that do not pass the filter.
   */
  readonly upTo?: bigint;
}

/** What a subscription hands over: at most BATCH_LIMIT events, and how far the log has been looked through for them. */
export interface Batch {
  /** In the order of the log. None, when nothing up to `upTo` passes the filter. */
  readonly events: readonly Recorded[];
  /** Nothing up to here is still to come. The reader's next checkpoint: often later than its last event. */
  readonly upTo: bigint;
}

export const BATCH_LIMIT = 500;

/**
 * Where facts are kept. Nothing is ever changed or taken out. Three adapters keep this contract (`event-log.contract.ts`).
 * A visible position means that every earlier position is visible too.
 */
export interface EventLog {
  /**
   * All of the events or none, idempotent by event id: the same events again answer the first answer again.
   * It counts as a repeat when every id is known, in this stream and in this order, whatever revision is expected.
   * Throws WrongRevision, IdempotencyViolation (some of the ids are known, or known elsewhere), EventTooLarge, NotStorable,
   * StreamClosed, LogUnavailable (outcome unknown: safe to send again with the same ids), NotAppended (nothing was stored),
   * LogBusy (nothing was sent).
   */
  append(stream: string, expected: Expected, events: readonly NewEvent[], options?: AppendOptions): Promise<Appended>;
  /** Several appends, one after another, all or none. Only where the adapter can; no slice may need it. */
  appendMany?(appends: readonly Append[], options?: AppendOptions): Promise<readonly Appended[]>;
  /** In order of revision, from `from` (0) on. Throws StreamClosed; RevisionMissing where positions are dense by design. */
  readStream(stream: string, from?: number): Promise<readonly Recorded[]>;
  /** Newest first, at most `limit`, from revision `from` (the end) down. Throws as `readStream` does. */
  readStreamBackwards(stream: string, limit: number, from?: number): Promise<readonly Recorded[]>;
  /**
   * The events after a position, in the order of the log, at most `limit`.
   * Throws PositionMissing where positions are dense by design and one is not there of those that were gone through: up to the
   * last event of the answer, and on to `upTo` where there was room left. What is filtered without `upTo` is not checked.
   */
  readAll(after: bigint, limit: number, scan?: Scan): Promise<readonly Recorded[]>;
  /** The same without a filter, as the bytes are kept. */
  readStored(after: bigint, limit: number): Promise<readonly Stored[]>;
  /**
   * Batches after a position: first what is there, then what comes. Each takes up where the last one ended, `upTo`.
   * The next batch is read when the reader asks for it. Waits out a log that does not answer; throws PositionMissing as
   * `readAll` does up to `upTo`, whatever is filtered; ends when the signal aborts or the log is closed.
   */
  subscribe(after: bigint, filter: Filter, signal: AbortSignal): AsyncIterable<Batch>;
  /** The position of the last event, or START. Throws LogUnavailable when the log cannot be reached. */
  head(): Promise<bigint>;
  /** When the first event after a position was recorded, whoever’s it is, as `Stored.at`; undefined where there is none. */
  recordedAfter(position: bigint): Promise<string | undefined>;
  close(): Promise<void>;
}

/** The log itself, and no view of it. */
export interface WholeLog extends EventLog {
  /** The last events, in the order of the log, at most `limit`. Throws PositionMissing. */
  latest(limit: number): Promise<readonly Recorded[]>;
}

export class WrongRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    /** Of the stream's last event; -1 when it has none. */
    readonly actual: number,
  ) {
    super(`${stream} is at revision ${actual}, not ${expected}`);
    this.name = 'WrongRevision';
  }
}

/** Some of the ids are in the log already, but not as this append. */
export class IdempotencyViolation extends Error {
  constructor(readonly stream: string) {
    super(`An event id sent to ${stream} has been used for something else`);
    this.name = 'IdempotencyViolation';
  }
}

/**
 * The stream takes no events any more and shows none. We never close one: in EventStoreDB an operator has deleted it by hand,
 * for good. Nothing has been stored.
 */
export class StreamClosed extends Error {
  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(`The stream ${stream} has been closed for good: an operator deleted it in the event log`, options);
    this.name = 'StreamClosed';
  }
}

/** Of `bytes` no more than `limit` are taken at once, or in one event. Nothing has been stored. */
export class EventTooLarge extends Error {
  constructor(
    readonly stream: string,
    readonly bytes: number,
    readonly limit: number,
    what: 'append' | 'event' = 'append',
  ) {
    super(`An ${what} to ${stream} has ${bytes} bytes; ${limit} are allowed`);
    this.name = 'EventTooLarge';
  }
}

/** The append could not be read back as it was sent: not plain JSON, a broken character, a bad name or id. A fault of the caller. */
export class NotStorable extends Error {
  constructor(
    readonly stream: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`An append to ${JSON.stringify(stream)} cannot be stored: ${reason}`, options);
    this.name = 'NotStorable';
  }
}

/** The log did not answer. Whether the append is in it is unknown: send it again with the same ids. */
export class LogUnavailable extends NotNow {
  constructor(cause: unknown, message = 'The event log does not answer') {
    super(message, { cause });
    this.name = 'LogUnavailable';
  }
}

/** The log did not take the append, and has none of it: send it again, with any ids, or leave it. */
export class NotAppended extends LogUnavailable {
  constructor(cause: unknown, message = 'The event log does not answer, and has stored nothing of this') {
    super(cause, message);
    this.name = 'NotAppended';
  }
}

/** The log has more appends waiting than it takes on. This one was not sent. */
export class LogBusy extends NotAppended {
  constructor(waiting: number, bytes: number) {
    super(undefined, `The event log is too busy: ${waiting} appends are waiting, of ${bytes} bytes`);
    this.name = 'LogBusy';
  }
}

/** An event that every later one proves to have been there. The reader stops: what it would make of the rest is wrong. */
export class PositionMissing extends NotNow {
  constructor(
    readonly position: bigint,
    /** The position of the next event that is there, where the reader has seen it. */
    readonly next?: bigint,
  ) {
    super(`The event at position ${position} is missing from the log`);
    this.name = 'PositionMissing';
  }
}

/** An event of a stream is not there, and later ones are. What it said may matter, so nothing is decided on the rest. */
export class RevisionMissing extends NotNow {
  constructor(
    readonly stream: string,
    readonly revision: number,
  ) {
    super(`The event of revision ${revision} is missing from the stream ${stream}`);
    this.name = 'RevisionMissing';
  }
}

/** One append: at most so many bytes of data and metadata. Every log takes as much, so that one may take another's place. */
export const APPEND_LIMIT_BYTES = 1_000_000;
/** One event: at most so many, 900 KiB. */
export const EVENT_LIMIT_BYTES = 921_600;

/** `category-id`. The category is one word without a hyphen. */
export const streamOf = (category: string, id: string): string => `${category}-${id}`;

export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
