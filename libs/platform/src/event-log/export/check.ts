import { contentHash } from '../content-hash';
import { type EventLog, PositionMissing, START, type Stored } from '../event-log';
import { storedEvents } from './export-log';
import { SeenIds } from './seen-ids';

const PAGE = 1_000;

/** Something that is wrong with what a log holds, in words that follow "Position 12: ". */
export interface Fault {
  readonly position: bigint;
  readonly words: string;
}

export interface CheckOptions {
  /** Positions are numbered without gaps. */
  readonly dense: boolean;
  /** It begins with the very first event of the log, so every stream begins with revision 0. */
  readonly whole: boolean;
}

/**
 * Everything that stored events can say against themselves: positions that are missing or out of order, revisions that do
 * not follow one another, content that its hash does not cover, ids that come twice. `read` is called twice where it must.
 */
export async function* check(
  read: () => AsyncIterable<Stored>,
  options: CheckOptions,
): AsyncGenerator<Fault, void, undefined> {
  const order = new Order(options);
  const ids = new SeenIds();
  for await (const stored of read()) {
    yield* order.faults(stored);
    yield* contentFaults(stored);
    ids.add(stored.id);
  }
  const suspect = ids.suspects();
  if (suspect) yield* repeated(read, suspect);
}

/** The events of a log; a position that its reader finds missing is stepped over, for the check to name it. */
export async function* storedWithGaps(log: Pick<EventLog, 'readStored'>): AsyncGenerator<Stored, void, undefined> {
  for (let [after, page] = [START, PAGE]; ;)
    try {
      for await (const stored of storedEvents(log, { from: after + 1n }, { page })) {
        yield stored;
        after = stored.position;
      }
      return;
    } catch (error) {
      if (!(error instanceof PositionMissing)) throw error;
      // What lies before it on its page comes first; then the page begins behind all that is missing, as far as is known.
      const before = Number(error.position - after - 1n);
      if (before === 0) [after, page] = [(error.next ?? error.position + 1n) - 1n, PAGE];
      else page = before;
    }
}

class Order {
  private last: bigint | undefined;
  private readonly revisions = new Map<string, number>();

  constructor(private readonly options: CheckOptions) {}

  *faults({ position, stream, revision }: Stored): Generator<Fault> {
    const { last } = this;
    if (last !== undefined && position <= last) yield { position, words: `it comes after position ${last.toString()}` };
    else yield* this.missing(position);
    if (last === undefined || position > last) this.last = position;

    const before = this.revisions.get(stream);
    const next = before === undefined ? 0 : before + 1;
    if (revision !== next && (before !== undefined || this.options.whole))
      yield { position, words: `${stream} stands at revision ${revision}, where ${next} comes next` };
    this.revisions.set(stream, Math.max(revision, before ?? revision));
  }

  private *missing(position: bigint): Generator<Fault> {
    if (!this.options.dense || (this.last === undefined && !this.options.whole)) return;
    const expected = (this.last ?? START) + 1n;
    if (position === expected) return;
    const upTo = position - expected === 1n ? '' : `, and every position up to ${(position - 1n).toString()} with it`;
    yield { position: expected, words: `its event is missing${upTo}` };
  }
}

function* contentFaults(stored: Stored): Generator<Fault> {
  const { position, stream, type } = stored;
  if (!Buffer.from(stored.contentHash).equals(contentHash(stored)))
    yield { position, words: `the content of this ${type} in ${stream} is not what was written: its hash differs` };
  for (const part of ['data', 'metadata'] as const)
    if (!isJson(stored[part])) yield { position, words: `its ${part} cannot be read as JSON` };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function* repeated(read: () => AsyncIterable<Stored>, suspect: (id: string) => boolean): AsyncGenerator<Fault> {
  const first = new Map<string, bigint>();
  for await (const { id, position } of read()) {
    if (!suspect(id)) continue;
    const before = first.get(id);
    if (before !== undefined) yield { position, words: `its id ${id} is that of position ${before.toString()} too` };
    else first.set(id, position);
  }
}
