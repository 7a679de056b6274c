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

/** Throws UnsafeServer, unless the server is set up to be one: the setting belongs to the one who set fsync off. */
export async function refuseUnsafeServer(statements: Statements): Promise<void> {
  const [server] = await statements.rows<{ safe: boolean }>({
    text: `select current_setting('fsync') = 'on'
      or coalesce(current_setting('learning_trail.unsafe_fsync', true), '') = 'on' as safe`,
    values: [],
  });
  if (!server?.safe) throw new UnsafeServer();
}
