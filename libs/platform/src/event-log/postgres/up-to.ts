import type { Recorded } from '#app/kernel';
import { type Filter, LogUnavailable, PositionMissing, START } from '../event-log';
import { type ReachedRow, type Row, firstMissing, recorded, scanUpTo } from './reading.sql';
import type { Statements } from './statements';

type Asked = Pick<Statements, 'rows'>;

/** Counted at once: an index entry each, so that no statement takes long, however long the log is. */
const PIECE = 1_000_000n;

/**
 * `readAll` as far as a position, of which another statement has told, perhaps another server. Throws PositionMissing
 * where an event is not there that a later one proves to have been there, and LogUnavailable where a server that is
 * asked has not come as far: a copy that lags behind.
 */
export async function readUpTo(
  upTo: bigint,
  statements: Asked,
  after: bigint,
  limit: number,
  filter: Filter,
): Promise<readonly Recorded[]> {
  const rows = await statements.rows<ReachedRow>(scanUpTo(upTo, after, limit, filter));
  const events = rows.filter(isEvent).map(recorded);
  const to = events.at(limit - 1)?.position ?? upTo;
  const head = BigInt(rows[0]?.head ?? START);
  if (head < to) throw behind(head, to);
  if (BigInt(events.length) < to - after) await refuseHoles(statements, after, to);
  return events;
}

const isEvent = (row: ReachedRow): row is Row & ReachedRow => row.position !== null;

/** Sees to it that every event after a position and up to another is there, by counting them along the primary key. */
async function refuseHoles(statements: Asked, after: bigint, upTo: bigint): Promise<void> {
  for (let from = after; from < upTo; from += PIECE) {
    const to = from + PIECE < upTo ? from + PIECE : upTo;
    const [found] = await statements.rows<Found>(firstMissing(from, to));
    if (found?.missing) throw reasonFor(BigInt(found.missing), BigInt(found.head ?? START));
  }
}

interface Found {
  readonly missing: string | null;
  readonly head: string | null;
}

const reasonFor = (missing: bigint, head: bigint): Error =>
  missing < head ? new PositionMissing(missing) : behind(head, missing);

const behind = (head: bigint, asked: bigint): LogUnavailable =>
  new LogUnavailable(new Error(`This server has come to position ${head}, another as far as ${asked} or further`));
