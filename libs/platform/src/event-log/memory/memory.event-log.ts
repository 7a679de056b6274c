import type { Metadata, Recorded } from '#app/kernel';
import type { Clock } from '../../clock';
import {
  type Append,
  type Appended,
  BATCH_LIMIT,
  type Batch,
  type Expected,
  type Filter,
  IdempotencyViolation,
  type NewEvent,
  PositionMissing,
  START,
  type Scan,
  type Stored,
  type WholeLog,
  WrongRevision,
  categoryOf,
} from '../event-log';
import { contentHash } from '../content-hash';
import { isFiltered, whole, wholeBackwards } from '../dense';
import { fits } from '../fits';
import { Bell, follow } from '../follow';
import { type StorableAppend, type StorableEvent, storable } from '../storable';

/** For tests: keeps the contract, and forgets everything when the process ends. */
export class MemoryEventLog implements WholeLog {
  private readonly rows: Stored[] = [];
  private readonly byId = new Map<string, Stored>();
  private readonly streams = new Map<string, Stored[]>();
  private readonly bell = new Bell();
  private readonly closing = new AbortController();

  constructor(private readonly clock: Clock) {}

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    const [appended] = await this.appendMany([{ stream, expected, events }]);
    return appended as Appended;
  }

  appendMany(appends: readonly Append[]): Promise<readonly Appended[]> {
    return settled(() => {
      const written = appends.map(storable);
      const before = this.rows.length;
      try {
        return written.map((append) => this.write(append));
      } catch (error) {
        while (this.rows.length > before) this.takeBack();
        throw error;
      } finally {
        this.bell.ring();
      }
    });
  }

  readStream(stream: string, from = 0): Promise<readonly Recorded[]> {
    return settled(() =>
      whole(
        from,
        this.of(stream).filter(({ revision }) => revision >= from),
      ).map(recorded),
    );
  }

  readStreamBackwards(stream: string, limit: number, from = Infinity): Promise<readonly Recorded[]> {
    return settled(() => {
      const upTo = this.of(stream).filter(({ revision }) => revision <= from);
      return wholeBackwards(limit, upTo.reverse().slice(0, limit)).map(recorded);
    });
  }

  readStored(after: bigint, limit: number): Promise<readonly Stored[]> {
    return settled(() => this.matching(after, limit, {}));
  }

  readAll(after: bigint, limit: number, scan: Scan = {}): Promise<readonly Recorded[]> {
    return settled(() => this.matching(after, limit, scan).map(recorded));
  }

  subscribe(after: bigint, filter: Filter, signal: AbortSignal): AsyncIterable<Batch> {
    const look = (from: bigint) => settled(() => this.look(from, filter));
    return follow(look, this.bell, after, AbortSignal.any([signal, this.closing.signal]));
  }

  latest(limit: number): Promise<readonly Recorded[]> {
    return this.readAll(BigInt(Math.max(-1, this.rows.length - 1 - limit)), limit);
  }

  head(): Promise<bigint> {
    return Promise.resolve(this.last());
  }

  recordedAfter(position: bigint): Promise<string | undefined> {
    return Promise.resolve(this.rows.slice(Number(position) + 1).find(Boolean)?.at);
  }

  close(): Promise<void> {
    this.closing.abort();
    return Promise.resolve();
  }

  private write({ stream, expected, events }: StorableAppend): Appended {
    const known = events.map(({ id }) => this.byId.get(id)).filter((row) => row !== undefined);
    const [first] = known;
    if (first) {
      const again = known.every((row, k) => row.stream === stream && row.revision === first.revision + k);
      const last = known.at(-1);
      if (!again || !last || known.length < events.length) throw new IdempotencyViolation(stream);
      return { revision: last.revision, position: last.position };
    }
    const revision = this.of(stream).length - 1;
    if (!fits(expected, revision)) throw new WrongRevision(stream, expected, revision);
    const at = this.clock.now().toISOString();
    for (const event of events) this.keep(event, stream, at);
    return { revision: revision + events.length, position: this.last() };
  }

  private keep(event: StorableEvent, stream: string, at: string): void {
    const rows = this.of(stream);
    const hash = contentHash({ ...event, stream, at });
    const row = { ...event, stream, revision: rows.length, position: BigInt(this.rows.length), at, contentHash: hash };
    this.rows.push(row);
    this.byId.set(row.id, row);
    this.streams.set(stream, rows);
    rows.push(row);
  }

  private takeBack(): void {
    const row = this.rows.pop();
    if (!row) return;
    this.byId.delete(row.id);
    this.of(row.stream).pop();
  }

  private look(after: bigint, filter: Filter): Batch {
    const upTo = this.last();
    const events = this.matching(after, BATCH_LIMIT, { ...filter, upTo }).map(recorded);
    return { events, upTo: events.at(BATCH_LIMIT - 1)?.position ?? upTo };
  }

  private matching(after: bigint, limit: number, scan: Scan): readonly Stored[] {
    const { categories, types, upTo } = scan;
    const checked = upTo !== undefined || !isFiltered(scan);
    const found: Stored[] = [];
    const end = upTo === undefined ? this.rows.length : Number(upTo) + 1;
    for (let index = Number(after) + 1; index < end && found.length < limit; index++) {
      const row = this.rows[index];
      if (!row && checked) throw this.missing(index);
      if (!row || categories?.includes(categoryOf(row.stream)) === false || types?.includes(row.type) === false)
        continue;
      found.push(row);
    }
    return found;
  }

  private missing(index: number): PositionMissing {
    return new PositionMissing(BigInt(index), this.rows.find((row, at) => at > index && Boolean(row))?.position);
  }

  private of(stream: string): Stored[] {
    return this.streams.get(stream) ?? [];
  }

  private last(): bigint {
    return START + BigInt(this.rows.length);
  }
}

const recorded = ({ data, metadata, type, id, schemaVersion, stream, revision, position, at }: Stored): Recorded => ({
  id,
  event: { type, data: JSON.parse(data) },
  schemaVersion,
  stream,
  revision,
  position,
  at,
  metadata: JSON.parse(metadata) as Metadata,
});

/** What the work answers, or a rejection with what it throws. */
const settled = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });
