import { setTimeout as pause } from 'node:timers/promises';
import { LogBusy, LogUnavailable, NotAppended } from './event-log';

/** What the coalescer has to know of an append. */
export interface Waiting {
  readonly stream: string;
  /** It fits whatever the stream has. A batch never mixes those that do with those that do not, within a stream. */
  readonly fitsAny: boolean;
  readonly bytes: number;
}

export type Answer<R> = { readonly value: R } | { readonly error: Error };

/**
 * Writes a batch and answers for each of its appends, in order. A rejection is about the batch as a whole: LogUnavailable
 * when it may or may not have been written, NotAppended when nothing was and all may be sent again, anything else when
 * something is wrong with one of them.
 */
export type Send<A, R> = (batch: readonly A[], within: number) => Promise<readonly Answer<R>[]>;

export interface Limits {
  /** Appends in one batch. */
  readonly appends: number;
  /** Bytes in one batch; a single append may have more. */
  readonly bytes: number;
  /** Streams that must be waiting before a batch goes out beside another that is on its way. */
  readonly beside: number;
  /** Appends that wait, beside those on their way, and their bytes. One more is refused with LogBusy. */
  readonly waiting: number;
  readonly waitingBytes: number;
}

const LIMITS: Limits = { appends: 256, bytes: 1_000_000, beside: 48, waiting: 10_000, waitingBytes: 64 * 2 ** 20 };
/** Batches on their way at a time. */
export const FLIGHTS = 2;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;
/** Nothing is sent again with less time left than that: it could hardly be done, and then nobody would know what came of it. */
export const LEAST_MS = 250;

interface Entry<A, R> {
  readonly append: A;
  readonly deadline: number;
  readonly timer: NodeJS.Timeout;
  resolve(value: R): void;
  reject(error: Error): void;
  isSettled: boolean;
  /** It was sent, and nobody knows what came of it. */
  mayBeStored: boolean;
}

interface Taken<A, R> {
  readonly batch: readonly Entry<A, R>[];
  readonly streams: readonly string[];
}

/**
 * Gathers the appends of one process that wait for the one before them, and sends them together: nobody waits longer for
 * it, and the price of a commit is shared.
 *
 * - One batch is on its way at a time; where very many wait, two halves, so that this process prepares the one while the
 *   database writes the other. No stream is in both.
 * - The appends of a stream go in the order in which they came. A batch holds several that fit anything, or several that
 *   expect something: each of these is judged by what those before it have left, and who lost is told at once.
 * - A batch whose outcome is unknown, or that the log did not take, is sent again, with the same ids, as long as one of its
 *   callers waits. Each is told which of the two it was.
 * - A batch that is refused as a whole is halved until the append at fault is alone.
 */
export class Coalescer<A extends Waiting, R> {
  /** The streams that have somebody waiting, in turn. */
  private turn: string[] = [];
  private readonly lines = new Map<string, Entry<A, R>[]>();
  private waiting = 0;
  private waitingBytes = 0;
  private isWoken = false;
  private readonly flights = new Set<Promise<void>>();
  private isClosed = false;
  private readonly limits: Limits;

  constructor(
    private readonly send: Send<A, R>,
    limits: Partial<Limits> = {},
  ) {
    this.limits = { ...LIMITS, ...limits };
  }

