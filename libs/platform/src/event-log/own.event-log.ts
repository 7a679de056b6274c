import type { Recorded } from '#app/kernel';
import {
  type Appended,
  type AppendOptions,
  type Batch,
  type EventLog,
  type Expected,
  type Filter,
  type NewEvent,
  type Scan,
  type Stored,
  WrongRevision,
} from './event-log';
import { isForeignName, sharedName } from './shared-names';

/** A stream of that name is another partnership's: here there is nothing of that name, and none can be begun. */
export class NothingThere extends Error {
  readonly status = 404;
  constructor() {
    super('There is nothing at this address.');
    this.name = 'NothingThere';
  }
}

/**
 * A log of which one partnership's events are seen and written, whatever else it holds. It stands on one that reads streams by
 * their names within a partnership, as LiftingEventLog does.
 */
export class OwnEventLog implements EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly partnership: string,
  ) {}

  /** Throws what the log throws, and NothingThere where the stream is another partnership's. */
  async append(
    stream: string,
    expected: Expected,
    events: readonly NewEvent[],
    options?: AppendOptions,
  ): Promise<Appended> {
    if (events.some(({ metadata }) => metadata.partnership !== this.partnership))
      throw new Error(`What is to be appended to ${stream} is of another partnership`);
    if (isForeignName(stream)) throw new NothingThere();
    try {
      return await this.log.append(this.shared(stream), expected, events, options);
    } catch (error) {
      if (error instanceof WrongRevision) await this.refuseForeign(stream);
      throw error;
    }
  }

  async readStream(stream: string, from?: number): Promise<readonly Recorded[]> {
    return isForeignName(stream) ? [] : this.own(await this.log.readStream(this.shared(stream), from));
  }

  async readStreamBackwards(stream: string, limit: number, from?: number): Promise<readonly Recorded[]> {
    if (isForeignName(stream)) return [];
    return this.own(await this.log.readStreamBackwards(this.shared(stream), limit, from));
  }

  readAll(after: bigint, limit: number, scan?: Scan): Promise<readonly Recorded[]> {
    return onwards(
      (from) => this.log.readAll(from, limit, scan),
      (events) => this.own(events),
      after,
      limit,
    );
  }

  readStored(after: bigint, limit: number): Promise<readonly Stored[]> {
    return onwards(
      (from) => this.log.readStored(from, limit),
      (stored) => stored.filter(({ metadata }) => this.isOwn(JSON.parse(metadata) as Recorded['metadata'])),
      after,
      limit,
    );
  }

  async *subscribe(after: bigint, filter: Filter, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    for await (const { events, upTo } of this.log.subscribe(after, filter, signal))
      yield { events: this.own(events), upTo };
  }

  head(): Promise<bigint> {
    return this.log.head();
  }

  recordedAfter(position: bigint): Promise<string | undefined> {
    return this.log.recordedAfter(position);
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private shared(stream: string): string {
    return sharedName(stream, this.partnership);
  }

  private own(events: readonly Recorded[]): readonly Recorded[] {
    return events.every(({ metadata }) => this.isOwn(metadata))
      ? events
      : events.filter(({ metadata }) => this.isOwn(metadata));
  }

  private isOwn({ partnership }: Pick<Recorded['metadata'], 'partnership'>): boolean {
    return partnership === this.partnership;
  }

  private async refuseForeign(stream: string): Promise<void> {
    const [last] = await this.log.readStreamBackwards(this.shared(stream), 1);
    if (last && !this.isOwn(last.metadata)) throw new NothingThere();
  }
}

/** Page after page, until there are so many that pass or no more: who gets fewer than asked for takes it for the end. */
async function onwards<T extends { readonly position: bigint }>(
  page: (after: bigint) => Promise<readonly T[]>,
  passing: (page: readonly T[]) => readonly T[],
  after: bigint,
  limit: number,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = after; ;) {
    const read = await page(from);
    found.push(...passing(read));
    const last = read.at(-1);
    if (!last || read.length < limit || found.length >= limit) return found.slice(0, limit);
    from = last.position;
  }
}
