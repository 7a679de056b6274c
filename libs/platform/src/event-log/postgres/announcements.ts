import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { CHANNEL } from './schema.sql';

const AT_MOST_EVERY_MS = 10;
const RECONNECT_MS = 250;

/**
 * Says to other processes that the log has grown: after the commit and in a statement of its own, because NOTIFY inside
 * the append would make commits wait for one another. Only a hint, so a failure is nobody's concern.
 */
export class Announcer {
  private sending: Promise<void> | undefined;
  private more = false;

  constructor(private readonly pool: Pool) {}

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
      await this.pool.query(`notify ${CHANNEL}`).catch(() => undefined);
      await pause(AT_MOST_EVERY_MS);
    }
    this.sending = undefined;
  }
}

/** Hears what other processes announce. A lost connection is made again; until then readers live by looking. */
export class Listener {
  private listening: Promise<void> | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly connectionString: string,
    private readonly hear: () => void,
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

  private async listenOnce(): Promise<void> {
    const client = new Client({
      connectionString: this.connectionString,
      application_name: 'learning-trail listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const over = Promise.race([once(client, 'end'), once(this.closing.signal, 'abort')]);
    client.on('error', () => undefined);
    client.on('notification', this.hear);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.hear();
      await over;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
