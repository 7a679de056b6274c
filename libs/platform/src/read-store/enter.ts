import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';
import type { EventLog } from '../event-log/event-log';
import { briefly } from './briefly';
import type { Reader } from './reader';

/** A reader that once had a checkpoint and has none now. To start again from the beginning could do everything twice. */
export class CheckpointLost extends Error {
  constructor(readonly reader: string) {
    super(`The checkpoint of ${reader} is lost`);
    this.name = 'CheckpointLost';
  }
}

/** Enters a reader that was never seen before, at a position; one that is known keeps its own. Says whether it was new. */
export async function enter(
  reader: string,
  position: bigint,
  table: string | null,
  db: EntityManager,
): Promise<boolean> {
  const entered: unknown[] = await db.query(
    `WITH entered AS (INSERT INTO "known_reader" ("reader", "table") VALUES ($1, $3)
        ON CONFLICT DO NOTHING RETURNING "reader")
      INSERT INTO "checkpoint" ("reader", "position") SELECT "reader", $2 FROM entered
        ON CONFLICT DO NOTHING RETURNING "reader"`,
    [reader, String(position), table],
  );
  return entered.length > 0;
}

/** Whether a reader is known, and its checkpoint lost. */
export const isLost = async (reader: string, db: EntityManager): Promise<boolean> =>
  (await knownAmong([reader], db)).lost.length > 0;

/** Enters a known reader whose checkpoint is lost, after a position. False where it has one, which stays, or nobody knows it. */
export const enterAgain = (reader: string, after: bigint, db: EntityManager): Promise<boolean> =>
  briefly(db, async (rows) => {
    const entered: unknown[] = await rows.query(
      `INSERT INTO "checkpoint" ("reader", "position") SELECT "reader", $2 FROM "known_reader" WHERE "reader" = $1
        ON CONFLICT DO NOTHING RETURNING "reader"`,
      [reader, String(after)],
    );
    return entered.length > 0;
  });

/**
 * Takes the checkpoints of all reactions, so that they wait to be told where to go on (`enterAgain`), and answers who waits. For
 * a log that got events at once that it was not entered for: that a command was sent before is known only where it has led to
 * an event. Nobody waits where no migration has made the tables.
 */
export async function letReactionsWait(client: ClientBase): Promise<readonly string[]> {
  const { rows: made } = await client.query(`SELECT WHERE to_regclass('checkpoint') IS NOT NULL`);
  if (made.length === 0) return [];
  await client.query(`DELETE FROM "checkpoint" WHERE "reader" LIKE 'reaction:%'`);
  const { rows } = await client.query<{ reader: string }>(
    `SELECT "reader" FROM "known_reader" WHERE "reader" LIKE 'reaction:%' ORDER BY 1`,
  );
  return rows.map(({ reader }) => reader);
}

/** The readers among these that are known, and those of them whose checkpoint is lost. */
async function knownAmong(
  readers: readonly string[],
  db: EntityManager,
): Promise<{ readonly known: ReadonlySet<string>; readonly lost: readonly string[] }> {
  const rows: { reader: string; there: boolean }[] = await db.query(
    `SELECT k."reader", c."reader" IS NOT NULL AS there FROM "known_reader" AS k LEFT JOIN "checkpoint" AS c USING ("reader")
      WHERE k."reader" = ANY ($1)`,
    [readers],
  );
  return {
    known: new Set(rows.map(({ reader }) => reader)),
    lost: rows.filter(({ there }) => !there).map(({ reader }) => reader),
  };
}

/** Enters those that nobody knows yet; answers with those whose checkpoint is lost. */
export async function enterNew(
  readers: readonly Reader[],
  log: Pick<EventLog, 'head'>,
  db: EntityManager,
): Promise<ReadonlySet<string>> {
  const names = readers.map(({ name }) => name);
  const { known, lost } = await knownAmong(names, db);
  for (const reader of readers)
    if (!known.has(reader.name)) await enter(reader.name, await reader.entersAt(log), reader.table, db);
  return new Set(lost);
}
