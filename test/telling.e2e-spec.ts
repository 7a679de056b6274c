import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { Client, Pool, type PoolClient, type PoolConfig, Query } from 'pg';
import {
  AnotherAsks,
  type Asker,
  FOLLOWING_IN_TIME,
  TellingClient,
  Untold,
  WEB_ROLE,
  asking,
  connecting,
} from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { NOW, called, chair, holding as onOne, nobody, nurse } from './askers';
import { forAll } from './for-all';
import { freshDatabase } from './postgres';

const TOLD = `SELECT current_setting('role') AS role, current_setting('learning_trail.partnership', true) AS partnership,
  current_setting('lock_timeout') AS lock, current_setting('learning_trail.person', true) AS person,
  current_setting('learning_trail.now', true) AS now`;
const BOUND = { role: WEB_ROLE, partnership: 'downs', lock: '5s' };

/** What the driver calls when it is done, and its types do not tell. */
interface Answering {
  callback: (error: Error | null, answer?: { readonly rows: unknown }) => void;
}

async function openPool() {
  const databaseUrl = await freshDatabase();
  await migrate(databaseUrl);
  const bound = { partnership: 'downs', role: WEB_ROLE, asks: true };
  const pool = new Pool({ ...connecting({ databaseUrl, pooled: true }, bound, FOLLOWING_IN_TIME), max: 2 });
  return { pool, databaseUrl, close: () => pool.end() };
}

/** As another client of a pooler finds the session after us: below what this client tells. */
async function found(client: PoolClient): Promise<unknown> {
  const below = Client.prototype.query.bind(client) as unknown as (text: string) => Promise<{ rows: unknown[] }>;
  return (await below(TOLD)).rows[0];
}

