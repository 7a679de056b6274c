import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable, type PostgresEventLog, START } from '#app/platform';
import { freePort } from '../crash.system';
import { freshDatabase } from '../postgres';
import { everything, expectDense, expectEchoes, expectRowsOfCheckpoints, heldIn } from './checker';
import { counted, engineOn, openLog, openRows, prepare } from './tally';
import { tool } from './tools';

const WHAT = 'a pooler in transaction mode';

describe('behind a pooler that gives out another session for every transaction', () => {
  let program: string | undefined;
  let pooler: ChildProcess | undefined;
  let folder: string;
  let url: string;
  let pooled: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learning-trail-pooler-'));
    await chmod(folder, 0o755);
    program = tool('pgbouncer', 'pgbouncer', WHAT);
    if (program === undefined) return;
    url = await freshDatabase();
    await prepare(url);
    const { username, password, hostname, port, pathname } = new URL(url);
    const own = await freePort();
    await writeFile(join(folder, 'users'), `"${username}" "${password}"\n`);
    const settings = [
      '[databases]',
      `* = host=${hostname} port=${port}`,
      '[pgbouncer]',
      `listen_addr=127.0.0.1\nlisten_port=${own}\nunix_socket_dir=`,
      `auth_type=plain\nauth_file=${join(folder, 'users')}`,
      'pool_mode=transaction\ndefault_pool_size=4\nmax_client_conn=100\nserver_round_robin=1',
      'ignore_startup_parameters=extra_float_digits',
    ];
    await writeFile(join(folder, 'ini'), settings.join('\n'));
    const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    pooler = spawn(program, [join(folder, 'ini')], { stdio: 'ignore', ...asNobody });
    pooled = `postgres://${username}:${password}@127.0.0.1:${own}${pathname}`;
    await opened(pooled).then((log) => log.close());
  });
  afterAll(async () => {
    if (pooler) {
      pooler.kill('SIGKILL');
      await once(pooler, 'close');
    }
    await rm(folder, { recursive: true });
  });

  it('the log and the engine do what they do without one', async () => {
    if (program === undefined) return;
    const logs = await Promise.all([opened(pooled), opened(pooled)]);
    const [rows, others] = [await openRows(pooled), await openRows(pooled)];
    const engines = [engineOn(logs[0], rows, () => undefined), engineOn(logs[1], others, () => undefined)];
    for (const engine of engines) engine.follow();
    const sent: string[] = [];
    const seen: bigint[] = [];
    const stop = new AbortController();
    const following = (async () => {
      for await (const { events } of logs[1].subscribe(START, { categories: ['tally'] }, stop.signal))
        seen.push(...events.map(({ position }) => position));
    })();
    const writers = Array.from({ length: 6 }, async (_, w) => {
      for (let n = 0; n < 40; n++) {
        const events = Array.from({ length: 1 + (n % 3) }, () => counted(randomUUID(), 'Counted', { n, of: '' }));
        sent.push(...events.map(({ id }) => id));
        await logs[w % 2]?.append(`tally-${w % 4}`, 'any', events);
      }
    });
    await Promise.all(writers);
    while (seen.length < sent.length) await pause(20);
    stop.abort();
    await following;
    for (const engine of engines) await engine.stop();
    const last = engineOn(logs[0], rows, () => undefined);
    await last.catchUp();
    await last.stop();
    await Promise.all([...logs.map((log) => log.close()), rows.destroy(), others.destroy()]);

    const held = await heldIn(url);
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
    expectEchoes(held.events);
    const tally = held.events.filter(({ stream }) => stream.startsWith('tally-'));
    expect(tally.map(({ id }) => id).toSorted()).toEqual(sent.toSorted());
    expect(seen).toEqual(tally.map(({ position }) => position));
    const through = await opened(pooled);
    expect((await everything(through)).length).toBe(held.events.length);
    await through.close();
  });
});

/** The pooler takes a moment to listen. */
async function opened(url: string): Promise<PostgresEventLog> {
  for (const end = Date.now() + 10_000; ;) {
    try {
      return await openLog(url);
    } catch (error) {
      if (!(error instanceof LogUnavailable) || Date.now() > end) throw error;
    }
    await pause(50);
  }
}
