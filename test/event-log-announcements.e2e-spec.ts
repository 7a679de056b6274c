import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { migrate } from '../apps/projector/src/migrate';
import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { LOCKS } from '../libs/platform/src/advisory-locks';
import { eventually } from './engine.tally';
import { freshDatabase } from './postgres';

/** How long a log may go by its last look for somebody who listens, and a little more. */
const LOOKED_MS = 1_200;
/** However much is appended, it is announced no more often; a timer may be a little early. */
const EVERY_MS = 9;

describe('what the event log in PostgreSQL announces', () => {
  const open: { close(): Promise<unknown> }[] = [];
  let connectionString: string;
  let log: PostgresEventLog;
  let announced = 0;
  let eavesdropper: Client;

  const openLog = async (): Promise<PostgresEventLog> => {
    const opened = await PostgresEventLog.open({ connectionString, clock: systemClock });
    open.push(opened);
    return opened;
  };
  const append = (): Promise<unknown> => log.append('heard-1', 'any', [fresh()]);
  /** How many sessions of this database say that they listen. */
  const listeners = async (): Promise<number> => {
    const { rowCount } = await eavesdropper.query(
      `select from pg_locks where locktype = 'advisory' and objid = ${LOCKS.listening}
        and database = (select oid from pg_database where datname = current_database())`,
    );
    return rowCount ?? 0;
  };
  /** Listens as a reader does, from the head on, and answers when it is connected. */
  const listen = async (reader: PostgresEventLog): Promise<void> => {
    const before = await listeners();
    const coming = reader.subscribe(await reader.head(), {}, new AbortController().signal);
    void coming[Symbol.asyncIterator]().next();
    await eventually(async () => (await listeners()) > before);
  };

  beforeAll(async () => {
    connectionString = await freshDatabase();
    await migrate(connectionString);
    log = await openLog();
    // Hears what is said, and does not say that it listens.
    eavesdropper = new Client({ connectionString });
    await eavesdropper.connect();
    await eavesdropper.query('listen learning_trail_log');
    eavesdropper.on('notification', () => announced++);
    open.push({ close: () => eavesdropper.end() });
  });
  afterAll(() => Promise.all(open.map((each) => each.close())));

  it('is nothing while no other process listens, and something when one does', async () => {
    await listen(log);
    await append();
    await pause(300);
    expect(announced).toBe(0);
    await listen(await openLog());
    await pause(LOOKED_MS);
    await append();
    await eventually(() => Promise.resolve(announced > 0));
    expect(announced).toBe(1);
  });

  it('is said in one for many that are appended at about the same time', async () => {
    await listen(await openLog());
    await pause(LOOKED_MS);
    const already = announced;
    await append();
    await eventually(() => Promise.resolve(announced > already));
    const [before, start] = [announced, performance.now()];
    for (let n = 0; n < 300; n++) await append();
    const most = (performance.now() - start) / EVERY_MS + 2;
    expect(announced).toBeGreaterThan(before);
    expect(announced - before).toBeLessThan(most);
  });

  it('does not keep anybody from bringing the database up to date', async () => {
    await listen(await openLog());
    // Whoever is kept from it waits until this test has no more time.
    await expect(migrate(connectionString)).resolves.toBeUndefined();
  });
});
