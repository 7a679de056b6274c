import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../crash.system';
import { run } from '../roles.server';
import { Begun } from './begun';
import { tool } from './tools';
import { PATIENCE } from '../patience';

/** Where it is. Undefined, and said loudly, where it is not installed. */
export const pgbouncer = (): string | undefined => tool('pgbouncer', 'pgbouncer', 'a pooler in transaction mode');

/** Who may ask PgBouncer itself, at the database of its own name. */
const CONSOLE = 'console';

/**
 * PgBouncer before a server, in transaction mode: each transaction gets another session, and each login has a few only. It
 * is not asked to overlook anything that a client says when it connects.
 */
export class Pooler {
  private readonly over: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly port: number,
  ) {
    // From its first moment on: it may have died before anybody ends it, or not have begun at all.
    this.over = once(child, 'close').catch(() => undefined);
  }

  /** For those who sign in at these addresses, all of one server. */
  static async before(program: string, logins: readonly [string, ...string[]], sessions: number): Promise<Pooler> {
    const [first] = logins;
    const folder = await mkdtemp(join(tmpdir(), 'learning-trail-pooler-'));
    await chmod(folder, 0o755);
    const urls = logins.map((login) => new URL(login));
    const users = urls.map(({ username, password }) => `"${username}" "${password}"\n`);
    await writeFile(join(folder, 'users'), [...users, `"${CONSOLE}" "${CONSOLE}"\n`].join(''));
    const { hostname, port } = new URL(first);
    const own = await freePort();
    const settings = [
      '[databases]',
      `* = host=${hostname} port=${port}`,
      '[pgbouncer]',
      `listen_addr=127.0.0.1\nlisten_port=${own}\nunix_socket_dir=`,
      `stats_users=${CONSOLE}\nauth_type=plain\nauth_file=${join(folder, 'users')}`,
      `pool_mode=transaction\ndefault_pool_size=${sessions}\nmax_client_conn=500\nserver_round_robin=1`,
    ];
    await writeFile(join(folder, 'ini'), settings.join('\n'));
    const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const child = spawn(program, [join(folder, 'ini')], { stdio: 'ignore', ...asNobody });
    const pooler = new Pooler(child, folder, own);
    return Begun.by(async (begun) => {
      begun.endedBy(() => pooler.end());
      await pooler.listens(first);
      return pooler;
    });
  }

  /** The same login by way of the pooler. */
  at(login: string): string {
    const url = new URL(login);
    [url.hostname, url.port] = ['127.0.0.1', String(this.port)];
    return url.href;
  }

  /** How many connections to it each login has. */
  async connections(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await run(`postgres://${CONSOLE}:${CONSOLE}@127.0.0.1:${this.port}/pgbouncer`, 'SHOW CLIENTS');
    const counted = new Map<string, number>();
    for (const { user } of rows as { user: string }[]) counted.set(user, (counted.get(user) ?? 0) + 1);
    return counted;
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.over;
    await rm(this.folder, { recursive: true, force: true });
  }

  /** It takes a moment. */
  private async listens(login: string): Promise<void> {
    for (const end = Date.now() + PATIENCE; ;) {
      const client = new Client(this.at(login));
      try {
        await client.connect();
        return;
      } catch (error) {
        if (Date.now() > end) throw error;
      } finally {
        await client.end().catch(() => undefined);
      }
      await pause(50);
    }
  }
}
