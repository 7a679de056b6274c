/** An event as the double keeps it. */
export interface Kept {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type Sent = Pick<Kept, 'id' | 'type' | 'data' | 'metadata'>;
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | number;

export type Answer =
  | {
      readonly outcome: 'stored';
      readonly revision: number;
      readonly position: bigint | undefined;
      readonly again: boolean;
    }
  | { readonly outcome: 'moved'; readonly revision: number }
  | { readonly outcome: 'deleted' };

/** So many ids are remembered for appends that expect no exact revision; those before them are forgotten. */
const REMEMBERED = 100;

/** What EventStoreDB does with events, in memory: revisions, idempotency, and positions that grow and leave gaps. */
export class Store {
  readonly events: Kept[] = [];
  private readonly streams = new Map<string, Kept[]>();
  private readonly recent = new Map<string, Kept>();
  private readonly deleted = new Set<string>();
  private readonly softDeleted = new Map<string, number>();
  private readonly live = new Set<(event: Kept) => void>();
  private end = 0n;

  constructor() {
    this.add('$$$all', [{ id: 'epoch', type: '$metadata', data: Buffer.from('{}'), metadata: Buffer.from('') }]);
  }

  /** As the server checks it: by ids at the revisions that would follow, or by recent ids where no revision is exact. */
  append(stream: string, expected: ExpectedRevision, events: readonly Sent[]): Answer {
    if (this.deleted.has(stream)) return { outcome: 'deleted' };
    const kept = this.of(stream);
    const actual = kept.length - 1;
    if (typeof expected === 'string' && expected !== 'no_stream') return this.appendAnywhere(stream, expected, events);
    const exact = expected === 'no_stream' ? -1 : expected;
    if (exact < actual) {
      const same = events.filter(({ id }, k) => kept[exact + 1 + k]?.id === id);
      if (same.length === events.length) return repeated(kept[exact + events.length]);
      if (exact === -1 && same.length === 0 && this.isSoftDeleted(stream)) return this.add(stream, events);
    }
    return exact === actual ? this.add(stream, events) : { outcome: 'moved', revision: actual };
  }

  /** What a reader of the stream sees. */
  read(stream: string): readonly Kept[] | 'deleted' {
    if (this.deleted.has(stream)) return 'deleted';
    return this.of(stream).slice(this.softDeleted.get(stream) ?? 0);
  }

  /** Whether nothing begins at this position. */
  lacks(position: bigint | 'start' | 'end'): boolean {
    return typeof position === 'bigint' && this.events[this.indexFrom(position)]?.position !== position;
  }

  /** Where the first event at this position or after it is among all. */
  indexFrom(position: bigint | 'start' | 'end'): number {
    if (typeof position === 'string') return position === 'start' ? 0 : this.events.length;
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.position ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  tombstone(stream: string): void {
    this.deleted.add(stream);
  }

  softDelete(stream: string): void {
    this.softDeleted.set(stream, this.of(stream).length);
  }

  /** The server's own events, which come whether or not anybody writes. */
  chatter(count: number): void {
    const noise = { type: '$statsCollected', data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    for (let n = 0; n < count; n++)
      this.add('$stats-127.0.0.1:2113', [{ ...noise, id: `stats-${this.events.length}` }]);
  }

  onEvent(hear: (event: Kept) => void): () => void {
    this.live.add(hear);
    return () => this.live.delete(hear);
  }

  private appendAnywhere(stream: string, expected: 'any' | 'stream_exists', events: readonly Sent[]): Answer {
    const actual = this.of(stream).length - 1;
    if (expected === 'stream_exists' && (actual < 0 || this.isSoftDeleted(stream)))
      return { outcome: 'moved', revision: actual };
    const known = events.map(({ id }) => this.recent.get(id)).filter((event) => event?.stream === stream);
    if (known.length === events.length) return repeated(known.at(-1));
    return known[0] ? { outcome: 'moved', revision: actual } : this.add(stream, events);
  }

  private isSoftDeleted(stream: string): boolean {
    return this.softDeleted.get(stream) === this.of(stream).length;
  }

  private add(stream: string, events: readonly Sent[]): Answer {
    const kept = this.of(stream);
    this.streams.set(stream, kept);
    for (const sent of events) {
      const event = { ...sent, stream, revision: kept.length, position: this.end };
      this.end += BigInt(120 + sent.data.length + sent.metadata.length);
      kept.push(event);
      this.events.push(event);
      this.recent.set(event.id, event);
      const [oldest] = this.recent.keys();
      if (this.recent.size > REMEMBERED && oldest !== undefined) this.recent.delete(oldest);
      for (const hear of this.live) hear(event);
    }
    return { outcome: 'stored', revision: kept.length - 1, position: kept.at(-1)?.position, again: false };
  }

  private of(stream: string): Kept[] {
    return this.streams.get(stream) ?? [];
  }
}

const repeated = (last: Kept | undefined): Answer => ({
  outcome: 'stored',
  revision: last?.revision ?? -1,
  position: last?.position,
  again: true,
});
