import type { EntityManager } from 'typeorm';

/**
 * Lists are in order of a day, the newest first. As they stood at a moment, an index in that order would lead past all that came
 * later, and an index by moment alone to all that there was then: both grow with the log. An index by moment and day finds the
 * newest first among those of the moment, where the order is said as nearness to a day that never comes.
 */
export const newestFirst = (day: string): string => `newest_first(${day})`;

/** The order, by an index where the server has PostgreSQL's own extension btree_gist and lets us have it, within reach; else by sorting. */
export const nearest = `DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE OR REPLACE FUNCTION newest_first(day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN day <-> DATE '9999-12-31';
  EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_function THEN
    CREATE OR REPLACE FUNCTION newest_first(day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN DATE '9999-12-31' - day;
  END $$`;

/** Whether the order is that of an index: the extension may have come after the function was made, and changes nothing then. */
export async function isNear(db: Pick<EntityManager, 'query'>): Promise<boolean> {
  const [found] = await db.query<{ near: boolean }[]>(
    `SELECT coalesce(pg_get_functiondef(to_regprocedure('newest_first(date)')) LIKE '%<->%', FALSE) AS "near"`,
  );
  return found?.near === true;
}
