import { LogUnavailable, PositionMissing, START } from '../event-log';
import { firstMissing } from './reading.sql';
import type { Statements } from './statements';

/** Counted at once: an index entry each, so that no statement takes long, however long the log is. */
const PIECE = 1_000_000n;

/**
 * Sees to it that every event after a position and up to another is there, by counting them along the primary key. Throws
 * PositionMissing where one is not that a later one proves to have been there, and LogUnavailable where this server has not come
 * as far: a copy that lags behind.
 */
export async function refuseHoles(statements: Statements, after: bigint, upTo: bigint): Promise<void> {
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
  missing < head
    ? new PositionMissing(missing)
    : new LogUnavailable(
        new Error(`This server has come to position ${head}, another as far as ${missing} or further`),
      );
