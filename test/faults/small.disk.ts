import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skipLoudly } from './settings';

/** A disk of its own that may be filled to the brim. It takes root on Linux. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Throws where this machine gives none. */
  static of(megabytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'learning-trail-disk-'));
    chmodSync(folder, 0o755);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { stdio: 'pipe' });
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
    return new SmallDisk(folder);
  }

  /** Until so many bytes are left. Others may have taken the last of them meanwhile. */
  async fill(left = 0): Promise<void> {
    const { bavail, bsize } = statfsSync(this.folder);
    await writeFile(this.filler, Buffer.alloc(Math.max(0, bavail * bsize - left), 1)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    });
  }

  /** What filled it is gone. */
  async clear(): Promise<void> {
    await rm(this.filler);
  }

  away(): void {
    execFileSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

/** Asked before any test begins, so that those that are skipped are counted as skipped. */
export function smallDisks(): boolean {
  try {
    SmallDisk.of(1).away();
    return true;
  } catch {
    skipLoudly('a full disk', 'A disk of its own (mount -t tmpfs) takes root on Linux.');
    return false;
  }
}
