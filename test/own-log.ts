import { randomUUID } from 'node:crypto';
import { type Clock, PostgresEventLog, WEB_ROLE } from '#app/platform';
import { superuserOf } from './erasure.disk';
import { run } from './roles.server';

/** What is opened here, and how it is closed. */
export interface OwnLog {
  readonly log: PostgresEventLog;
  close(): Promise<void>;
}

/** The log of a database as the login of a real web has it: PostgreSQL gives it the events of this partnership and no others. */
export async function openOwnLog(databaseUrl: string, partnership: string, clock: Clock): Promise<OwnLog> {
  const login = `web-${randomUUID()}`;
  const superuser = superuserOf(databaseUrl);
  await run(superuser, `CREATE ROLE "${login}" LOGIN PASSWORD 'a-password' IN ROLE ${WEB_ROLE}, learning_trail_writer`);
  const url = new URL(databaseUrl);
  [url.username, url.password] = [login, 'a-password'];
  const log = await PostgresEventLog.open({ connectionString: url.href, bond: { partnership }, clock });
  return {
    log,
    close: async () => {
      await log.close();
      await run(superuser, `DROP ROLE "${login}"`);
    },
  };
}

/** Takes an event out of the log behind its back. */
export async function lose(position: bigint, databaseUrl: string): Promise<void> {
  const sql = `ALTER TABLE log.event DISABLE TRIGGER refuse_change; DELETE FROM log.event WHERE position = ${position}`;
  await run(superuserOf(databaseUrl), sql);
}
