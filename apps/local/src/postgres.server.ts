import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CannotStart, isAlive } from './local.settings';
import { type Binaries } from './postgres.binaries';
import { type ServerUser } from './postgres.user';

const execute = promisify(execFile);

/** One data folder of PostgreSQL, and what it takes to run a server on it. */
export interface ServerFolder {
  /** Absolute, without symbolic links. */
  readonly pgdata: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  /** Survives nothing and is fast: for tests. */
  readonly temporary: boolean;
}

/** The name of PostgreSQL's superuser in a cluster of ours. */
export const superuser = 'postgres';

/**
 * Fast and forgetful, and said to be: the event log refuses a server that is so without saying so. With connections for several
 * houses at the same time.
 */
const unsafe = [
  '--no-sync',
  '--set=fsync=off',
  '--set=full_page_writes=off',
  '--set=max_connections=300',
  '--set=learning_trail.unsafe_fsync=on',
];

/** Makes an empty cluster. It is made beside and renamed, so that a killed first start leaves no half of one. */
export async function initialise(server: ServerFolder, password: string): Promise<void> {
  const beside = `${server.pgdata}.new`;
  const passwordFile = join(beside, '..', `.password-${randomBytes(6).toString('hex')}`);
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    await give(server.user, beside, passwordFile);
    await run(server, server.binaries.initdb, [
      `--pgdata=${beside}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of letters on every system, whatever its C library knows.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      '--set=listen_addresses=127.0.0.1',
      '--set=unix_socket_directories=',
      '--set=timezone=UTC',
      '--set=log_timezone=UTC',
      ...(server.temporary ? unsafe : []),
    ]);
    await rename(beside, server.pgdata);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The server that runs on this folder, if one does. A stale lock file whose number another program has now is removed. */
export async function runningServer({ pgdata }: ServerFolder): Promise<{ pid: number; port: number } | undefined> {
  const file = join(pgdata, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [pid = Number.NaN, , , port = Number.NaN] = text.split('\n').map(Number);
  const alive = Number.isInteger(pid) && isAlive(pid);
  if (alive && (await isServerOf(pgdata, pid))) return { pid, port };
  // A dead server's file stays: by it PostgreSQL itself finds out whether a process of that server still writes.
  if (alive) await rm(file, { force: true });
  return undefined;
}

/** How long the last processes of a killed server may take to end, in milliseconds: a disk may stand still for a while. */
const LAST_ONES_WITHIN = 60_000;

/**
 * Starts the server in a session of its own: Ctrl-C in the terminal reaches us, and we stop it in good order.
 * After a server that was killed, its last processes may take a moment to end: until then PostgreSQL refuses, and we wait.
 */
export async function launch(server: ServerFolder, port: number): Promise<void> {
  const log = join(server.pgdata, 'server.log');
  const started = ['start', '-w', '-t', '120', '-s', '-D', server.pgdata, '-l', log, '-o', `-p ${port}`];
  const end = performance.now() + LAST_ONES_WITHIN;
  for (;;) {
    try {
      await run(server, server.binaries.pgCtl, started);
      return;
    } catch (cause) {
      const lines = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-8);
      const said = lines.join('\n  ');
      if (performance.now() < end && /still in use/.test(lines.slice(-3).join())) await pause(250);
      else throw new CannotStart(`PostgreSQL did not start. The end of ${log}:\n  ${said}`, { cause });
    }
  }
}

/** @param how `fast` loses nothing; `immediate` leaves recovery to the next start. */
export async function halt(server: ServerFolder, how: 'fast' | 'immediate'): Promise<void> {
  const stop = ['stop', '-w', '-t', '60', '-s', '-m', how, '-D', server.pgdata];
  await run(server, server.binaries.pgCtl, stop).catch(async (error: unknown) => {
    if ((await runningServer(server)) !== undefined) throw error;
  });
}

/** The same for a process that is ending and can wait for nothing more. */
export function haltAtExit(server: ServerFolder): void {
  const stop = ['stop', '-w', '-t', '30', '-s', '-m', 'fast', '-D', server.pgdata];
  spawnSync(server.binaries.pgCtl, stop, { ...identity(server), cwd: '/', stdio: 'ignore' });
}

/** The wished port when nobody listens on it, else any free one. */
export async function freePort(wished = 0): Promise<number> {
  const probe = createServer();
  try {
    const listening = once(probe, 'listening');
    probe.listen(wished, '127.0.0.1');
    await listening;
    return (probe.address() as AddressInfo).port;
  } catch (error) {
    if (wished === 0) throw error;
    return await freePort();
  } finally {
    probe.close();
  }
}

/** A process number may belong to another program by now: a server works in its own data folder. */
async function isServerOf(pgdata: string, pid: number): Promise<boolean> {
  if (process.platform === 'win32') return true;
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === pgdata;
  const { stdout } = await execute('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres');
}

async function give(user: ServerUser | undefined, ...paths: string[]): Promise<void> {
  if (user !== undefined) await Promise.all(paths.map((path) => chown(path, user.uid, user.gid)));
}

function identity({ user }: ServerFolder): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

async function run(server: ServerFolder, program: string, args: readonly string[]): Promise<void> {
  const foreign = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  try {
    await execute(program, [...args], {
      ...identity(server),
      cwd: '/',
      env: { ...Object.fromEntries(foreign), LC_ALL: 'C' },
    });
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() ?? '';
    throw new CannotStart(`PostgreSQL's ${program} failed: ${said === '' ? String(cause) : said}`, { cause });
  }
}
