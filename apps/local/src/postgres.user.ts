import { execFile } from 'node:child_process';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { CannotStart } from './local.settings';

const run = promisify(execFile);

/** Whom PostgreSQL runs as when we are root: it refuses to run as root itself. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Undefined when we are not root: PostgreSQL then runs as whoever we are.
 * As root it runs as the owner of the data that is there, else as "postgres", which is created when missing.
 * @throws CannotStart when there is no such user and none can be created.
 */
export async function serverUser(dataFolder: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const known = await lookUp();
  if (known !== undefined) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  const created = await lookUp();
  if (created !== undefined) return created;
  throw new CannotStart(
    'PostgreSQL cannot run as root, and the user "postgres" it would run as could not be created.\n' +
      'Start Learning Trail as an ordinary user, or create a user named "postgres" first.',
  );
}

/** The first folder on the way to a path, or the path itself, that the user may not enter; undefined when none. */
export async function closedFolder(user: ServerUser | undefined, path: string): Promise<string | undefined> {
  if (user === undefined) return undefined;
  const folders = [path];
  for (let folder = path; dirname(folder) !== folder; folder = dirname(folder)) folders.unshift(dirname(folder));
  // Asked as that user, so that groups, access lists and mounts are all judged by the system itself.
  const script = 'for folder; do [ -x "$folder" ] || { printf %s "$folder"; exit 0; }; done';
  const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...folders], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
  });
  return stdout === '' ? undefined : stdout;
}

/**
 * Makes the data folder when it is not there, and sees that PostgreSQL's user can reach it.
 * @throws CannotStart naming the folder that is closed and the two ways out.
 */
export async function openDataDir(user: ServerUser | undefined, dataDir: string): Promise<void> {
  try {
    const first = await mkdir(dataDir, { recursive: true });
    // A folder of our own making lets the other user through, whatever root's umask says.
    for (let made = first && user && dataDir; made && made.length >= (first ?? '').length; made = dirname(made)) {
      await chmod(made, 0o755);
    }
  } catch (cause) {
    throw new CannotStart(`The data folder ${dataDir} could not be made: ${(cause as Error).message}.`, { cause });
  }
  const closed = await closedFolder(user, dataDir);
  if (closed === undefined || user === undefined) return;
  throw new CannotStart(
    `You are root, so PostgreSQL runs as ${user.name}, and that user may not enter the folder ${closed}.\n` +
      'Either keep the data somewhere it can enter:   DATA_DIR=/var/lib/learning-trail npm start\n' +
      `or let it pass through that folder:            chmod o+x "${closed}"`,
  );
}

async function lookUp(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { name: 'the user "postgres"', uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
