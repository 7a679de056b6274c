import type { DataSource, EntityManager } from 'typeorm';
import { START } from '../event-log/event-log';
import type { ReaderState } from './checkpoint.row';
import { holding } from './lease';

/** What people see of a read model until its new version, which no database knew before, has been filled. */
export interface Predecessor {
  /** The reader of the new version. */
  readonly of: string;
  /** That of the version before, and its table. */
  readonly reader: string;
  readonly table: string;
  /** How the filling gets on; null where it has not begun. */
  readonly filling: ReaderState | null;
  /** Whether somebody leads the filling, or makes indexes and compares, by a sign of life. */
  readonly led: boolean;
}

/** Of several versions the one that has read furthest is seen; of those that have read as far, the one that came last. */
const FIND = `SELECT new."reader" AS "of", before."reader", before."table", filling."state" AS "filling",
    coalesce(filling."state" = 'running' AND ${holding('filling."leaseUntil"')}, FALSE) AS "led"
  FROM unnest($1::text[]) AS new ("reader")
  CROSS JOIN LATERAL (
    SELECT k."reader", k."table" FROM "known_reader" AS k JOIN "checkpoint" AS c USING ("reader")
      WHERE k."reader" <> new."reader" AND k."reader" ~ '-[0-9]+$'
        AND regexp_replace(k."reader", '-[0-9]+$', '') = regexp_replace(new."reader", '-[0-9]+$', '')
        AND c."position" > $2 AND to_regclass(quote_ident(k."table")) IS NOT NULL
      ORDER BY c."position" DESC, k."enteredAt" DESC LIMIT 1
  ) AS before
  LEFT JOIN "checkpoint" AS filling ON filling."reader" = new."reader" || '/building'
  WHERE NOT EXISTS (SELECT FROM "known_reader" AS own WHERE own."reader" = new."reader")`;

/** Those among these readers that are of a new version, each with the one before. */
export const predecessorsOf = (
  readers: readonly string[],
  db: Pick<DataSource | EntityManager, 'query'>,
): Promise<readonly Predecessor[]> => db.query<Predecessor[]>(FIND, [readers, String(START)]);

/** The version before this reader's; undefined where it is known already, or there has been none. */
export async function predecessorOf(
  reader: string,
  db: Pick<DataSource | EntityManager, 'query'>,
): Promise<Predecessor | undefined> {
  const [found] = await predecessorsOf([reader], db);
  return found;
}

/**
 * Whether whoever is signed in may make tables and owns those that there are. Who may not waits where another fills
 * that of a new version; else it follows it from its beginning, in its own table.
 */
export async function mayBuild(db: Pick<DataSource, 'query'>): Promise<boolean> {
  const [found] = await db.query<{ may: boolean }[]>(
    `SELECT has_schema_privilege(current_schema(), 'CREATE') AND pg_has_role(relowner, 'USAGE') AS "may"
      FROM pg_class WHERE oid = '"checkpoint"'::regclass`,
  );
  return found?.may === true;
}
