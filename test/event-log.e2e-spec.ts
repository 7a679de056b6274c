import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { systemClock } from '../libs/platform/src/clock';
import { fresh, metadata, said, several } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable, START } from '../libs/platform/src/event-log/event-log';
import { eventLogContract } from '../libs/platform/src/event-log/event-log.contract';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { LogOutdated } from '../libs/platform/src/event-log/postgres/unfit';
import { eventually } from './engine.tally';
import { comesBefore, cutOff } from './event-log.at-work';
import { freshDatabase, freshDatabaseAsBoth } from './postgres';

const forEver = new AbortController().signal;

/** Waits so often until a wait, in milliseconds, is shorter than any that ends by looking. */
const soon = async (wait: () => Promise<number>): Promise<void> => {
  for (let n = 0; n < 400; n++) if ((await wait()) < 120) return;
  throw new Error('Nobody was told');
};

let superuser: string;
eventLogContract(
  'PostgreSQL',
  async (clock) => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    superuser = superuserUrl;
    return PostgresEventLog.open({ connectionString: url, clock });
  },
  {
    lose: async (_, position) => {
      const sql = new Client({ connectionString: superuser });
      await sql.connect();
      await sql.query('alter table log.event disable trigger refuse_change');
      await sql.query('delete from log.event where position = $1', [position]);
      await sql.end();
    },
  },
);

