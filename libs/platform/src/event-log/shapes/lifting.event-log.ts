import type { Recorded } from '#app/kernel';
import type {
  Append,
  Appended,
  AppendOptions,
  Batch,
  EventLog,
  Expected,
  Filter,
  Scan,
  NewEvent,
  Stored,
} from '../event-log';
import { ownName } from '../shared-names';
import type { Shapes } from './shapes';

/**
 * A log whose events are read in today's shape, whatever version they were written in, and whose streams are called as within
 * their partnership. What is kept is not touched: `readStored` answers it as it is. Reading throws Unreadable
 * at an event that cannot be brought into that shape; UnknownVersion at one that is not known here.
 */
export class LiftingEventLog implements EventLog {
  /** There where the log below can. */
  readonly appendMany?: (appends: readonly Append[], options?: AppendOptions) => Promise<readonly Appended[]>;

  constructor(
    private readonly log: EventLog,
    private readonly shapes: Shapes,
  ) {
    const appendMany = log.appendMany?.bind(log);
    if (appendMany) this.appendMany = appendMany;
  }

  append(stream: string, expected: Expected, events: readonly NewEvent[], options?: AppendOptions): Promise<Appended> {
    return this.log.append(stream, expected, events, options);
  }

  async readStream(stream: string, from?: number): Promise<readonly Recorded[]> {
    return this.lifted(await this.log.readStream(stream, from));
  }

  async readStreamBackwards(stream: string, limit: number, from?: number): Promise<readonly Recorded[]> {
    return this.lifted(await this.log.readStreamBackwards(stream, limit, from));
  }

  async readAll(after: bigint, limit: number, scan?: Scan): Promise<readonly Recorded[]> {
    return this.lifted(await this.log.readAll(after, limit, scan));
  }

  readStored(after: bigint, limit: number): Promise<readonly Stored[]> {
    return this.log.readStored(after, limit);
  }

  subscribe(after: bigint, filter: Filter, signal: AbortSignal): AsyncIterable<Batch> {
    return this.liftedBatches(this.log.subscribe(after, filter, signal));
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

  private lifted(events: readonly Recorded[]): readonly Recorded[] {
    return events.map((recorded) => {
      const stream = ownName(recorded);
      return this.shapes.lift(stream === recorded.stream ? recorded : { ...recorded, stream });
    });
  }

  private async *liftedBatches(batches: AsyncIterable<Batch>): AsyncGenerator<Batch, void, undefined> {
    for await (const { events, upTo } of batches) yield { events: this.lifted(events), upTo };
  }
}
