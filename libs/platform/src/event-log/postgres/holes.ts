import { LogUnavailable, PositionMissing, START } from '../event-log';
import { firstMissing, held } from './reading.sql';
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
    const [counted] = await statements.rows<{ held: string }>(held(from, to));
    if (BigInt(counted?.held ?? 0) < to - from) await refuseFirst(statements, from, to);
  }
}

async function refuseFirst(statements: Statements, after: bigint, upTo: bigint): Promise<void> {
  const [found] = await statements.rows<{ missing: string; head: string | null }>(firstMissing(after, upTo));
  // It has come meanwhile.
  if (!found) return;
  const missing = BigInt(found.missing);
  const head = BigInt(found.head ?? START);
  if (missing < head) throw new PositionMissing(missing);
  throw new LogUnavailable(
    new Error(`This server has come to position ${head}, another as far as ${missing} or further`),
  );
}
