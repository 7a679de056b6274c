import { IdempotencyViolation } from '../event-log';
import type { StorableAppend } from '../storable';
import type { Found, Placed } from './kurrent.port';

/** A stream as far as we have seen it. Streams only grow, so what is known stays true. */
export class KnownStream {
  /** Of the last event that we know of; -1 where it has none. */
  revision = -1;
  /** Whether the server has said that there is no event beyond. */
  wasReadOn = false;
  private readonly events = new Map<string, { readonly revision: number; position: bigint | undefined }>();

  /** Whoever shows the events one after another, from the next on, may leave out only what the server hides of the stream. */
  see({ id, revision, position }: Pick<Found, 'id' | 'revision'> & { readonly position: bigint | undefined }): void {
    if (revision <= this.revision) return;
    this.revision = revision;
    this.events.set(id, { revision, position });
  }

  /** Whether the server has said anything of it, and be it that it has no events. */
  get wasSeen(): boolean {
    return this.wasReadOn || this.revision >= 0;
  }

  knowsPartOf({ events }: StorableAppend): boolean {
    const known = events.filter(({ id }) => this.events.has(id)).length;
    return known > 0 && known < events.length;
  }

  /** Where the append is already, when every id is known in this order. Throws IdempotencyViolation when some of them are. */
  before({ stream, events }: StorableAppend): Placed | undefined {
    const known = events.map(({ id }) => this.events.get(id)).filter((event) => event !== undefined);
    const [first] = known;
    const last = known.at(-1);
    if (!first || !last) return undefined;
    if (known.length < events.length || known.some((event, k) => event.revision !== first.revision + k))
      throw new IdempotencyViolation(stream);
    return last;
  }
}

const STREAMS = 1_000;

/** The streams seen last. Whoever works on one asks for it once: it may be forgotten at any time, and the next would know nothing. */
export class KnownStreams {
  private readonly streams = new Map<string, KnownStream>();

  constructor(private readonly most = STREAMS) {}

  of(stream: string): KnownStream {
    const known = this.streams.get(stream) ?? new KnownStream();
    this.streams.delete(stream);
    this.streams.set(stream, known);
    const [longestAgo] = this.streams.keys();
    if (this.streams.size > this.most && longestAgo !== undefined) this.streams.delete(longestAgo);
    return known;
  }
}
