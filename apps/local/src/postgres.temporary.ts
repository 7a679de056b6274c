import { chmod, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './local.settings';
import { runningServer, type ServerFolder } from './postgres.server';

const temporaryPrefix = 'learning-trail-temporary-';

export async function temporaryDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), temporaryPrefix));
  await chmod(dataDir, 0o711);
  await writeFile(join(dataDir, 'started-by'), String(process.pid));
  return dataDir;
}

/** A killed test run leaves its server behind: the next one stops it and removes its folder. */
export async function sweepTemporary(): Promise<void> {
  for (const folder of (await readdir(tmpdir())).filter((entry) => entry.startsWith(temporaryPrefix))) {
    const dataDir = join(tmpdir(), folder);
    const startedBy = await readFile(join(dataDir, 'started-by'), 'utf8').catch(() => undefined);
    if (startedBy === undefined || isAlive(Number(startedBy))) continue;
    const pgdata = join(await realpath(dataDir), 'postgres');
    const running = await runningServer({ pgdata, temporary: true } as ServerFolder);
    if (running !== undefined) process.kill(running.pid, 'SIGQUIT');
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
  }
}
