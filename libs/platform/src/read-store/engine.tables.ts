/**
 * The engine's own tables. Additive: an older database keeps its checkpoints. Closed: a change is a migration of its own.
 *
 * - checkpoint: how far each reader has come, who leads it until when, and why it does not get on.
 * - known_reader: every reader that ever had a checkpoint, so that a lost one is told from a new one.
 * - parked_event: what a reader has put aside, in the order of the log.
 * - engine: who is at work, and on what.
 */
export const engineTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS "checkpoint" ("reader" text PRIMARY KEY, "position" bigint NOT NULL)`,
  `ALTER TABLE "checkpoint"
    ADD COLUMN IF NOT EXISTS "owner" uuid,
    ADD COLUMN IF NOT EXISTS "epoch" bigint NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS "leaseUntil" timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN IF NOT EXISTS "state" text NOT NULL DEFAULT 'running' CHECK ("state" IN ('running', 'paused', 'stopped')),
    ADD COLUMN IF NOT EXISTS "trouble" jsonb,
    ADD COLUMN IF NOT EXISTS "movedAt" timestamptz,
    ADD COLUMN IF NOT EXISTS "reachedTime" timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN IF NOT EXISTS "rate" real NOT NULL DEFAULT 0`,
  `CREATE TABLE IF NOT EXISTS "known_reader" ("reader" text PRIMARY KEY, "table" text,
    "enteredAt" timestamptz NOT NULL DEFAULT clock_timestamp())`,
  // The first version called every table as its reader.
  `INSERT INTO "known_reader" ("reader", "table")
    SELECT "reader", CASE WHEN "reader" NOT LIKE 'reaction:%' THEN replace("reader", '-', '_') END FROM "checkpoint"
    ON CONFLICT DO NOTHING`,
  `CREATE TABLE IF NOT EXISTS "parked_event" ("reader" text NOT NULL, "position" bigint NOT NULL, "stream" text NOT NULL,
    "revision" integer NOT NULL, "eventId" uuid NOT NULL, "error" text,
    "parkedAt" timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY ("reader", "position"))`,
  `CREATE INDEX IF NOT EXISTS "parked_event_stream" ON "parked_event" ("reader", "stream", "position")`,
  `CREATE TABLE IF NOT EXISTS "engine" ("id" uuid PRIMARY KEY, "readers" text[] NOT NULL, "seenUntil" timestamptz NOT NULL)`,
];
