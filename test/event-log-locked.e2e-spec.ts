import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { LOCKS } from '../libs/platform/src/advisory-locks';
import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable } from '../libs/platform/src/event-log/event-log';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { eventually } from './engine.tally';
import { PATIENCE } from './patience';
import { freshDatabaseAsBoth } from './postgres';

const NOT_GIVEN = '55P03';
/** Longer than migrating waits for a lock on a table, in milliseconds. */
const LONG = 11_000;

describe('the event log in PostgreSQL, while somebody keeps its lock', () => {
  let url: string;
  let log: PostgresEventLog;
  let holder: Client;
  let upgraded: Promise<unknown>;
  const open: Client[] = [];

  const connected = async (connectionString: string): Promise<Client> => {
    const client = new Client({ connectionString });
    await client.connect();
    open.push(client);
    return client;
  };
  /** The statements that wait for a lock: the session of each, and when it was sent. */
  const waiting = async (): Promise<readonly string[]> => {
    const { rows } = await holder.query<{ statement: string }>(
      `select pid || ' ' || query_start as statement from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`,
    );
    return rows.map(({ statement }) => statement);
  };

  /** What comes of it when another upgrade of the same log takes long; begun before all else, for it has to be waited for. */
  async function upgradedBesideAnother(): Promise<unknown> {
    const database = await freshDatabaseAsBoth();
    const other = await connected(database.url);
    await other.query(`select pg_advisory_lock(${LOCKS.migrateLog})`);
    const migrating = migrateLog(database.url).catch((error: unknown) => error);
    await pause(LONG);
    await other.query(`select pg_advisory_unlock(${LOCKS.migrateLog})`);
    return migrating;
  }

  beforeAll(async () => {
    upgraded = upgradedBesideAnother();
    const database = await freshDatabaseAsBoth();
    url = database.url;
    await migrateLog(url);
    holder = await connected(database.superuserUrl);
    log = await PostgresEventLog.open({ connectionString: url, clock: systemClock });
    await log.append('early-1', 'none', [fresh()]);
    await holder.query(`select pg_advisory_lock(${LOCKS.append})`);
  });
  afterAll(async () => {
    await log.close();
    await Promise.all(open.map((client) => client.end()));
  });

  it('says so in time, by whichever function one appends', async () => {
    const one = `'direct-1', -2, gen_random_uuid(), 'Said', 1, '{}', '{}', now(), sha256('')`;
    const rows = `'direct-1', '{-2}', array[gen_random_uuid()], 'Said', '{1}', '{}', '{}', array[now()], sha256('')`;
    const calls = [`append_one(${one})`, `append_batch(${rows})`, `append(${rows}, '{1}', false)`];
    const appending = calls.map(async (call) => (await connected(url)).query(`select * from log.${call}`));
    for (const answer of await Promise.allSettled(appending))
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: NOT_GIVEN } });
  });

  it('answers who cannot wait that the outcome is unknown, leaves nobody waiting behind, and stores once what is sent again', async () => {
    const [given, kept] = [fresh(), fresh()];
    const unknown = log.append('locked-1', 'none', [given], { within: 300 });
    const patient = log.append('locked-2', 'none', [kept], { within: PATIENCE });
    await expect(unknown).rejects.toThrow(LogUnavailable);
    await expect(unknown).rejects.toMatchObject({ cause: { message: 'No answer within 300 ms' } });
    // Who reads goes on meanwhile.
    await expect(log.readStream('early-1')).resolves.toHaveLength(1);
    // What was sent is given up by the server too, and sent again for who has the time.
    await eventually(async () => (await waiting()).length > 0);
    const first = await waiting();
    await eventually(async () => {
      const now = await waiting();
      return now.length > 0 && !first.some((statement) => now.includes(statement));
    });

    await holder.query(`select pg_advisory_unlock(${LOCKS.append})`);
    expect((await patient).revision).toBe(0);
    expect((await log.append('locked-1', 'none', [given])).revision).toBe(0);
    expect((await log.append('locked-2', 'none', [kept])).revision).toBe(0);
    expect((await log.append('locked-3', 'none', [fresh()])).revision).toBe(0);
    for (const stream of ['locked-1', 'locked-2', 'locked-3'])
      await expect(log.readStream(stream)).resolves.toHaveLength(1);
    await eventually(async () => (await waiting()).length === 0);
  });

  it('is brought up to date by one after the other, however long the first takes', async () => {
    expect(await upgraded).toBeUndefined();
  });
});
