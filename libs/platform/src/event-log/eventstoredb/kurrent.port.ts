/**
 * What the log needs of a client of EventStoreDB (KurrentDB), and all that the rest of the folder knows of one.
 * `db-client.ts` keeps it with `@eventstore/db-client`; another client takes its place by keeping it too.
 * Every call ends in an answer, in one of the errors below, or in StreamClosed where an operator has deleted the stream: an
 * append within the time given; a read as soon as nothing has come for so long, for a page of large events may take its time
 * as long as it comes. Times are in milliseconds.
 */
export interface KurrentPort {
  /** Only where the stream stands at exactly this revision (-1: it has no event), which makes a retry strongly idempotent. */
  append(stream: string, revision: number, events: readonly Proposed[], within: number): Promise<Placed>;
  /**
   * None where there is no such stream. Backwards from a revision or the end, forwards from a revision. Ends within `within`,
   * where it is given, whatever still comes.
   */
  readStream(
    stream: string,
    from: number | 'end',
    way: Way,
    limit: number,
    silence: number,
    within?: number,
  ): Promise<readonly Found[]>;
  /** Everything, the server's own events too. Forwards the event at the position comes first; backwards it may or may not. */
  readAll(from: bigint | 'start' | 'end', way: Way, limit: number, silence: number): Promise<readonly Found[]>;
  /**
   * What comes after a position and passes, and signs of how far the server has looked, each in its place among the events.
   * Throws NoAnswer after so many milliseconds without either, and when the server ends it.
   */
  subscribe(
    after: bigint | 'start' | 'end',
    only: Only,
    silence: number,
    signal: AbortSignal,
  ): AsyncGenerator<Found | Sign>;
  close(): Promise<void>;
}

export type Way = 'forwards' | 'backwards';

/** What the server sends on; its own events never. */
export type Only = { readonly streamsThatBegin: readonly string[] } | { readonly typesThatMatch: string };

export interface Proposed {
  readonly id: string;
  readonly type: string;
  /** The value whose JSON text is stored. */
  readonly data: unknown;
  /** JSON text, as bytes. */
  readonly metadata: Uint8Array;
}

export interface Found {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** Nothing that passes is still to come up to here; or: all that was there when the subscription began has come. */
export type Sign = { readonly sign: 'checked'; readonly upTo: bigint } | { readonly sign: 'caught up' };

export interface Placed {
  readonly revision: number;
  /** Of the last event; the server may leave it out of the answer to a repeat. */
  readonly position: bigint | undefined;
}

/** The stream does not stand where the append said. */
export class Moved extends Error {}

/** No answer, or one that does not say what became of the call: it is safe to send it again. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('The event log gives no answer', { cause });
  }
}

/** The server takes no append, or no event, of so many bytes. */
export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super(`The event log takes ${limit} bytes at most`);
  }
}
