import type { EntityManager } from 'typeorm';
import { ENGINE_ROLE, READER_ROLE, WEB_ROLE } from './bound';
import { quoted } from '../read-store/table';
import { APART, LOG, OF_ROWS, type RowPolicy, type TableRights } from './rights';

/** There is nobody whom the web could act as. */
export class RoleMissing extends Error {
  constructor() {
    super(
      `The database server has no role ${WEB_ROLE}, and this login may not make one. Ask whoever looks after it to run: ` +
        `CREATE ROLE ${WEB_ROLE} NOLOGIN, to let it read the log: GRANT ${READER_ROLE} TO ${WEB_ROLE} ` +
        `(a role that is made likewise where it is missing), and to grant it to the login of the web: GRANT ${WEB_ROLE} TO …`,
    );
    this.name = 'RoleMissing';
  }
}

/** What a table has of all this already. */
interface Found {
  readonly guarded: boolean;
  readonly policies: readonly string[];
  /** By role; a role that the server does not have is left out. */
  readonly granted: Readonly<Record<string, readonly string[]>>;
}

/**
 * The role as which the web acts. It belongs to the whole server: another database may be making it at this moment, or whoever
 * migrates may not make roles and it must be there. Throws RoleMissing.
 */
export async function insistOnRole(db: EntityManager): Promise<void> {
  await db.query(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${WEB_ROLE}') THEN
      BEGIN
        CREATE ROLE ${WEB_ROLE} NOLOGIN;
        GRANT ${WEB_ROLE} TO CURRENT_USER;
      EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END $$`);
  const [found] = await db.query<object[]>(`SELECT FROM pg_roles WHERE rolname = $1`, [WEB_ROLE]);
  if (!found) throw new RoleMissing();
}

/**
 * Gives a table its rights and, where its rows belong to partnerships, the policies that keep them apart. Only what differs is
 * changed: where all is as it should be no lock is asked for, so a start does not wait for those who serve.
 */
export async function grantRights(
  table: string,
  rights: TableRights,
  db: EntityManager,
  further: readonly RowPolicy[] = [],
): Promise<void> {
  const found = await foundOf(table, db);
  const isApart = typeof rights.apart === 'string';
  if (isApart && !found.guarded) await db.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  for (const { name, clause, role } of isApart ? [...APART, ...further] : [])
    if (!found.policies.includes(name) && found.granted[role])
      await db.query(`CREATE POLICY ${name} ON ${table} ${clause}`);
  for (const [role, wanted] of [
    [WEB_ROLE, rights.web],
    [ENGINE_ROLE, rights.engine],
  ] as const) {
    const granted = found.granted[role];
    if (!granted || granted.toSorted().join() === wanted.toSorted().join()) continue;
    await db.query(`REVOKE ALL ON ${table} FROM ${role}`);
    if (wanted.length > 0) await db.query(`GRANT ${wanted.join(', ')} ON ${table} TO ${role}`);
  }
}

/** The same for the log in PostgreSQL, whose rights are its own matter: who reads it for one partnership reads that one's. */
export async function guardLog(db: EntityManager): Promise<void> {
  const [found] = await db.query<{ guarded: boolean; policies: string[] }[]>(
    `SELECT c.relrowsecurity AS "guarded", ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid) AS "policies"
      FROM pg_class AS c WHERE c.oid = 'log.event'::regclass`,
  );
  const roles = await db.query<{ name: string }[]>('SELECT rolname AS "name" FROM pg_roles');
  for (const { name, clause, role } of LOG)
    if (found?.policies.includes(name) === false && roles.some((each) => each.name === role))
      await db.query(`CREATE POLICY ${name} ON log.event ${clause}`);
  if (found?.guarded === false) await db.query('ALTER TABLE log.event ENABLE ROW LEVEL SECURITY');
}

/** Lets a role into a schema of its own, as far as it has rights there. */
export async function letIn(schema: string, role: string, db: EntityManager): Promise<void> {
  const [found] = await db.query<{ in: boolean }[]>(
    `SELECT has_schema_privilege(oid, $2, 'USAGE') AS "in" FROM pg_roles WHERE rolname = $1`,
    [role, schema],
  );
  if (found?.in === false) await db.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
}

/** The same for a table of rows that are computed: a read model's, its versions', or one that is being built. */
export const guardRows = (name: string, db: EntityManager, further: readonly RowPolicy[] = []): Promise<void> =>
  grantRights(quoted(name), OF_ROWS, db, further);

async function foundOf(table: string, db: EntityManager): Promise<Found> {
  const [found] = await db.query<Found[]>(
    `SELECT c.relrowsecurity AS "guarded",
        ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid) AS "policies",
        coalesce((SELECT json_object_agg(r.rolname, ARRAY(SELECT a.privilege_type FROM aclexplode(c.relacl) AS a WHERE a.grantee = r.oid))
          FROM pg_roles AS r WHERE r.rolname = ANY ($2)), '{}') AS "granted"
      FROM pg_class AS c WHERE c.oid = $1::regclass`,
    [table, [WEB_ROLE, ENGINE_ROLE]],
  );
  if (!found) throw new Error(`There is no table ${table}`);
  return found;
}
