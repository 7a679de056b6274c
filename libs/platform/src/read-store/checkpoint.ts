import type { EntityManager } from 'typeorm';
import type { Trouble } from './checkpoint.row';

/** The lead of one reader. Whoever writes for it shows the epoch, so a leader that was overtaken writes nothing. */
export interface Lease {
  readonly reader: string;
  readonly epoch: bigint;
}

/** Another engine has taken the lead, or somebody has moved, paused or stopped this reader; nothing was written. */
export class CheckpointMoved extends Error {
  constructor(readonly reader: string) {
    super(`${reader} is led by another engine`);
    this.name = 'CheckpointMoved';
  }
}

/** A move along the log. */
export interface Move {
  readonly from: bigint;
  readonly to: bigint;
  /** When the latest of its own events up to there was recorded, ISO; empty where there was none. It never goes back. */
  readonly time: string;
  /** Events a second. */
  readonly rate: number;
}

/**
 * Moving a checkpoint holds its row until the transaction ends. An engine that is frozen in the middle would hold it for
 * ever, so PostgreSQL ends a transaction of ours that has been silent for so long, and the next engine goes on. The rows are
 * locked in the order in which a lead is taken over, so that nobody waits for somebody who waits for him.
 */
const MOVE = `UPDATE "checkpoint" AS c SET "position" = $4, "movedAt" = clock_timestamp(),
    "reachedTime" = greatest("reachedTime", "time"), "rate" = "measured", "trouble" = NULL
  FROM (SELECT "reader", "time", "measured" FROM "checkpoint"
      JOIN unnest($1::text[], $2::bigint[], $5::timestamptz[], $6::real[]) AS led ("name", "held", "time", "measured")
      ON "reader" = "name" AND "epoch" = "held"
    WHERE "position" = $3 AND "state" = 'running' ORDER BY "reader" FOR UPDATE OF "checkpoint") AS led
  WHERE c."reader" = led."reader"
  RETURNING c."reader", set_config('idle_in_transaction_session_timeout', '5s', true)`;

/**
 * Moves the checkpoints of readers along the same piece of the log, by compare and set. A reader that is not in the answer has
 * lost its lead.
 */
export async function moveCheckpoints(
  moves: readonly (Move & { readonly lease: Lease })[],
  db: EntityManager,
): Promise<ReadonlySet<string>> {
  const [first] = moves;
  if (!first) return new Set();
  const [moved] = await db.query<[{ reader: string }[], number]>(MOVE, [
    moves.map(({ lease }) => lease.reader),
    moves.map(({ lease }) => String(lease.epoch)),
    String(first.from),
    String(first.to),
    moves.map(({ time }) => (time === '' ? '-infinity' : time)),
    moves.map(({ rate }) => rate),
  ]);
  return new Set(moved.map(({ reader }) => reader));
}

/** The same for one; first in the transaction, so that a rival waits here and then finds that it has lost. */
export async function moveCheckpoint(lease: Lease, move: Move, db: EntityManager): Promise<void> {
  const moved = await moveCheckpoints([{ ...move, lease }], db);
  if (!moved.has(lease.reader)) throw new CheckpointMoved(lease.reader);
}

/** Says why a reader does not get on, for whoever looks; and when it `stops`, lets nobody lead it until it is resumed. */
export async function sayTrouble(
  { reader, epoch }: Lease,
  trouble: Trouble,
  stops: boolean,
  db: EntityManager,
): Promise<void> {
  await db.query(
    `UPDATE "checkpoint" SET "trouble" = $3, "state" = CASE WHEN $4 THEN 'stopped' ELSE "state" END
      WHERE "reader" = $1 AND "epoch" = $2 AND "state" = 'running'`,
    [reader, String(epoch), JSON.stringify(trouble), stops],
  );
}
