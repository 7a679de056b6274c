import { Client, Pool } from 'pg';
import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { NotAppended } from '../libs/platform/src/event-log/event-log';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { STATEMENT_MS, Statements } from '../libs/platform/src/event-log/postgres/statements';
import { Proxy } from './faults/proxy';
import { forAll } from './for-all';
import { PATIENCE } from './patience';
import { freshDatabase, freshDatabaseAsBoth } from './postgres';

/** A log, and a network before it, in which an event of slow-… takes longer than PostgreSQL usually works on a statement. */
async function openLine() {
  const { url, superuserUrl } = await freshDatabaseAsBoth();
  await migrateLog(url);
  const sql = new Client({ connectionString: superuserUrl });
  await sql.connect();
  await sql.query(`
    create function dawdle() returns trigger language plpgsql as $$
    begin
      perform pg_sleep(${(STATEMENT_MS + 500) / 1_000});
      return new;
    end $$;
    create trigger dawdle before insert on log.event for each row when (new.stream like 'slow-%')
      execute function dawdle()`);
  const proxy = await Proxy.before(url);
  const log = await PostgresEventLog.open({ connectionString: proxy.url, clock: systemClock });
  return {
    url,
    log,
    proxy,
    close: async () => {
      proxy.cut();
      await log.close();
      await Promise.all([proxy.close(), sql.end()]);
    },
  };
}

describe('an append that waits long for an answer', () => {
  const line = forAll(openLine);

  it('tries another connection when the one that it has stays silent, while it has time', async () => {
    await line.log.append('moved-1', 'none', [fresh()]);
    line.proxy.move();
    const { revision } = await line.log.append('moved-1', 0, [fresh()], { within: PATIENCE });
    expect(revision).toBe(1);
  });

  it('of several at once has the time that it was given, and is not cut before', async () => {
    const slow = [{ stream: 'slow-1', expected: 'none' as const, events: [fresh()] }];
    const [appended] = await line.log.appendMany(slow, { within: PATIENCE });
    expect(appended?.revision).toBe(0);
  });

  it('waits for a connection no longer than it was given, and gives back what comes later', async () => {
    const pool = new Pool({ connectionString: line.url, max: 1 });
    const statements = new Statements(pool);
    const question = { text: 'select 1 as one', values: [] };
    const holder = await pool.connect();
    await expect(statements.written(question, 50)).rejects.toThrow(NotAppended);
    holder.release();
    expect(await statements.written(question, PATIENCE)).toStrictEqual([{ one: 1 }]);
    await pool.end();
  });
});

describe('bringing the log up to date', () => {
  it('fails where the connection is lost meanwhile, and ends nothing else', async () => {
    const proxy = await Proxy.before(await freshDatabase());
    proxy.fatal = 'create schema';
    await expect(migrateLog(proxy.url)).rejects.toThrow();
    proxy.fatal = undefined;
    await migrateLog(proxy.url);
    await proxy.close();
  });
});
