import { Client } from 'pg';
import { Program } from './crash.system';
import { freshDatabase } from './postgres';
import { realHouse } from './real.house';

describe('the first invitation, from the terminal', () => {
  let env: Readonly<Record<string, string>>;
  let sql: Client;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    env = { ...(await realHouse()), DATABASE_URL: databaseUrl, PUBLIC_URL: 'https://trail.example' };
    await trail('migrate', '--real');
    sql = new Client({ connectionString: databaseUrl });
    await sql.connect();
  });
  afterAll(() => sql.end());

  const trail = (...args: readonly string[]) => new Program('trail/src/main.js', args, env).ended();
  const events = async () => (await sql.query('SELECT FROM log.event')).rowCount;

  it('waits until an update has filled the rows of those who are there: empty, they would say that nobody is', async () => {
    await expect(trail('invite-first')).resolves.toMatchObject({ code: 0 });
    const before = await events();
    for (const table of ['known_reader', 'checkpoint'])
      await sql.query(`UPDATE "${table}" SET "reader" = 'post-1' WHERE "reader" = 'post-2'`);
    await sql.query(
      `INSERT INTO "checkpoint" ("reader", "position", "state") VALUES ('post-2/building', -1, 'paused')`,
    );
    await expect(trail('invite-first')).resolves.toEqual({
      code: 1,
      said: expect.stringContaining('post-2 is not filled yet') as string,
    });
    expect(await events()).toBe(before);
  });
});
