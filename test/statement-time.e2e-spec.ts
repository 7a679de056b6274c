import { Pool, type PoolConfig, type QueryConfig } from 'pg';
import { IN_TIME, connecting } from '#app/platform';
import { forAll } from './for-all';
import { PATIENCE } from './patience';
import { freshDatabase } from './postgres';

/** PostgreSQL's word for a statement that it has cut. */
const CUT = { code: '57014' };
const SET = `SELECT current_setting('statement_timeout') AS set`;

describe.each([
  ['on a session of its own', { pooled: false }, {}],
  ['on a session of its own that is told who asks', { pooled: false }, { asks: true }],
  ['with nothing left in its session', { pooled: true }, { partnership: 'downs' }],
])('a connection %s', (_, how, bound) => {
  const database = forAll(async () => {
    const databaseUrl = await freshDatabase();
    const open = (within: PoolConfig): Pool =>
      new Pool({ ...connecting({ databaseUrl, ...how }, bound, { ...IN_TIME, ...within }), max: 1 });
    const [usual, timed] = [open({}), open({ statement_timeout: 1_000 })];
    return { usual, timed, close: () => Promise.all([usual.end(), timed.end()]) };
  });
  const setting = async (pool: Pool, more: object = {}): Promise<string | undefined> =>
    (await pool.query<{ set: string }>({ text: SET, ...more } as QueryConfig)).rows[0]?.set;

  it('lets no statement go on for longer than it is given', async () => {
    await expect(database.timed.query('SELECT pg_sleep(3600)')).rejects.toMatchObject(CUT);
    expect(await setting(database.timed)).toBe('1s');
  });

  it('gives a statement a time of its own, and to the next one the usual', async () => {
    const { usual, timed } = database;
    for (const name of [undefined, 'named']) {
      const own = { text: 'SELECT pg_sleep($1)', values: [3600], statement_timeout: 50, ...(name && { name }) };
      await expect(usual.query(own)).rejects.toMatchObject(CUT);
    }
    expect(await setting(timed, { statement_timeout: 7_777 })).toBe('7777ms');
    expect([await setting(usual), await setting(timed)]).toEqual(['0', '1s']);
    const longer = { text: 'SELECT pg_sleep(1.2)', statement_timeout: PATIENCE };
    expect((await timed.query(longer)).rowCount).toBe(1);
  });
});
