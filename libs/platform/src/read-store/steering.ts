import type { DataSource, EntityManager } from 'typeorm';
import { type EventLog, PositionMissing } from '../event-log/event-log';
import { lockNotGiven } from '../event-log/postgres/unavailable';
import { briefly } from './briefly';
import type { Trouble } from './checkpoint.row';
import { predecessorsOf } from './predecessor';
import type { Reader } from './reader';
import { quoted } from './table';

/** Stops a reader between two steps, for as long as it is not resumed. False when it does not run. */
export const pause = (reader: string, db: EntityManager): Promise<boolean> =>
  changed(
    `UPDATE "checkpoint" SET "state" = 'paused', "owner" = NULL, "leaseUntil" = '-infinity', "epoch" = "epoch" + 1
      WHERE "reader" = $1 AND "state" = 'running' RETURNING 1`,
    reader,
    db,
  );

/** Lets nobody lead a reader until it is resumed, and says why. */
export async function stop(reader: string, trouble: Trouble, db: EntityManager): Promise<void> {
  await db.query(
    `UPDATE "checkpoint" SET "state" = 'stopped', "trouble" = $2, "epoch" = "epoch" + 1
      WHERE "reader" = $1 AND "state" = 'running'`,
    [reader, JSON.stringify(trouble)],
  );
}

/** Lets a reader try again that was paused or has stopped. False when it runs already, or is not there. */
export const resume = (reader: string, db: EntityManager): Promise<boolean> =>
  changed(
    `UPDATE "checkpoint" SET "state" = 'running', "trouble" = NULL WHERE "reader" = $1 AND "state" <> 'running' RETURNING 1`,
    reader,
    db,
  );

async function changed(sql: string, reader: string, db: EntityManager): Promise<boolean> {
  const [rows] = await briefly(db, (each) => each.query<[unknown[], number]>(sql, [reader]));
  return rows.length > 0;
}

export interface Unparked {
  readonly stream: string;
  readonly events: number;
  /** Why they are still aside; undefined when they were taken. */
  readonly error?: string;
}

/**
 * Takes what a reader has put aside, stream by stream and each in its order. What fails again stays aside. Where somebody holds
 * what it has to change it throws that (`lockNotGiven`), and what is left stays aside.
 */
export async function unpark(
  reader: Reader,
  log: Pick<EventLog, 'readStream'>,
  db: DataSource,
): Promise<readonly Unparked[]> {
  const streams: { stream: string }[] = await db.query(
    `SELECT "stream" FROM "parked_event" WHERE "reader" = $1 GROUP BY "stream" ORDER BY min("position")`,
    [reader.name],
  );
  const done: Unparked[] = [];
  for (const { stream } of streams) {
    let events = 0;
    try {
      await briefly(db.manager, async (rows) => {
        events = await takeParked(reader, stream, log, rows);
      });
      // Somebody else may have taken them meanwhile, or a rebuild has: nothing was left here.
      if (events > 0) done.push({ stream, events });
    } catch (error) {
      if (lockNotGiven(error)) throw error;
      done.push({ stream, events, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return done;
}

interface Parked {
  readonly eventId: string;
  readonly revision: number;
  readonly position: string;
}

/**
 * The epoch is raised first, so that a step that has begun waits or begins again. Throws PositionMissing where the log lacks one
 * of them.
 */
async function takeParked(
  reader: Reader,
  stream: string,
  log: Pick<EventLog, 'readStream'>,
  db: EntityManager,
): Promise<number> {
  await db.query(`UPDATE "checkpoint" SET "epoch" = "epoch" + 1 WHERE "reader" = $1`, [reader.name]);
  const [parked] = await db.query<[Parked[], number]>(
    `DELETE FROM "parked_event" WHERE "reader" = $1 AND "stream" = $2 RETURNING "eventId", "revision", "position"`,
    [reader.name, stream],
  );
  if (parked.length === 0) return 0;
  const first = Math.min(...parked.map(({ revision }) => revision));
  const byId = new Map((await log.readStream(stream, first)).map((recorded) => [recorded.id, recorded]));
  const events = parked
    .toSorted((one, other) => one.revision - other.revision)
    .map(({ eventId, position }) => {
      const recorded = byId.get(eventId);
      if (!recorded) throw new PositionMissing(BigInt(position));
      return recorded;
    });
  await reader.catchUpOn({ events, since: '' }, db);
  return events.length;
}

/** People see its rows until the version after it has been filled. */
export class StillSeen extends Error {
  constructor(reader: string, of: string) {
    super(`${reader} is what people see until ${of} has been filled: trail rebuild --new`);
    this.name = 'StillSeen';
  }
}

/**
 * Forgets a reader that no code knows any more, with the table that it filled, and answers the tables dropped. Of one that
 * is one of the `readers` of this version only the tables are dropped that a rebuild has replaced. Throws StillSeen.
 */
export async function retire(reader: string, readers: readonly string[], db: DataSource): Promise<readonly string[]> {
  const inUse = readers.includes(reader);
  return briefly(db.manager, async (rows) => {
    const seen = (await predecessorsOf(readers, rows)).find((before) => before.reader === reader)?.of;
    const behind = seen ?? (await behindOf(reader, readers, rows));
    if (behind !== undefined) throw new StillSeen(reader, behind);
    const [known] = await rows.query<{ table: string | null }[]>(
      `SELECT "table" FROM "known_reader" WHERE "reader" = $1`,
      [reader],
    );
    const tables = known?.table === null || known?.table === undefined ? [] : await tablesOf(known.table, inUse, rows);
    for (const table of tables) await rows.query(`DROP TABLE ${quoted(table)}`);
    if (!inUse)
      for (const table of ['checkpoint', 'parked_event', 'known_reader'])
        await rows.query(`DELETE FROM ${quoted(table)} WHERE "reader" = $1`, [reader]);
    return tables;
  });
}

/** Of these readers another version of this one that has not read as far. */
async function behindOf(reader: string, readers: readonly string[], db: EntityManager): Promise<string | undefined> {
  const [found] = await db.query<{ reader: string }[]>(
    `SELECT own."reader" FROM "checkpoint" AS own JOIN "checkpoint" AS old ON own."position" < old."position"
      WHERE old."reader" = $1 AND own."reader" = ANY ($2) AND own."reader" <> $1
        AND regexp_replace(own."reader", '-[0-9]+$', '') = regexp_replace($1, '-[0-9]+$', '')`,
    [reader, readers],
  );
  return found?.reader;
}

/** The table of a reader with its history, and what rebuilds have replaced; the latter only where it is in use. */
async function tablesOf(table: string, inUse: boolean, db: EntityManager): Promise<readonly string[]> {
  const found: { name: string }[] = await db.query(
    `SELECT c.relname AS name FROM pg_class AS c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND (c.relname ~ ('^' || $1 || '(_history)?_old_[0-9]+$') OR (NOT $2 AND c.relname IN ($1, $1 || '_history')))
      ORDER BY 1`,
    [table, inUse],
  );
  return found.map(({ name }) => name);
}