  /**
   * When there is no answer within so many milliseconds, rejects with LogUnavailable, or NotAppended where it is known that
   * nothing was stored; with LogBusy when too many wait.
   */
  add(append: A, within: number): Promise<R> {
    if (this.isClosed) return Promise.reject(new NotAppended(undefined, 'The event log is closed'));
    if (this.waiting >= this.limits.waiting || this.waitingBytes >= this.limits.waitingBytes)
      return Promise.reject(new LogBusy(this.waiting, this.waitingBytes));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        entry.isSettled = true;
        const late = new Error(`No answer within ${within} ms`);
        reject(entry.mayBeStored ? new LogUnavailable(late) : new NotAppended(late));
      }, within);
      const deadline = performance.now() + within;
      const entry = { append, deadline, timer, resolve, reject, isSettled: false, mayBeStored: false };
      this.enqueue(entry);
    });
  }

  /** Takes no more, and is done when everybody has been answered. */
  async close(): Promise<void> {
    this.isClosed = true;
    while (this.waiting > 0 || this.flights.size > 0) {
      await Promise.all(this.flights);
      await nextTick();
    }
  }

  private enqueue(entry: Entry<A, R>): void {
    const { stream } = entry.append;
    const line = this.lines.get(stream);
    if (line) line.push(entry);
    else {
      this.lines.set(stream, [entry]);
      this.turn.push(stream);
    }
    this.waiting++;
    this.waitingBytes += entry.append.bytes;
    this.wake();
  }

  /** The tick comes after everybody whom the last batch woke has said what he wants next. */
  private wake(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    process.nextTick(() => {
      this.isWoken = false;
      this.launch();
    });
  }

  private launch(): void {
    const { appends, beside } = this.limits;
    while (this.turn.length > 0 && this.flights.size < FLIGHTS) {
      const isAlone = this.flights.size === 0;
      if (!isAlone && this.turn.length < beside) return;
      const half = isAlone && this.turn.length >= 2 * beside ? Math.ceil(this.turn.length / 2) : appends;
      const flight = this.fly(this.take(Math.min(half, appends))).finally(() => {
        this.flights.delete(flight);
        this.wake();
      });
      this.flights.add(flight);
    }
  }

  private async fly({ batch, streams }: Taken<A, R>): Promise<void> {
    await this.deliver(batch);
    for (const stream of streams) {
      if (this.lines.get(stream)?.length) this.turn.push(stream);
      else this.lines.delete(stream);
    }
  }

  /** A stream that is on its way keeps its line, and has no turn until it is back. */
  private take(appends: number): Taken<A, R> {
    const batch: Entry<A, R>[] = [];
    let bytes = 0;
    const hasRoomFor = ({ append }: Entry<A, R>): boolean =>
      batch.length === 0 || (batch.length < appends && bytes + append.bytes <= this.limits.bytes);
    let streams = 0;
    for (const stream of this.turn) {
      const line = this.lines.get(stream) ?? [];
      let count = 0;
      for (const entry of together(line)) {
        if (!hasRoomFor(entry)) break;
        batch.push(entry);
        bytes += entry.append.bytes;
        count++;
      }
      if (count === 0) break;
      line.splice(0, count);
      streams++;
    }
    this.waiting -= batch.length;
    this.waitingBytes -= bytes;
    return { batch, streams: this.turn.splice(0, streams) };
  }

  private async deliver(batch: readonly Entry<A, R>[]): Promise<void> {
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(LONGEST_PAUSE_MS, wait * 2)) {
      const open = batch.filter(({ isSettled }) => !isSettled);
      if (open.length === 0) return;
      const left = Math.max(1, Math.ceil(Math.max(...open.map(({ deadline }) => deadline)) - performance.now()));
      if (wait > FIRST_PAUSE_MS && left < LEAST_MS) {
        await pause(left);
        continue;
      }
      try {
        await this.sendOnce(open, left);
        return;
      } catch (error) {
        if (!(error instanceof LogUnavailable)) {
          await this.deliverHalves(open, error as Error);
          return;
        }
        await pause(wait * (0.5 + Math.random() / 2));
      }
    }
  }

  private async sendOnce(batch: readonly Entry<A, R>[], within: number): Promise<void> {
    const first = batch.filter(({ mayBeStored }) => !mayBeStored);
    for (const entry of first) entry.mayBeStored = true;
    const appends = batch.map(({ append }) => append);
    try {
      settle(batch, await this.send(appends, within));
    } catch (error) {
      if (error instanceof NotAppended) for (const entry of first) entry.mayBeStored = false;
      throw error;
    }
  }

  private async deliverHalves(batch: readonly Entry<A, R>[], error: Error): Promise<void> {
    if (batch.length === 1) {
      settle(batch, [{ error }]);
      return;
    }
    const middle = batch.length >> 1;
    await this.deliver(batch.slice(0, middle));
    await this.deliver(batch.slice(middle));
  }
}

/** Those at the front of a line who fit anything, or else those who do not: what the one means hangs on the other. */
function together<A extends Waiting, R>(line: readonly Entry<A, R>[]): readonly Entry<A, R>[] {
  const other = line.findIndex(({ append }) => append.fitsAny !== line[0]?.append.fitsAny);
  return other < 0 ? line : line.slice(0, other);
}

function settle<A, R>(batch: readonly Entry<A, R>[], answers: readonly Answer<R>[]): void {
  batch.forEach((entry, n) => {
    const answer = answers[n] ?? { error: new LogUnavailable(new Error('The log gave no answer for one append')) };
    entry.isSettled = true;
    clearTimeout(entry.timer);
    if ('value' in answer) entry.resolve(answer.value);
    else entry.reject(answer.error);
  });
}

const nextTick = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });
