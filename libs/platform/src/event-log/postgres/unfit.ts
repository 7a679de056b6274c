import { ASKED } from './schema.sql';
import type { Statements } from './statements';

/** PostgreSQL runs with fsync off: what it acknowledges is lost when the machine stops. */
export class UnsafeServer extends Error {
  constructor() {
    super(
      'PostgreSQL runs with fsync = off, so it can lose what it has acknowledged. Turn fsync on. ' +
        'Only a server whose data may be lost, for tests, is to say so itself: learning_trail.unsafe_fsync = on',
    );
    this.name = 'UnsafeServer';
  }
}

/** The database has not been migrated, or by an earlier version only. */
export class LogOutdated extends Error {
  constructor() {
    super('This database holds no event log of this version. Bring it up to date with: trail migrate');
    this.name = 'LogOutdated';
  }
}

/**
 * Throws UnsafeServer, unless the server is set up to be one: the setting belongs to the one who set fsync off. Throws
 * LogOutdated where something is missing that this version asks the log, for whoever follows it would stop at that.
 */
export async function refuseUnfit(statements: Statements): Promise<void> {
  const [server] = await statements.rows<{ safe: boolean; prepared: boolean }>({
    text: `select current_setting('fsync') = 'on'
        or coalesce(current_setting('learning_trail.unsafe_fsync', true), '') = 'on' as safe,
      (select bool_and(to_regprocedure(asked) is not null) from unnest($1::text[]) asked) as prepared`,
    values: [ASKED],
  });
  if (!server?.safe) throw new UnsafeServer();
  if (!server.prepared) throw new LogOutdated();
}
