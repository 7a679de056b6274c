import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { migrate } from '../apps/projector/src/migrate';
import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { freshDatabase } from './postgres';

/** How long a log may go by its last look for somebody who listens, and a little more. */
const LOOKED_MS = 1_200;

describe('what the event log in PostgreSQL announces', () => {
  const open: { close(): Promise<unknown> }[] = [];
  let connectionString: string;
  let log: PostgresEventLog;
  let announced = 0;

  const openLog = async (): Promise<PostgresEventLog> => {
    const opened = await PostgresEventLog.open({ connectionString, clock: systemClock });
    open.push(opened);
    return opened;
  };
  const append = async (): Promise<void> => {
    await log.append('heard-1', 'any', [fresh()]);
    await pause(300);
  };
  /** Listens as a reader does, from the head on, and answers when it is connected. */
  const listen = async (reader: PostgresEventLog): Promise<void> => {
    const coming = reader.subscribe(await reader.head(), {}, new AbortController().signal);
    void coming[Symbol.asyncIterator]().next();
    await pause(300);
  };

  beforeAll(async () => {
    connectionString = await freshDatabase();
    await migrate(connectionString);
    log = await openLog();
    // Hears what is said, and does not say that it listens.
    const eavesdropper = new Client({ connectionString });
    await eavesdropper.connect();
    await eavesdropper.query('listen learning_trail_log');
    eavesdropper.on('notification', () => announced++);
    open.push({ close: () => eavesdropper.end() });
  });
  afterAll(() => Promise.all(open.map((each) => each.close())));

  it('is nothing while no other process listens, and something when one does', async () => {
    await listen(log);
    await append();
    expect(announced).toBe(0);
    await listen(await openLog());
    await pause(LOOKED_MS);
    await append();
    expect(announced).toBe(1);
  });

  it('does not keep anybody from bringing the database up to date', async () => {
    await listen(await openLog());
    const began = performance.now();
    await migrate(connectionString);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
