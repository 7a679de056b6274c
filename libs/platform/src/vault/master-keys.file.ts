import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newKey } from './cipher';
import { HeldMasterKeys, type MasterKey, readMasterKeys } from './master-keys';

/**
 * Master keys in a file that only its owner can read. It is read anew each time, so that a key added or destroyed by the
 * command line holds at once for a web that is running.
 */
export class FileMasterKeys extends HeldMasterKeys {
  constructor(private readonly path: string) {
    super();
  }

  /** Makes the file with a first key where there is none yet. */
  async make(today: string): Promise<void> {
    if ((await this.held()).length === 0) await this.add(today);
  }

  /** A new current key; the others stay, to open what they have wrapped. Its name begins with the day (ISO). */
  async add(today: string): Promise<string> {
    const bytes = newKey();
    const name = `${today}-${newKey().toString('hex', 0, 3)}`;
    await this.write([{ name, bytes }, ...(await this.held())]);
    return name;
  }

  /** Gone for good from this file. Whoever has a copy of it still has the key. */
  async destroy(name: string): Promise<void> {
    await this.write((await this.held()).filter((key) => key.name !== name));
  }

  protected async held(): Promise<readonly MasterKey[]> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    });
    return readMasterKeys(text, this.path);
  }

  /** Written beside, brought to the disk and renamed: a key that is lost here is lost with all that it has wrapped. */
  private async write(keys: readonly MasterKey[]): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const beside = `${this.path}.${process.pid}.new`;
    const file = await open(beside, 'w', 0o600);
    try {
      await file.writeFile(keys.map(({ name, bytes }) => `${name}:${bytes.toString('base64')}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, this.path);
  }
}
