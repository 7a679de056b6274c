import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { NotBound, TABLES, WEB_ROLE, boundTo, insistBound } from '#app/platform';
import { trustIn } from '../apps/local/src/postgres.trust';
import { migrate } from '../apps/projector/src/migrate';
import { rowTables } from '../apps/projector/src/tables';
import { dispatchOf } from '../apps/web/src/house';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { forAll } from './for-all';
import { openHouse } from './house';
import { freshDatabase, freshDatabaseAsBoth } from './postgres';

/** A table with what guards it, as PostgreSQL has it. */
interface Guarded {
  readonly table: string;
  readonly guarded: boolean;
  readonly apart: boolean;
}

const GUARDED = `SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS "table",
    c.relrowsecurity AS "guarded",
    EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'partnership' AND attnotnull) AS "apart"
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1`;

describe('partnerships, in the tables of a house', () => {
  const house = forAll(openHouse);
  let owner: DataSource;
  const connections: DataSource[] = [];

  const as = async (url: string): Promise<DataSource> => {
    const db = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
    connections.push(db);
    return db;
  };
  const webOf = (partnership: string): Promise<DataSource> =>
    as(boundTo(house.databaseUrl, { partnership, role: WEB_ROLE }));
  const tables = async (): Promise<readonly Guarded[]> => owner.query(GUARDED);
  const apart = async (): Promise<readonly string[]> =>
    (await tables()).filter(({ apart: has }) => has).map(({ table }) => table);
  const rowsIn = async (table: string, db: DataSource): Promise<number> => {
    const [counted] = await db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${quoted(table)}`);
    return counted?.n ?? -1;
  };

  beforeAll(async () => {
    await house.engine.catchUp();
    owner = house.web.app.get<DataSource>(ENGINE_ROWS);
  });
  afterAll(() => Promise.all(connections.map((each) => each.destroy())));

  it('are kept apart by PostgreSQL in every table, but for those that are listed as nobody’s with the reason', async () => {
    const open = (await tables()).filter(({ guarded, apart: has }) => !guarded || !has).map(({ table }) => table);
    const shared = Object.entries(TABLES).flatMap(([table, rights]) =>
      typeof rights.apart === 'string' ? [] : [table],
    );
    expect(open).toEqual([...shared, LOG].toSorted());
    expect((await tables()).find(({ table }) => table === LOG)).toMatchObject({ guarded: true });
  });

  it('have rows in the demonstration, so that what follows shows something', async () => {
    const counts = await Promise.all((await apart()).map((table) => rowsIn(table, owner)));
    expect(counts.filter((n) => n > 0).length).toBeGreaterThan(15);
  });

  it('see their own rows and no others: the other has none of them, not even as a count', async () => {
    const [own, other] = [await webOf('isle-of-wight'), await webOf('hampshire')];
    const narrowed: { table: string }[] = await owner.query(
      `SELECT polrelid::regclass::text AS "table" FROM pg_policy WHERE NOT polpermissive`,
    );
    for (const table of await apart()) {
      const [seen, all] = [await rowsIn(table, own), await rowsIn(table, owner)];
      // What is restricted to named people nobody sees who is not one of them.
      const due = narrowed.some((each) => each.table === table) ? Math.min(seen, all) : all;
      expect([table, seen]).toEqual([table, due]);
      expect([table, seen > 0]).toEqual([table, all > 0]);
      expect([table, await rowsIn(table, other)]).toEqual([table, 0]);
    }
  });

  it('are nobody’s as long as a connection does not say which it is bound to', async () => {
    const unbound = await as(boundTo(house.databaseUrl, { role: WEB_ROLE }));
    for (const table of await apart()) expect([table, await rowsIn(table, unbound)]).toEqual([table, 0]);
  });

  it('keep what one of them writes from the other', async () => {
    const [own, other] = [await webOf('isle-of-wight'), await webOf('hampshire')];
    const id = randomUUID();
    const file = `INSERT INTO "evidence_file" ("id", "sha256", "name", "type", "size", "keptBy", "bytes") VALUES ($1, '', 'a.pdf', '', 0, 'a', '')`;
    await own.query(file, [id]);
    expect(await owner.query('SELECT "partnership" FROM "evidence_file" WHERE "id" = $1', [id])).toEqual([
      { partnership: 'isle-of-wight' },
    ]);
    expect(await other.query('UPDATE "evidence_file" SET "name" = $2 WHERE "id" = $1', [id, 'b'])).toEqual([[], 0]);
    expect(await other.query('DELETE FROM "evidence_file" WHERE "id" = $1', [id])).toEqual([[], 0]);
    await expect(
      other
        .query(`UPDATE "identity" SET "partnership" = 'isle-of-wight'`)
        .then(() => other.query(`INSERT INTO "invitation" VALUES ('a', 'b', now(), 'isle-of-wight')`)),
    ).rejects.toThrow(/row-level security/);
    expect(await rowsIn('identity', own)).toBeGreaterThan(0);
  });

  it('are served by a role that may do what is listed, and nothing else', async () => {
    const granted: { table: string; rights: string[] }[] = await owner.query(
      `SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS "table",
          array_agg(a.privilege_type ORDER BY a.privilege_type) AS "rights"
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS a
        WHERE a.grantee = $1::regrole AND n.nspname <> 'pg_catalog' GROUP BY 1`,
      [WEB_ROLE],
    );
    const expected = Object.entries(TABLES).map(([table, { web }]) => [table, web.toSorted()] as const);
    const listed = new Map<string, readonly string[]>(expected.filter(([, rights]) => rights.length > 0));
    for (const { table, rights } of granted) expect([table, rights]).toEqual([table, listed.get(table) ?? ['SELECT']]);
    const names = granted.map(({ table }) => table);
    expect([...listed.keys()].filter((table) => !names.includes(table))).toEqual([]);
  });

  it('are not served by who owns the tables, may pass by their policies, or is bound to none', async () => {
    await expect(insistBound(await webOf('isle-of-wight'))).resolves.toBeUndefined();
    await expect(insistBound(owner)).rejects.toThrow(NotBound);
    await expect(insistBound(await as(boundTo(house.databaseUrl, { partnership: 'hampshire' })))).rejects.toThrow(
      NotBound,
    );
    const superuser = new URL(process.env['SUPERUSER_URL'] ?? '');
    superuser.pathname = new URL(house.databaseUrl).pathname;
    await expect(insistBound(await as(boundTo(superuser.href, { partnership: 'p' })))).rejects.toThrow(NotBound);
    const unbound = boundTo(house.databaseUrl, { role: WEB_ROLE });
    await expect(insistBound(await as(unbound))).rejects.toThrow(NotBound);
  });

  it('get nothing done in the house of another: what follows from their events waits for theirs', async () => {
    const dispatch = dispatchOf([house.web.app]);
    const consequence = { category: 'referral', id: randomUUID(), command: { type: 'Nothing', data: {} } };
    const act = { commandId: randomUUID(), hash: '', by: { actor: 'system', onBehalfOf: { role: 'system' } } };
    await expect(dispatch(consequence, act, 'hampshire')).rejects.toThrow('serves another partnership');
    await expect(dispatch(consequence, act, 'isle-of-wight')).rejects.not.toThrow('serves another partnership');
  });

  it('cannot be left for the owner by resetting a connection', async () => {
    const own = await webOf('isle-of-wight');
    for (const reset of ['RESET ROLE', 'RESET ALL', 'DISCARD ALL', 'RESET SESSION AUTHORIZATION']) {
      await own.query(reset);
      expect(
        await own.query(`SELECT current_user, current_setting('learning_trail.partnership') AS partnership`),
      ).toEqual([{ current_user: WEB_ROLE, partnership: 'isle-of-wight' }]);
    }
  });
});

describe('rows that are kept apart', () => {
  it('are found by the same indexes as if they were not, where the superuser has said what is to be trusted', async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrate(url);
    await trustIn(superuserUrl);
    const db = await new DataSource({
      type: 'postgres',
      url: boundTo(url, { partnership: 'isle-of-wight', role: WEB_ROLE }),
    }).initialize();
    const planOf = (question: string): Promise<string> =>
      db.transaction(async (rows) => {
        await rows.query('SET LOCAL enable_seqscan = off');
        await rows.query('SET LOCAL enable_indexscan = off');
        return JSON.stringify(await rows.query(`EXPLAIN ${question}`));
      });
    const [table] = rowTables.flatMap(
      (each) => /^CREATE INDEX ON "(recommendation_\d)" USING gin/.exec(each)?.[1] ?? [],
    );
    for (const question of [
      `SELECT "id" FROM "${table}" WHERE "title" ILIKE '%abc%'`,
      `SELECT "id" FROM "${table}" WHERE "themes" @> ARRAY['abc']`,
      `SELECT "id" FROM "${table}" WHERE "owners" && ARRAY['abc']`,
      `SELECT "id" FROM "${table}_history" WHERE int8range("fromPosition", "toPosition") @> 5::bigint`,
      `SELECT "id" FROM "${table}_history" WHERE tstzrange("fromTime", "toTime") @> now()`,
    ])
      expect([question, await planOf(question)]).toEqual([question, expect.stringContaining('Bitmap Index Scan')]);
    await db.destroy();
  });
});

describe('a database from before partnerships were kept apart', () => {
  it('gains the column, keys and policies, and keeps its rows', async () => {
    const url = await freshDatabase();
    await migrate(url);
    const db = await new DataSource({ type: 'postgres', url }).initialize();
    await db.query(`ALTER TABLE "recommendation_theme_1" DISABLE ROW LEVEL SECURITY`);
    await db.query(`DROP POLICY own_partnership ON "recommendation_theme_1"`);
    await db.query(`ALTER TABLE "recommendation_theme_1" DROP COLUMN "partnership", ADD PRIMARY KEY ("theme")`);
    await db.query(`DROP POLICY own_partnership ON "identity"`);
    await db.query(
      `ALTER TABLE "identity" DROP COLUMN "partnership", ADD PRIMARY KEY ("issuer", "subject"), ADD UNIQUE ("person")`,
    );
    await db.query(`INSERT INTO "recommendation_theme_1" VALUES ('Neglect', 3)`);
    await db.query(`INSERT INTO "identity" VALUES ('i', 's', 'p', now())`);
    await migrate(url);
    const served = await new DataSource({
      type: 'postgres',
      url: boundTo(url, { partnership: 'isle-of-wight', role: WEB_ROLE }),
    }).initialize();
    expect(await served.query('SELECT * FROM "recommendation_theme_1"')).toEqual([
      { theme: 'Neglect', used: 3, partnership: 'isle-of-wight' },
    ]);
    expect(await served.query('SELECT "person", "partnership" FROM "identity"')).toEqual([
      { person: 'p', partnership: 'isle-of-wight' },
    ]);
    await db.query(`INSERT INTO "recommendation_theme_1" VALUES ('Neglect', 1, 'hampshire')`);
    await db.query(`INSERT INTO "identity" VALUES ('i', 's', 'p', now(), 'hampshire')`);
    expect(await served.query('SELECT * FROM "recommendation_theme_1"')).toHaveLength(1);
    await served.destroy();
    await db.destroy();
  });
});

/** Whose an event is stands in its metadata. */
const LOG = 'log.event';

const quoted = (table: string): string => (table.includes('.') ? table : `"${table}"`);