describe('a connection that leaves nothing in its session', () => {
  const database = forAll(openPool);
  const told = async (db: Pick<Pool, 'query'>): Promise<unknown> => (await db.query<object>(TOLD)).rows[0];
  const holding = <T>(use: (client: PoolClient) => Promise<T>): Promise<T> => onOne(database.pool, use);
  const CLEAN = { role: 'none', partnership: '', lock: '0', person: '', now: '' };

  it('tells with every statement, and then is as it was', async () => {
    await holding(async (client) => {
      for (const asker of [nurse, chair]) {
        expect(await asking.as(asker, () => told(client))).toEqual({ ...BOUND, ...asker });
        expect(await found(client)).toEqual(CLEAN);
      }
      expect(await told(client)).toEqual({ ...BOUND, ...nobody });
      expect(await found(client)).toEqual(CLEAN);
    });
  });

  it.each(['COMMIT', 'ROLLBACK'])('tells as a transaction begins, once for all of it, until %s', async (end) => {
    await holding((client) =>
      asking.as(nurse, async () => {
        await client.query('START TRANSACTION');
        expect(await found(client)).toEqual({ ...BOUND, ...nurse });
        await client.query('SAVEPOINT s');
        await expect(client.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
        await client.query('ROLLBACK TO SAVEPOINT s');
        expect(await told(client)).toEqual({ ...BOUND, ...nurse });
        await client.query(end);
        expect(await found(client)).toEqual(CLEAN);
      }),
    );
  });

  it('is one transaction for each statement: what fails leaves nothing behind, neither done nor told', async () => {
    await holding(async (client) => {
      const writing = `INSERT INTO "logout_token" VALUES ('i', $1, now())`;
      expect((await client.query(writing, ['kept'])).rowCount).toBe(1);
      await expect(client.query(`${writing} RETURNING 1 / (length("jti") - 4)`, ['gone'])).rejects.toThrow('by zero');
      expect(await found(client)).toEqual(CLEAN);
      expect((await client.query('SELECT "jti" FROM "logout_token"')).rows).toEqual([{ jti: 'kept' }]);
    });
  });

  it('is told who asks by each of many at once, whatever connections they share, in transactions and without', async () => {
    const asked = async ({ within, ...asker }: Asker & { within: boolean }): Promise<unknown> =>
      asking.as(asker, () =>
        holding(async (client) => {
          await pause(1);
          if (!within) return told(client);
          await client.query('BEGIN');
          const answer = await told(client);
          await client.query('COMMIT');
          return answer;
        }),
      );
    const askers = fc.array(
      fc.record({
        person: fc.constantFrom('nurse', 'chair', 'o’clerk', ''),
        now: fc.constantFrom('', NOW),
        within: fc.boolean(),
      }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(askers, async (all) => {
        const expected = all.map(({ person, now }) => ({ ...BOUND, person, now }));
        expect(await Promise.all(all.map(asked))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('answers questions with a callback too, and those that do not wait for one another', async () => {
    await holding(async (client) => {
      const asked = (asker: Asker) => called(client, TOLD, asker);
      const all = [nurse, chair, nurse, nobody];
      expect(await Promise.all(all.map(asked))).toEqual(all.map((asker) => ({ ...BOUND, ...asker })));
    });
  });

  it('lets nobody else ask within a transaction', async () => {
    await holding(async (client) => {
      await asking.as(nurse, () => client.query('BEGIN'));
      await expect(asking.as(chair, () => told(client))).rejects.toThrow(AnotherAsks);
      expect(await asking.as(nurse, () => told(client))).toEqual({ ...BOUND, ...nurse });
      await asking.as(nurse, () => client.query('ROLLBACK'));
      expect(await asking.as(chair, () => told(client))).toEqual({ ...BOUND, ...chair });
    });
  });

  it('asks nothing where it cannot be told', async () => {
    const { databaseUrl } = database;
    const made = randomUUID();
    const insert = `INSERT INTO "logout_token" VALUES ('i', '${made}', now())`;
    const odd = { person: 'a\u0000b', now: '' };
    await holding(async (client) => {
      await expect(asking.as(odd, () => client.query(insert))).rejects.toThrow();
      expect(await asking.as(nurse, () => told(client))).toEqual({ ...BOUND, ...nurse });
    });
    const stranger = new Pool(connecting({ databaseUrl, pooled: true }, { partnership: 'downs', role: 'postgres' }));
    await expect(stranger.query(insert)).rejects.toThrow('permission denied to set role');
    await expect(stranger.query('BEGIN')).rejects.toThrow('permission denied to set role');
    await stranger.end();
    const { rowCount } = await database.pool.query('SELECT FROM "logout_token" WHERE "jti" = $1', [made]);
    expect(rowCount).toBe(0);
  });

  it('tells nothing ahead of what is no question, and answers the next one', async () => {
    const odd = [{ text: 'SELECT $1', values: 'no list' }, { text: 1 }] as unknown as { text: string }[];
    await holding(async (client) => {
      for (const question of odd) {
        await expect(client.query(question)).rejects.toThrow();
        expect(await found(client)).toEqual(CLEAN);
        expect(await asking.as(nurse, () => told(client))).toEqual({ ...BOUND, ...nurse });
      }
    });
  });

  it('takes one statement at a time, so that none is asked behind the end of a transaction', async () => {
    await holding(async (client) => {
      await expect(client.query(`SELECT 1; ${TOLD}`)).rejects.toThrow('multiple commands');
      await client.query('BEGIN');
      await expect(client.query(`COMMIT; ${TOLD}`)).rejects.toThrow('multiple commands');
      await client.query('ROLLBACK');
    });
  });

  it('refuses what it cannot tell ahead of, but in a transaction of the same person', async () => {
    const askedOn = (client: PoolClient): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const asked = new Query('SELECT 1 AS n') as Query & Answering;
        asked.callback = (error, answer) => {
          if (error) reject(error);
          else resolve(answer?.rows);
        };
        client.query(asked);
      });
    await holding(async (client) => {
      await expect(askedOn(client)).rejects.toThrow(Untold);
      await asking.as(nurse, () => client.query('BEGIN'));
      await expect(asking.as(chair, () => askedOn(client))).rejects.toThrow(AnotherAsks);
      expect(await asking.as(nurse, () => askedOn(client))).toEqual([{ n: 1 }]);
      await asking.as(nurse, () => client.query('ROLLBACK'));
    });
  });

  it('names no statement, whoever asks for it', async () => {
    await holding(async (client) => {
      const named = { name: 'a-name', text: 'SELECT $1::int AS n', values: [1] };
      expect((await client.query<{ n: number }>(named)).rows).toEqual([{ n: 1 }]);
      expect((await client.query('SELECT FROM pg_prepared_statements WHERE "name" <> $1', [''])).rowCount).toBe(0);
    });
  });

  it('waits for nobody’s lock, and for no answer, longer than it is told', async () => {
    const { databaseUrl } = database;
    const within = (time: PoolConfig): Pool =>
      new Pool({ ...connecting({ databaseUrl, pooled: true }, { partnership: 'downs' }, time) });
    const unlocked = within({ lock_timeout: 50, query_timeout: 30_000 });
    const holder = new Client(databaseUrl);
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE "house"');
    await expect(unlocked.query('SELECT FROM "house"')).rejects.toMatchObject({ code: '55P03' });
    await holder.end();
    await unlocked.end();
    const pool = within({ query_timeout: 300 });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    const late = client.query('SELECT pg_sleep(5)');
    await expect(late).rejects.toThrow('Query read timeout');
    // The connection is given up: nobody waits behind what does not answer.
    await expect(client.query('SELECT 1')).rejects.toThrow(/terminated|not queryable/);
    client.release(true);
    await pool.end();
  });

  it('is not made without anything to tell', () => {
    expect(() => new TellingClient({})).toThrow('what to tell');
  });
});
