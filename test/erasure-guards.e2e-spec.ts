import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ENGINE_ROLE, FileBytes, Files, GivenMasterKeys, Vault, WEB_ROLE, boundTo } from '#app/platform';
import { type LocalPostgres, startPostgres } from '../apps/local/src/postgres';
import { migrate } from '../apps/projector/src/migrate';
import { readStore } from '../apps/projector/src/read-store';
import { first, place } from './vault.house';

/** Of PostgreSQL: not allowed (by right, by policy or by a trigger), and what a CHECK refuses. */
const REFUSED = ['42501', '23514'];
const PARTNERSHIP = 'p';

interface Attempt {
  readonly called: string;
  readonly table: string;
  readonly sql: string;
}

/** Every way to undo an erasure by a statement. `$1` is the id of the person or file, `$2` the wrapped key as it was. */
const key = (called: string, sql: string): Attempt => ({ called, table: 'vault.data_key', sql });
const file = (called: string, sql: string): Attempt => ({ called, table: '"evidence_file"', sql });
const ATTEMPTS: readonly Attempt[] = [
  key(
    'the wrapped key is put back',
    `UPDATE vault.data_key SET wrapped = $2, master = 'first', erased_at = NULL WHERE subject = $1`,
  ),
  key('the day of the erasure is taken away', `UPDATE vault.data_key SET erased_at = NULL WHERE subject = $1`),
  key(
    'the key is made anew over the tombstone',
    `INSERT INTO vault.data_key AS held (subject, key_id, partnership, master, wrapped)
       VALUES ($1, gen_random_uuid(), '${PARTNERSHIP}', 'first', $2)
     ON CONFLICT (subject) DO UPDATE SET wrapped = excluded.wrapped, master = excluded.master, erased_at = NULL`,
  ),
  key('the tombstone is deleted', 'DELETE FROM vault.data_key WHERE subject = $1'),
  key('every tombstone is emptied away', 'TRUNCATE vault.data_key'),
  file(
    'the bytes of a shredded file are written again',
    `UPDATE "evidence_file" SET "bytes" = '\\x41', "name" = 'visit.txt', "standing" = 'clean' WHERE "id" = $1`,
  ),
  file('bytes are given to a file that stays shredded', `UPDATE "evidence_file" SET "bytes" = '\\x41' WHERE "id" = $1`),
  file('the row of a shredded file is deleted', 'DELETE FROM "evidence_file" WHERE "id" = $1'),
  file('the table of files is emptied', 'TRUNCATE "evidence_file"'),
  {
    called: 'a blanked row is given details again',
    table: '"person_concerned_3"',
    sql: `UPDATE "person_concerned_3" SET "details" = '{"name": {"value": {}}}' WHERE "id" = $1`,
  },
];

describe('what was destroyed', () => {
  let postgres: LocalPostgres;
  let owner: DataSource;
  const subject = randomUUID();
  let wrapped: Buffer;
  const as: Record<string, Client> = {};

  beforeAll(async () => {
    // A server of its own: the engine's role belongs to the whole server, and others are not to find it.
    postgres = await startPostgres({ temporary: true });
    const login = new URL(postgres.url).username;
    await asSuperuser(`CREATE ROLE ${ENGINE_ROLE} NOLOGIN`);
    await asSuperuser(`GRANT ${ENGINE_ROLE} TO ${login}`);
    await migrate(postgres.url);
    owner = await new DataSource(readStore(boundTo(postgres.url, { partnership: PARTNERSHIP }))).initialize();
    for (const [name, role] of Object.entries({ web: WEB_ROLE, engine: ENGINE_ROLE, owner: undefined })) {
      const bond = { partnership: PARTNERSHIP, ...(role !== undefined && { role }) };
      as[name] = new Client({ connectionString: boundTo(postgres.url, bond) });
      await as[name].connect();
    }
    await destroyed();
  });

  afterAll(async () => {
    for (const client of Object.values(as)) await client.end();
    await owner.destroy();
    await postgres.stop();
  });

  /** A person's key, a file and a row, as an erasure leaves them; all three under one id. */
  async function destroyed(): Promise<void> {
    const vault = new Vault(owner, new GivenMasterKeys(first), PARTNERSHIP);
    await vault.seal('Ada', place(subject));
    const [{ wrapped: was } = { wrapped: Buffer.alloc(0) }] = await owner.query<{ wrapped: Buffer }[]>(
      'SELECT wrapped FROM vault.data_key',
    );
    wrapped = was;
    await owner.query(
      `INSERT INTO "evidence_file" ("id", "sha256", "name", "type", "size", "keptBy", "bytes")
       VALUES ($1, '', 'visit.txt', 'text/plain', 1, 'team', '\\x41')`,
      [subject],
    );
    await owner.query(
      `INSERT INTO "person_concerned_3" ("id", "stream", "kind", "pseudonym", "place", "details", "erased", "partnership")
       VALUES ($1, 'referral-1', 'child', 'Child A', 0, '{}', '{"on": "2026-11-20"}', '${PARTNERSHIP}')`,
      [subject],
    );
    expect(await owner.transaction((rows) => new Files(owner, new FileBytes(vault)).shred([subject], rows))).toBe(1);
  }

  async function asSuperuser(sql: string): Promise<void> {
    const client = new Client({ connectionString: postgres.superuserUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  const given = ({ sql }: Attempt): readonly unknown[] =>
    [subject, wrapped].slice(0, sql.includes('$2') ? 2 : sql.includes('$1') ? 1 : 0);

  const everything = async (): Promise<unknown> =>
    Promise.all(
      ['vault.data_key', '"evidence_file"', '"person_concerned_3"'].map((table) =>
        owner.query(`SELECT t::text AS row FROM ${table} AS t`),
      ),
    );

  describe.each(ATTEMPTS)('stays so when $called', (attempt) => {
    it.each(['web', 'engine', 'owner'])('by who acts as %s', async (who) => {
      const before = await everything();
      const code = await as[who]?.query(attempt.sql, [...given(attempt)]).then(
        () => 'done',
        (error: unknown) => (error as { code?: string }).code,
      );
      expect([who, REFUSED.includes(code ?? ''), code]).toEqual([who, true, code]);
      expect(await everything()).toEqual(before);
    });

    it('because of its guards: without them the owner could', async () => {
      const client = as['owner'];
      if (!client) throw new Error('Nobody is signed in');
      const { rows: checks } = await client.query<{ name: string }>(
        `SELECT quote_ident(conname) AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`,
        [attempt.table],
      );
      await client.query('BEGIN');
      try {
        await client.query(`ALTER TABLE ${attempt.table} DISABLE TRIGGER USER`);
        for (const { name } of checks) await client.query(`ALTER TABLE ${attempt.table} DROP CONSTRAINT ${name}`);
        const { rowCount, command } = await client.query(attempt.sql, [...given(attempt)]);
        expect(command === 'TRUNCATE' ? 1 : rowCount).toBe(1);
      } finally {
        await client.query('ROLLBACK');
      }
    });
  });
});
