import { Cookie, type SessionData } from 'express-session';
import { Pool } from 'pg';
import { SessionStore, boundTo } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { freshDatabase } from './postgres';

const ID = 'an-id';

describe('the store of sessions', () => {
  let pool: Pool;
  let store: SessionStore;

  beforeAll(async () => {
    const connectionString = await freshDatabase();
    await migrate(connectionString);
    pool = new Pool({ connectionString: boundTo(connectionString, { partnership: 'p' }) });
    store = new SessionStore(pool);
  });
  afterAll(() => pool.end());
  beforeEach(() => pool.query('DELETE FROM "session"'));

  const session = (): SessionData => ({ cookie: new Cookie() }) as SessionData;
  const set = (data: SessionData): Promise<void> =>
    new Promise((resolve, reject) => {
      store.set(ID, data, (error) => {
        if (error) reject(error instanceof Error ? error : new Error('It could not be written'));
        else resolve();
      });
    });
  const get = (): Promise<Partial<SessionData> | null | undefined> =>
    new Promise((resolve, reject) => {
      store.get(ID, (error: unknown, found) => {
        if (error) reject(error instanceof Error ? error : new Error('It could not be read'));
        else resolve(found);
      });
    });
  /** As another request has it. */
  const another = async (): Promise<SessionData> => (await get()) as SessionData;

  it('gives back what was kept, and what was changed since', async () => {
    await set(session());
    const later = await another();
    await set(Object.assign(later, { told: 'idle' as const }));
    expect(await get()).toMatchObject({ told: 'idle', stored: true });
  });

  it('does not write the same twice: what the next request has written meanwhile stays', async () => {
    const first = session();
    await set(first);
    await set(Object.assign(await another(), { told: 'long' as const }));
    await set(first);
    expect(await get()).toMatchObject({ told: 'long' });
    await set(Object.assign(first, { told: 'kept' as const }));
    expect(await get()).toMatchObject({ told: 'kept' });
  });

  it('does not bring back a session that was ended meanwhile', async () => {
    await set(session());
    const underWay = await another();
    await pool.query('DELETE FROM "session"');
    await set(Object.assign(underWay, { told: 'idle' as const }));
    expect(await get()).toBeFalsy();
  });

  it('says so when it cannot be written', async () => {
    await set(session());
    const data = await another();
    await pool.query('ALTER TABLE "session" RENAME TO "away"');
    await expect(set(Object.assign(data, { told: 'idle' as const }))).rejects.toThrow('does not exist');
    await expect(set(session())).rejects.toThrow('does not exist');
    await pool.query('ALTER TABLE "away" RENAME TO "session"');
  });
});
