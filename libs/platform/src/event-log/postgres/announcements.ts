import { setTimeout as pause } from 'node:timers/promises';
import type { Client, Pool } from 'pg';
import { LOCKS } from '../../advisory-locks';
import { EnduringClient } from '../../enduring-client';
import { startingWith } from '../../partnership/bound';
import { CHANNEL } from './schema.sql';

const AT_MOST_EVERY_MS = 10;
const RECONNECT_MS = 250;
/** How long the answer to "is anybody listening?" holds. Who begins to listen meanwhile lives by looking. */
const HEARD_FOR_MS = 1_000;

/** How often a session is asked whether it is still there, and how long any answer may take: longer than the lock. */
const PROBING = { everyMs: 30_000, withinMs: 10_000 };

const LISTEN = `listen ${CHANNEL}; select pg_advisory_lock_shared(${LOCKS.listening})`;
const IS_HEARD = `select exists (select from pg_locks where locktype = 'advisory' and objid = ${LOCKS.listening}
  and database = (select oid from pg_database where datname = current_database()) and pid <> $1) as heard`;
/** A hint may be lost with the machine: that its commit does not wait for the disk leaves the disk to appends. */
const NOTIFY = `select set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', '')`;

/**
 * Says to other processes that the log has grown: after the commit and in a statement of its own, because NOTIFY inside
 * the append would make commits wait for one another, and only while another process listens, because each is a commit.
 * Only a hint, so a failure is nobody's concern.
 */
export class Announcer {
  private sending: Promise<void> | undefined;
  private more = false;
  private heard = false;
  private heardUntil = 0;

  /** `ownListener` answers the number of our own listener's session, which needs no telling. */
  constructor(
    private readonly pool: Pool,
    private readonly ownListener: () => number,
  ) {}

  announce(): void {
    this.more = true;
    this.sending ??= this.send();
  }

  async close(): Promise<void> {
    await this.sending;
  }

  private async send(): Promise<void> {
    while (this.more) {
      this.more = false;
      await this.sendOnce().catch(() => undefined);
      await pause(AT_MOST_EVERY_MS);
    }
    this.sending = undefined;
  }

  private async sendOnce(): Promise<void> {
    if (performance.now() > this.heardUntil) {
      const { rows } = await this.pool.query<{ heard: boolean }>(IS_HEARD, [this.ownListener()]);
      this.heard = rows[0]?.heard === true;
      this.heardUntil = performance.now() + HEARD_FOR_MS;
    }
    if (this.heard) await this.pool.query(NOTIFY);
  }
}

/**
 * Its lock is shared, and nobody is waited for long who would keep it from that. Said at the start of the session because a
 * pooler that hands sessions around refuses who says such a thing.
 */
const A_SESSION_OF_ITS_OWN = { lock_timeout: '5s' };

/**
 * Hears what other processes announce, on a session of its own: not through a pooler, which would give that to others, with
 * its lock. A connection that is lost, refused or has fallen silent is made again; until then readers live by looking.
 */
export class Listener {
  /** Of its session in PostgreSQL; 0 while it has none. */
  session = 0;
  private listening: Promise<void> | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly connectionString: string,
    private readonly hear: () => void,
    private readonly probing = PROBING,
  ) {}

  start(): void {
    this.listening ??= this.keepListening();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.listening;
  }

  private async keepListening(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await this.listenOnce().catch(() => undefined);
      await pause(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Until the connection is lost or the listener closed, either of which it ends by throwing. */
  private async listenOnce(): Promise<never> {
    const client: Client = new EnduringClient({
      connectionString: startingWith(this.connectionString, A_SESSION_OF_ITS_OWN),
      application_name: 'learning-trail listener',
      connectionTimeoutMillis: 5_000,
      query_timeout: this.probing.withinMs,
      keepAlive: true,
    });
    const over = new AbortController();
    const end = (): void => {
      over.abort();
    };
    this.closing.signal.addEventListener('abort', end, { signal: over.signal });
    client.on('end', end);
    client.on('notification', this.hear);
    try {
      await client.connect();
      await client.query(LISTEN);
      this.session = (client as unknown as { processID: number }).processID;
      this.hear();
      for (;;) {
        await pause(this.probing.everyMs, undefined, { signal: over.signal });
        await client.query('select');
      }
    } finally {
      this.session = 0;
      end();
      await client.end();
    }
  }
}
