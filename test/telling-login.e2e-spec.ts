import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { DataSource } from 'typeorm';
import { NotHarmless, WEB_ROLE, connecting, insistBound, insistHarmless, pooledIn } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { freshDatabaseAsBoth } from './postgres';

describe('a login behind a pooler', () => {
  const logins: string[] = [];
  let urls: { readonly url: string; readonly superuserUrl: string };
  let superuser: Client;

  beforeAll(async () => {
    urls = await freshDatabaseAsBoth();
    await migrate(urls.url);
    superuser = new Client(urls.superuserUrl);
    await superuser.connect();
  });
  afterAll(async () => {
    for (const login of logins) await superuser.query(`DROP ROLE "${login}"`);
    await superuser.end();
  });

  /** As the web would find it; the role as which it acts is told. */
  async function asked(databaseUrl: string): Promise<void> {
    const extra = connecting({ databaseUrl, pooled: true }, { partnership: 'downs', role: WEB_ROLE });
    const db = await new DataSource({ type: 'postgres', url: databaseUrl, extra }).initialize();
    try {
      await insistBound(db);
      await insistHarmless(db);
    } finally {
      await db.destroy();
    }
  }

  async function loginWith(attributes: string): Promise<string> {
    const login = `login-${randomUUID()}`;
    await superuser.query(`CREATE ROLE "${login}" LOGIN PASSWORD 'a-password' ${attributes}`);
    logins.push(login);
    const url = new URL(urls.url);
    [url.username, url.password] = [login, 'a-password'];
    return url.href;
  }

  it.each([true, false])('acts as a role without a partnership too, behind a pooler: %s', async (pooled) => {
    const databaseUrl = await loginWith(`IN ROLE ${WEB_ROLE}`);
    const pool = new Pool(connecting({ databaseUrl, pooled }, { role: WEB_ROLE }));
    const { rows } = await pool
      .query<object>('SELECT session_user <> current_user AS acts, current_user AS role')
      .finally(() => pool.end());
    expect(rows).toEqual([{ acts: true, role: WEB_ROLE }]);
  });

  it.each([
    ['the web’s role and nothing else', `IN ROLE ${WEB_ROLE}`],
    ['the same, without having its rights by itself', `NOINHERIT IN ROLE ${WEB_ROLE}`],
    [
      'the web’s role and the right to read the log, which its policy then bounds',
      `IN ROLE ${WEB_ROLE}, learning_trail_writer`,
    ],
  ])('may have %s', async (_what, attributes) => {
    await expect(asked(await loginWith(attributes))).resolves.toBeUndefined();
  });

  it.each([
    ['the owner’s', `IN ROLE ${WEB_ROLE}, learning_trail`],
    ['the owner’s, if it only takes it', `NOINHERIT IN ROLE ${WEB_ROLE}, learning_trail`],
    ['to pass by the policies of rows', `BYPASSRLS IN ROLE ${WEB_ROLE}`],
  ])('may not have a right that is %s', async (_what, attributes) => {
    await expect(asked(await loginWith(attributes))).rejects.toThrow(NotHarmless);
  });

  it('may not read the log of everybody', async () => {
    const url = await loginWith('IN ROLE learning_trail_writer');
    await superuser.query(`GRANT ${WEB_ROLE} TO "${new URL(url).username}" WITH INHERIT FALSE, SET TRUE`);
    await expect(asked(url)).rejects.toThrow(NotHarmless);
  });

  it('may be neither the owner nor the superuser', async () => {
    await expect(asked(urls.url)).rejects.toThrow(NotHarmless);
    await expect(asked(urls.superuserUrl)).rejects.toThrow(NotHarmless);
  });
});

describe('DATABASE_POOLER', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['transaction', true],
    [' transaction ', true],
  ])('as %j says %s', (given, pooled) => {
    expect(pooledIn({ ...(given !== undefined && { DATABASE_POOLER: given }) })).toBe(pooled);
  });

  it.each(['session', 'on', 'true'])('is refused as %s, in a sentence that names it', (given) => {
    expect(() => pooledIn({ DATABASE_POOLER: given })).toThrow(/^DATABASE_POOLER is "\w+"\. It must be "transaction"/);
  });
});