describe('the event log in PostgreSQL', () => {
  const open: { end(): Promise<void> }[] = [];
  let connectionString: string;
  let log: PostgresEventLog;
  let sql: Client;

  const openLog = async () => {
    const opened = await PostgresEventLog.open({ connectionString, clock: systemClock });
    open.push({ end: () => opened.close() });
    return opened;
  };
  /** Ends the connections that last did, or are in the middle of, something that begins like this. Whether there were any. */
  const kill = async (query: string): Promise<boolean> => {
    const { rowCount } = await sql.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and query ilike $1`,
      [`${query}%`],
    );
    return (rowCount ?? 0) > 0;
  };
  const holdAppends = async () => {
    await sql.query('select pg_advisory_lock(7270001)');
    return () => sql.query('select pg_advisory_unlock(7270001)');
  };

  beforeAll(async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    connectionString = url;
    sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    open.push(sql);
    log = await openLog();
  });
  afterAll(() => Promise.all(open.map((each) => each.end())));

  it('migrates again, by several at once, without losing anything', async () => {
    const { position } = await log.append('again-1', 'none', [fresh()]);
    await Promise.all([migrateLog(connectionString), migrateLog(connectionString), migrateLog(connectionString)]);
    expect(await log.head()).toBe(position);
  });

  it('keeps the bytes as they were sent', async () => {
    const data = { z: 1, a: { '2': 'ü', '1': [1.5, 1e21, 'a\\u0000"'] } };
    await log.append('bytes-1', 'none', [said('bytes', data)]);
    const { rows } = await sql.query(`select data::text, metadata::text from log.event where stream = 'bytes-1'`);
    expect(rows).toStrictEqual([{ data: JSON.stringify(data), metadata: JSON.stringify(metadata) }]);
  });

  it('knows a repeat after a restart', async () => {
    const events = several(2);
    const before = await openLog();
    const first = await before.append('restart-1', 'none', events);
    await before.close();
    expect(await (await openLog()).append('restart-1', 'none', events)).toStrictEqual(first);
  });

  it('shows a reader no gap and no disorder while many write', async () => {
    const second = await openLog();
    const after = await log.head();
    const end = after + 16n * 39n;
    let looks = 0;
    const reader = async () => {
      for (let last = after; last < end; looks++) {
        const events = await second.readAll(last, 500);
        expect(events.map(({ position }) => position)).toStrictEqual(events.map((_, k) => last + BigInt(k) + 1n));
        last += BigInt(events.length);
      }
    };
    const follower = async () => {
      const followed: bigint[] = [];
      for await (const { events, upTo } of second.subscribe(after, { categories: ['busy'] }, forEver)) {
        followed.push(...events.map(({ position }) => position));
        if (upTo >= end) break;
      }
      return followed;
    };
    const writers = Array.from({ length: 16 }, async (_, w) => {
      const stream = w % 3 ? `busy-${w % 4}` : 'idle-1';
      for (let n = 0; n < 20; n++) {
        const looked = looks;
        await (w % 2 ? log : second).append(stream, 'any', several(1 + (n % 3)));
        // Nobody goes on before the reader has looked meanwhile, however slow that is.
        if (n < 19) await eventually(() => Promise.resolve(looks > looked));
      }
    });

    const [, followed] = await Promise.all([reader(), follower(), ...writers]);
    await second.close();

    expect(looks).toBeGreaterThan(10);
    expect(await log.head()).toBe(end);
    const busy = await log.readAll(after, 1_000, { categories: ['busy'] });
    expect(followed).toStrictEqual(busy.map(({ position }) => position));
    for (let w = 0; w < 4; w++) {
      const revisions = (await log.readStream(`busy-${w}`)).map(({ revision }) => revision);
      expect(revisions).toStrictEqual(revisions.map((_, k) => k));
    }
  });

  describe('when the connection is lost', () => {
    it('says that the outcome is unknown when the time is over, and takes the same events afterwards, once', async () => {
      const events = several(2);
      const release = await holdAppends();
      await eventually(async () => {
        const lost = log.append('lost-1', 'none', events, { within: 400 });
        const told = expect(lost).rejects.toThrow(LogUnavailable);
        const wasLost = await comesBefore(lost, () => cutOff(sql));
        await told;
        return wasLost;
      });
      await release();
      const appended = await log.append('lost-1', 'none', events);
      expect(await log.append('lost-1', 'none', events)).toStrictEqual(appended);
      expect(await log.readStream('lost-1')).toHaveLength(2);
    });

    it('answers on a new one when idle connections die', async () => {
      await log.head();
      expect(await kill('select log.head()')).toBe(true);
      await eventually(async () => (await log.head().catch(() => START)) > START);
    });

    it('says so when there is no server, and when there is no log', async () => {
      const nowhere = { connectionString: 'postgres://127.0.0.1:1/none', clock: systemClock };
      await expect(PostgresEventLog.open(nowhere)).rejects.toThrow(LogUnavailable);
      const empty = { connectionString: await freshDatabase(), clock: systemClock };
      await expect(PostgresEventLog.open(empty)).rejects.toThrow(LogOutdated);
    });
  });

  describe('a subscription in another process', () => {
    it('wakes when told, goes on without being told, and is told again', async () => {
      const reader = await openLog();
      const batches = reader.subscribe(await log.head(), {}, forEver)[Symbol.asyncIterator]();
      const wait = async () => {
        const next = batches.next();
        await pause(20);
        const start = performance.now();
        const { position } = await log.append('told-1', 'any', [fresh()]);
        expect((await next).value).toMatchObject({ upTo: position });
        return performance.now() - start;
      };
      // Looking alone takes some 230 ms each time, and a busy machine takes its own: it is told when one wait is short.
      await soon(wait);
      await kill('listen');
      await soon(wait);
      await reader.close();
    });

    it('needs no message where the reader and the writer share a log', async () => {
      const shared = await openLog();
      const batches = shared.subscribe(await shared.head(), {}, forEver)[Symbol.asyncIterator]();
      await soon(async () => {
        await eventually(() => kill('listen'));
        const next = batches.next();
        await pause(20);
        const start = performance.now();
        await shared.append('shared-1', 'any', [fresh()]);
        await next;
        return performance.now() - start;
      });
    });

    it('waits out a lost connection and misses nothing', async () => {
      const reader = await openLog();
      const stop = new AbortController();
      const after = await log.head();
      const seen: bigint[] = [];
      const reading = (async () => {
        for await (const { events } of reader.subscribe(after, {}, stop.signal)) {
          seen.push(...events.map(({ position }) => position));
        }
      })();
      for (let n = 0; n < 10; n++) {
        await log.append('outage-1', 'any', [fresh()]).catch(() => undefined);
        await kill('');
      }
      let all: Awaited<ReturnType<typeof log.readAll>> = [];
      // The last connections have just been killed: whoever asks first is told so.
      await eventually(async () => {
        all = await log.readAll(after, 100).catch(() => []);
        return all.length > 0;
      });
      while (seen.length < all.length) await pause(20);
      stop.abort();
      await reading;
      expect(seen).toStrictEqual(all.map(({ position }) => position));
    });

    it('ends when the log is closed', async () => {
      const reader = await PostgresEventLog.open({ connectionString, clock: systemClock });
      const batches = reader.subscribe(await log.head(), {}, forEver);
      const reading = batches[Symbol.asyncIterator]().next();
      await reader.close();
      expect(await reading).toStrictEqual({ done: true, value: undefined });
    });
  });
});
