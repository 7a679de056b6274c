import type { EntityManager } from 'typeorm';
import type { Recorded } from '#app/kernel';
import { nameInLog } from '../event-log/shared-names';

/** Those events whose stream has one put aside already, and which are put aside too so that their order holds; the others. */
export async function sorted(
  reader: string,
  events: readonly Recorded[],
  db: EntityManager,
): Promise<{ readonly followers: readonly Recorded[]; readonly others: readonly Recorded[] }> {
  const streams = [...new Set(events.map(nameInLog))];
  const rows: { stream: string }[] = await db.query(
    `SELECT DISTINCT "stream" FROM "parked_event" WHERE "reader" = $1 AND "stream" = ANY ($2)`,
    [reader, streams],
  );
  const parked = new Set(rows.map(({ stream }) => stream));
  return {
    followers: events.filter((event) => parked.has(nameInLog(event))),
    others: events.filter((event) => !parked.has(nameInLog(event))),
  };
}

/** Puts events aside, in the transaction that moves the checkpoint past them. `error` is null where one only follows another. */
export async function park(
  reader: string,
  events: readonly Recorded[],
  error: string | null,
  db: EntityManager,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    id: event.id,
    stream: nameInLog(event),
    revision: event.revision,
    position: String(event.position),
  }));
  await db.query(
    `INSERT INTO "parked_event" ("reader", "position", "stream", "revision", "eventId", "error")
      SELECT $1, "position", "stream", "revision", "id", $3
      FROM json_to_recordset($2) AS event ("position" bigint, "stream" text, "revision" integer, "id" uuid)`,
    [reader, JSON.stringify(rows), error],
  );
}
