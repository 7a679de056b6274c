import { readdirSync, realpathSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { tool } from './tools';

/** The library that tells a program another time. Undefined, and said loudly, where it is not installed. */
export function faketime(): string | undefined {
  const program = tool('faketime', 'faketime', 'a jump of PostgreSQL’s own clock');
  if (program === undefined) return undefined;
  const libraries = resolve(dirname(realpathSync(program)), '../lib');
  const found = readdirSync(libraries, { recursive: true, encoding: 'utf8' });
  const library = found.find((path) => path.endsWith('faketime/libfaketimeMT.so.1'));
  return library && join(libraries, library);
}

/** The time of a server that was begun under it; this process and all others keep theirs. */
export class MovedClock {
  private constructor(
    private readonly folder: string,
    private readonly library: string,
  ) {}

  static async by(library: string): Promise<MovedClock> {
    const folder = await mkdtemp(join(tmpdir(), 'learning-trail-clock-'));
    await chmod(folder, 0o755);
    const clock = new MovedClock(folder, library);
    await clock.set('+0');
    return clock;
  }

  /** From the real time on: "+1d" is a day later, "-1d" a day before. */
  async set(offset: string): Promise<void> {
    await writeFile(this.file, offset);
  }

  async under<T>(begin: () => Promise<T>): Promise<T> {
    const told = {
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    Object.assign(process.env, told);
    try {
      return await begin();
    } finally {
      for (const name of Object.keys(told)) Reflect.deleteProperty(process.env, name);
    }
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  private get file(): string {
    return join(this.folder, 'offset');
  }
}
