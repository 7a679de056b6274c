import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable, type NewEvent, type PostgresEventLog } from '#app/platform';
import { everything, expectDense } from './checker';
import { Cluster } from './cluster';
import { counted, openLog } from './counted';
import { skipLoudly } from './settings';

jest.setTimeout(90_000);

/** A disk of its own that may be filled to the brim, or undefined where this machine gives none. */
async function smallDisk(megabytes: number): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'learning-trail-disk-'));
  chmodSync(folder, 0o755);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { stdio: 'pipe' });
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
}

async function away(disk: string): Promise<void> {
  execFileSync('umount', ['--lazy', disk]);
  await rm(disk, { recursive: true });
}

const TAKES_ROOT = 'A disk of its own (mount -t tmpfs) takes root on Linux.';

describe('a log whose disk is full', () => {
  let disk: string | undefined;
  let cluster: Cluster | undefined;
  let log: PostgresEventLog | undefined;

  beforeAll(async () => {
    disk = await smallDisk(160);
    if (disk === undefined) return;
    cluster = await Cluster.start({ within: disk });
    log = await openLog(cluster.url);
  });
  afterAll(async () => {
    await log?.close();
    await cluster?.stop();
    if (disk === undefined) return;
    await away(disk);
  });

  it('says that it is not available, loses nothing, and takes the same appends when there is room again', async () => {
    if (disk === undefined || !log) {
      skipLoudly('a full disk', TAKES_ROOT);
      return;
    }
    const filler = join(disk, 'filler');
    const { bavail, bsize } = await statfs(disk);
    await writeFile(filler, Buffer.alloc(bavail * bsize - 2_000_000, 1));

    const large = (): NewEvent =>
      counted(randomUUID(), 'Counted', { n: 1, of: randomBytes(60_000).toString('base64') });
    const kept: NewEvent[] = [];
    let refused: NewEvent | undefined;
    let said: unknown;
    for (let n = 0; n < 400 && !refused; n++) {
      const event = large();
      try {
        await log.append('tally-1', 'any', [event], { within: 1_000 });
        kept.push(event);
      } catch (error) {
        [refused, said] = [event, error];
      }
    }
    expect(said).toBeInstanceOf(LogUnavailable);
    if (!refused) throw new Error('The disk was never full');

    await rm(filler);
    await taken(log, refused);
    kept.push(refused);
    const held = await everything(log);
    expectDense(held);
    expect(held.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
  });
});

describe('a server whose disk is too small to start on', () => {
  it('leaves nothing of itself behind', async () => {
    const disk = await smallDisk(8);
    if (disk === undefined) {
      skipLoudly('a disk that is too small', TAKES_ROOT);
      return;
    }
    try {
      await expect(Cluster.start({ within: disk })).rejects.toThrow('No space left on device');
      expect(await readdir(disk)).toEqual([]);
    } finally {
      await away(disk);
    }
  });
});

/** PostgreSQL may have stopped in the meantime and be on its way back. */
async function taken(log: PostgresEventLog, event: NewEvent): Promise<void> {
  const end = Date.now() + 40_000;
  for (;;) {
    try {
      await log.append('tally-1', 'any', [event]);
      return;
    } catch (error) {
      if (!(error instanceof LogUnavailable) || Date.now() > end) throw error;
    }
    await pause(200);
  }
}
