import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { Pool, type PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { AnotherAsks, AskingClient, type Asker, asking, minuteOf } from '#app/platform';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { NOW, called, chair, holding as onOne, nurse } from './askers';
import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { freshDatabase } from './postgres';
import { visit } from './visitor';

const WHO = `SELECT current_setting('learning_trail.person', true) AS person, current_setting('learning_trail.now', true) AS now`;

interface Database {
  readonly pool: Pool;
  close(): Promise<void>;
}

async function openPool(): Promise<Database> {
  const pool = new Pool({ connectionString: await freshDatabase(), Client: AskingClient, max: 3 });
  return { pool, close: () => pool.end() };
}

describe('who asks the database', () => {
  const database = forAll(openPool);

  const told = async (db: Pick<Pool, 'query'> | PoolClient = database.pool): Promise<unknown> =>
    (await db.query<Record<string, unknown>>(WHO)).rows[0];
  /** As the store of rows does it: it waits for a connection, and asks on it. */
  const ask = async (asker: Asker): Promise<unknown> =>
    asking.as(asker, () =>
      holding(async (client) => {
        await pause(1);
        return told(client);
      }),
    );
  const holding = <T>(use: (client: PoolClient) => Promise<T>): Promise<T> => onOne(database.pool, use);

  it('is nobody outside a request', async () => {
    expect(await told()).toEqual({ person: '', now: '' });
    await ask(nurse);
    await holding(async (client) => {
      expect(await told(client)).toEqual({ person: '', now: '' });
    });
  });

  it('is each of many at once, whatever connections they share', async () => {
    const askers = fc.array(
      fc.record({ person: fc.constantFrom('nurse', 'chair', 'o’clerk', ''), now: fc.constantFrom('', NOW) }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(askers, async (all) => {
        expect(await Promise.all(all.map(ask))).toEqual(all);
      }),
      { numRuns: 30 },
    );
  });

  it('is each of those who ask on one connection without waiting for one another', async () => {
    await holding(async (client) => {
      const all = [nurse, chair, nurse, nurse, chair, { person: '', now: '' }];
      expect(await Promise.all(all.map((asker) => asking.as(asker, () => told(client))))).toEqual(all);
    });
  });

  it('is told to questions with a callback too, and so is what keeps them from being asked', async () => {
    await holding(async (client) => {
      const asked = (asker: Asker) => called(client, WHO, asker);
      expect(await asked(nurse)).toEqual(nurse);
      await asking.as(nurse, () => client.query('BEGIN'));
      await expect(asked(chair)).rejects.toThrow(AnotherAsks);
      expect(await asked(nurse)).toEqual(nurse);
      await asking.as(nurse, () => client.query('ROLLBACK'));
      expect(await asked(chair)).toEqual(chair);
    });
  });

  it('cannot change within a transaction, whose end would take it back', async () => {
    await holding(async (client) => {
      await asking.as(chair, () => told(client));
      await asking.as(nurse, () => client.query('BEGIN'));
      await expect(asking.as(chair, () => told(client))).rejects.toThrow(AnotherAsks);
      expect(await asking.as(nurse, () => told(client))).toEqual(nurse);
      await asking.as(nurse, () => client.query('ROLLBACK'));
      expect(await asking.as(nurse, () => told(client))).toEqual(nurse);
    });
  });

  it('is told again where it could not be told', async () => {
    await holding(async (client) => {
      const odd = { person: 'a\u0000b', now: '' };
      await expect(asking.as(odd, () => told(client))).rejects.toThrow();
      expect(await asking.as(nurse, () => told(client))).toEqual(nurse);
    });
  });

  it('comes at a minute', () => {
    expect(minuteOf(new Date('2026-11-20T10:07:59.999Z'))).toBe('2026-11-20T10:07:00.000Z');
  });
});

describe('who asks, in a request', () => {
  const house = forAll(openHouse);
  const TEAM = 'partnership-team';

  /** Whoever has a reference drawn is noted by PostgreSQL itself. */
  beforeAll(async () => {
    await house.web.app.get<DataSource>(ENGINE_ROWS).query(`CREATE TABLE "noted" ("person" text, "now" text);
      CREATE FUNCTION note_asker() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        INSERT INTO public.noted VALUES (current_setting('learning_trail.person', true), current_setting('learning_trail.now', true));
        RETURN NEW;
      END $$;
      CREATE TRIGGER noted BEFORE INSERT ON "reference_series" FOR EACH ROW EXECUTE FUNCTION note_asker()`);
  });
  const noted = async (): Promise<readonly object[]> => {
    const [rows] = await house.web.app
      .get<DataSource>(ENGINE_ROWS)
      .query<[object[], number]>(`DELETE FROM "noted" RETURNING *`);
    return rows;
  };

  it.each(['a body of JSON', 'a form', 'a form in parts'])('is whoever sent %s, when it has been read', async (how) => {
    const visitor = await visit(house, TEAM);
    const agency = { name: `An agency by ${how}`, kind: 'other' };
    const path = '/agencies';
    const parts = new FormData();
    for (const [name, value] of Object.entries({ ...agency, _key: randomUUID() })) parts.set(name, value);
    const answer =
      how === 'a body of JSON'
        ? await visitor.post('/api/v1/agencies', agency)
        : await visitor.form(path, how === 'a form' ? { ...agency, _key: randomUUID() } : parts);
    expect([how, answer.status, answer.text.slice(0, 300)]).toEqual([
      how,
      how === 'a body of JSON' ? 201 : 303,
      expect.anything(),
    ]);
    expect(await noted()).toEqual([{ person: TEAM, now: LOADED }]);
  });
});
