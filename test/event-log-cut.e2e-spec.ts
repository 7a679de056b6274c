import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { LOCKS } from '../libs/platform/src/advisory-locks';
import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable, NotAppended } from '../libs/platform/src/event-log/event-log';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { eventually } from './engine.tally';
import { atWork, comesBefore, cutOff } from './event-log.at-work';
import { forAll } from './for-all';
import { PATIENCE } from './patience';
import { freshDatabaseAsBoth } from './postgres';

const HOLD_APPENDS = `select pg_advisory_xact_lock(${LOCKS.append})`;

/** A log in which a Slow event, or one of slow-…, takes an hour, and one of hiccup-… too, but only the first time. */
async function openSlow(pooled: boolean) {
  const { url, superuserUrl } = await freshDatabaseAsBoth();
  await migrateLog(url);
  const [sql, holder] = [new Client(superuserUrl), new Client(superuserUrl)];
  await Promise.all([sql.connect(), holder.connect()]);
  await sql.query(`
    create sequence tried;
    create function dawdle() returns trigger language plpgsql security definer as $$
    begin
      if new.stream like 'slow-%' or new.type = 'Slow' then perform pg_sleep(3600); end if;
      if new.stream like 'hiccup-%' and nextval('public.tried') = 1 then perform pg_sleep(3600); end if;
      return new;
    end $$;
    create trigger dawdle before insert on log.event for each row execute function dawdle()`);
  const log = await PostgresEventLog.open({ connectionString: url, pooled, clock: systemClock });
  return { log, sql, holder, close: () => Promise.all([log.close(), sql.end(), holder.end()]) };
}

describe.each([
  ['on a session of its own', false],
  ['with nothing left in its session', true],
])('an append that PostgreSQL does not finish in time, %s', (_, pooled) => {
  const slow = forAll(() => openSlow(pooled));
  const heldBy = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
    await slow.holder.query(`begin; ${lock}`);
    try {
      return await work();
    } finally {
      await slow.holder.query('rollback');
    }
  };

  /**
   * Whether it was PostgreSQL's own word, while at work on it, that nothing was stored. Where that word comes too late to be
   * heard, nobody knows: on a slow machine it is to be tried again.
   */
  const isCut = async (append: () => Promise<unknown>): Promise<boolean> => {
    await eventually(async () => (await atWork(slow.sql)) === 0);
    const said = append().catch((error: unknown) => error);
    const wasAtWork = await comesBefore(said, async () => (await atWork(slow.sql)) > 0);
    expect(await said).toBeInstanceOf(LogUnavailable);
    return wasAtWork && (await said) instanceof NotAppended;
  };

  it.each([
    ['the lock of appends', HOLD_APPENDS],
    ['the table', 'lock table log.event in exclusive mode'],
  ])('is not stored where somebody else holds %s, and says so', async (what, lock) => {
    const stream = `held-${what.length}`;
    const events = [fresh()];
    await heldBy(lock, async () => {
      await eventually(() => isCut(() => slow.log.append(stream, 'none', events, { within: 2_000 })));
      await eventually(async () => (await atWork(slow.sql)) === 0);
    });
    await pause(100);
    expect(await slow.log.readStream(stream)).toEqual([]);
    expect((await slow.log.append(stream, 'none', events)).revision).toBe(0);
  });

  it('is not stored where it takes too long by itself, and is not worked on any more', async () => {
    const [one, several] = [[fresh()], [{ stream: 'slow-2', expected: 'none', events: [fresh()] }]] as const;
    await eventually(() => isCut(() => slow.log.append('slow-1', 'none', one, { within: 2_000 })));
    await eventually(() => isCut(() => slow.log.appendMany(several, { within: 2_000 })));
    await eventually(async () => (await atWork(slow.sql)) === 0);
    expect(await slow.log.readStream('slow-1')).toEqual([]);
    expect(await slow.log.readStream('slow-2')).toEqual([]);
  });

  it('is sent again while there is time, and stored once', async () => {
    await slow.sql.query('alter sequence tried restart');
    expect((await slow.log.append('hiccup-1', 'none', [fresh()], { within: PATIENCE })).revision).toBe(0);
    expect(await slow.log.readStream('hiccup-1')).toHaveLength(1);
  });

  it('may be stored where only what came with it was cut, and says that nobody knows', async () => {
    const within = 1_500;
    let tries = 0;
    await eventually(async () => {
      const stream = `part-${++tries}`;
      const both = [slow.log.append(stream, 'none', [fresh()], { within })];
      both.push(slow.log.append(stream, 0, [fresh('Slow')], { within }));
      const [said] = await Promise.all(both.map((each) => each.catch((error: unknown) => error)));
      const stored = await slow.log.readStream(stream);
      // On a slow machine all of it may have been cut.
      if (stored.length === 0) return false;
      expect(stored).toHaveLength(1);
      expect(said).toBeInstanceOf(LogUnavailable);
      expect(said).not.toBeInstanceOf(NotAppended);
      return true;
    });
  });

  it('may be stored where one answer was lost before, and says that nobody knows', async () => {
    let said: unknown;
    await heldBy(HOLD_APPENDS, () =>
      eventually(async () => {
        await eventually(async () => (await atWork(slow.sql)) === 0);
        const answer = slow.log.append('lost-1', 'none', [fresh()], { within: 2_000 }).catch((error: unknown) => error);
        const wasLost = await comesBefore(answer, () => cutOff(slow.sql));
        const isSentAgain = wasLost && (await comesBefore(answer, async () => (await atWork(slow.sql)) > 0));
        said = await answer;
        return isSentAgain;
      }),
    );
    expect(said).toBeInstanceOf(LogUnavailable);
    expect(said).not.toBeInstanceOf(NotAppended);
  });
});
