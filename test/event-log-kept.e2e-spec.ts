import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { systemClock } from '../libs/platform/src/clock';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { freshDatabaseAsBoth } from './postgres';

describe('what the event log in PostgreSQL has recorded, stays', () => {
  let connectionString: string;
  let log: PostgresEventLog;
  let sql: Client;

  beforeAll(async () => {
    // An owner who may not make roles migrates all the same; the role comes with a superuser's database.
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    await migrateLog((await freshDatabaseAsBoth()).superuserUrl);
    await migrateLog(url);
    connectionString = url;
    sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    log = await PostgresEventLog.open({ connectionString, clock: systemClock });
    await log.append('kept-1', 'none', [fresh()]);
  });
  afterAll(() => Promise.all([log.close(), sql.end()]));

  const attempts = [
    `update log.event set type = 'Other'`,
    `update log.event set type = 'Other' where false`,
    `delete from log.event`,
    `truncate log.event`,
    `truncate log.event cascade`,
  ];

  const as = async (setting: string, attempt: string) => {
    await sql.query('begin');
    try {
      await sql.query(`set local ${setting}; ${attempt}`);
    } finally {
      await sql.query('rollback');
    }
  };
  const owner = () => `role ${new URL(connectionString).username}`;

  it.each(attempts)('by trigger, even for the superuser: %s', async (attempt) => {
    const refused = 'Events are never changed or taken out';
    await expect(sql.query(attempt)).rejects.toThrow(refused);
    await expect(as('session_replication_role = replica', attempt)).rejects.toThrow(refused);
  });

  it.each(attempts)('by right, even for the owner: %s', async (attempt) => {
    await expect(as(owner(), attempt)).rejects.toThrow('permission denied for table event');
  });

  it('by trigger, for an owner who has given himself the right', async () => {
    await expect(as(owner(), 'grant all on log.event to current_user; delete from log.event')).rejects.toThrow('never');
  });

  it.each([...attempts, 'insert into log.event (position) values (0)', 'alter table log.event disable trigger all'])(
    'for a writer: %s',
    async (attempt) => {
      await expect(as('role learning_trail_writer', attempt)).rejects.toThrow(/permission denied|must be owner/);
    },
  );

  it('while a writer without any other right reads and appends', async () => {
    const name = `writer-${randomUUID()}`;
    await sql.query(`create role "${name}" login password 'w' in role learning_trail_writer`);
    const url = new URL(connectionString);
    [url.username, url.password] = [name, 'w'];
    const writer = await PostgresEventLog.open({ connectionString: url.href, clock: systemClock });
    const { position } = await writer.append('writer-1', 'none', [fresh()]);
    expect(await writer.head()).toBe(position);
    await writer.close();
  });
});
