import { createHash } from 'node:crypto';
import { type EventLog, START, type Stored } from '../event-log';
import { EXPORT_FORMAT, type Manifest, lineOf } from './exported';

/** Which events: from the first position to the last, both included; everything where they are left out. */
export interface Range {
  readonly from?: bigint;
  readonly to?: bigint;
}

const PAGE = 1_000;

/**
 * The events of a range as they are kept, page by page, however long the log is. Ends at the head, which may grow meanwhile.
 * Where positions leave gaps (not `dense`) it goes through all events before the range: EventStoreDB reads on from an event
 * and not from just before one.
 */
export async function* storedEvents(
  log: Pick<EventLog, 'readStored'>,
  { from, to }: Range = {},
  { page = PAGE, dense = true }: { readonly page?: number; readonly dense?: boolean } = {},
): AsyncGenerator<Stored, void, undefined> {
  const after = from !== undefined && dense ? from - 1n : START;
  for await (const stored of storedAfter(log, after, page)) {
    if (to !== undefined && stored.position > to) return;
    if (from === undefined || stored.position >= from) yield stored;
  }
}

async function* storedAfter(log: Pick<EventLog, 'readStored'>, position: bigint, page: number): AsyncGenerator<Stored> {
  for (let after = position; ;) {
    const events = await log.readStored(after, page);
    yield* events;
    const last = events.at(-1);
    if (!last) return;
    after = last.position;
  }
}

/** An export, line by line with the line breaks: the events, and then the manifest. `dense`: positions have no gaps. */
export async function* exportLog(
  log: Pick<EventLog, 'readStored'>,
  range: Range = {},
  dense = true,
): AsyncGenerator<string, void, undefined> {
  const sha256 = createHash('sha256');
  let [count, first, last]: [number, bigint | undefined, bigint | undefined] = [0, undefined, undefined];
  for await (const stored of storedEvents(log, range, { dense })) {
    const line = `${lineOf(stored)}\n`;
    sha256.update(line);
    count++;
    first ??= stored.position;
    last = stored.position;
    yield line;
  }
  const manifest: Manifest = {
    format: EXPORT_FORMAT,
    count,
    dense,
    first: first?.toString() ?? null,
    last: last?.toString() ?? null,
    sha256: sha256.digest('hex'),
  };
  yield `${JSON.stringify(manifest)}\n`;
}
