import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { LOCKS } from '../libs/platform/src/advisory-locks';
import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable, NotAppended } from '../libs/platform/src/event-log/event-log';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { forAll } from './for-all';
import { freshDatabaseAsBoth } from './postgres';

const APPENDS = `datname = current_database() and state = 'active' and query like 'select * from log.append%'`;

/** A log in which a Slow event, or one of slow-…, takes half a minute, and one of hiccup-… too, but only the first time. */
async function openSlow(pooled: boolean) {
  const { url, superuserUrl } = await freshDatabaseAsBoth();
  await migrateLog(url);
  const sql = new Client({ connectionString: superuserUrl });
  await sql.connect();
  await sql.query(`
    create sequence tried;
    create function dawdle() returns trigger language plpgsql security definer as $$
    begin
      if new.stream like 'slow-%' or new.type = 'Slow' then perform pg_sleep(30); end if;
      if new.stream like 'hiccup-%' and nextval('public.tried') = 1 then perform pg_sleep(30); end if;
      return new;
    end $$;
    create trigger dawdle before insert on log.event for each row execute function dawdle()`);
  const log = await PostgresEventLog.open({ connectionString: url, pooled, clock: systemClock });
  return { log, sql, close: () => Promise.all([log.close(), sql.end()]) };
}

describe.each([
  ['on a session of its own', false],
  ['with nothing left in its session', true],
])('an append that PostgreSQL does not finish in time, %s', (_, pooled) => {
  const slow = forAll(() => openSlow(pooled));
  const working = async (): Promise<number> =>
    (await slow.sql.query(`select from pg_stat_activity where ${APPENDS}`)).rowCount ?? NaN;
  const heldBy = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
    await slow.sql.query(`begin; ${lock}`);
    try {
      return await work();
    } finally {
      await slow.sql.query('rollback');
    }
  };

  it.each([
    ['the lock of appends', `select pg_advisory_xact_lock(${LOCKS.append})`],
    ['the table', 'lock table log.event in exclusive mode'],
  ])('is not stored where somebody else holds %s, and says so', async (what, lock) => {
    const stream = `held-${what.length}`;
    const events = [fresh()];
    await heldBy(lock, async () => {
      await expect(slow.log.append(stream, 'none', events, { within: 2_000 })).rejects.toThrow(NotAppended);
      expect(await working()).toBe(0);
    });
    await pause(100);
    expect(await slow.log.readStream(stream)).toEqual([]);
    expect((await slow.log.append(stream, 'none', events)).revision).toBe(0);
  });

  it('is not stored where it takes too long by itself, and is not worked on any more', async () => {
    const appending = [
      slow.log.append('slow-1', 'none', [fresh()], { within: 2_000 }),
      slow.log.appendMany([{ stream: 'slow-2', expected: 'none', events: [fresh()] }], { within: 2_400 }),
    ];
    for (const answer of await Promise.allSettled(appending))
      expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(NotAppended) as unknown });
    expect(await working()).toBe(0);
    expect(await slow.log.readStream('slow-1')).toEqual([]);
    expect(await slow.log.readStream('slow-2')).toEqual([]);
  });

  it('is sent again while there is time, and stored once', async () => {
    await slow.sql.query('alter sequence tried restart');
    const begun = performance.now();
    expect((await slow.log.append('hiccup-1', 'none', [fresh()], { within: 9_000 })).revision).toBe(0);
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(await slow.log.readStream('hiccup-1')).toHaveLength(1);
  }, 15_000);

  it('may be stored where only what came with it was cut, and says that nobody knows', async () => {
    const within = 1_500;
    const both = [slow.log.append('part-1', 'none', [fresh()], { within })];
    both.push(slow.log.append('part-1', 0, [fresh('Slow')], { within }));
    const [stored] = await Promise.all(both.map((each) => each.catch((error: unknown) => error)));
    expect(stored).toBeInstanceOf(LogUnavailable);
    expect(stored).not.toBeInstanceOf(NotAppended);
    expect(await slow.log.readStream('part-1')).toHaveLength(1);
  });

  it('may be stored where one answer was lost before, and says that nobody knows', async () => {
    const appending = await heldBy(`select pg_advisory_xact_lock(${LOCKS.append})`, async () => {
      const answer = slow.log.append('lost-1', 'none', [fresh()], { within: 1_500 });
      const said = answer.catch((error: unknown) => error);
      await pause(200);
      await slow.sql.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${APPENDS}`);
      return said;
    });
    expect(appending).toBeInstanceOf(LogUnavailable);
    expect(appending).not.toBeInstanceOf(NotAppended);
  });
});
