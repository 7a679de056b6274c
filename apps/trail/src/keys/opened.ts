import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { FileMasterKeys, MASTER_KEYS_FILE, type MasterKeys, Vault, masterKeysIn } from '#app/platform';
import { readLocalSettings } from '../../../local/src/local.settings';
import { PARTNERSHIP_SERVED } from '../../../web/src/partnerships.environment';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { withHouse } from '../projections/opened';

export interface OpenedVault {
  readonly db: DataSource;
  readonly vault: Vault;
  readonly masters: MasterKeys;
  /** The same where they are in a file, which can be changed from here. */
  readonly file: FileMasterKeys | undefined;
}

/** Does something with the vault of DATABASE_URL, or of the running local system, and its master keys. Throws CannotRead. */
export async function withVault<T>(terminal: Terminal, use: (opened: OpenedVault) => Promise<T>): Promise<T> {
  const masters = mastersOf(terminal);
  return withHouse(terminal, ({ db }) => {
    const vault = new Vault(db, masters, PARTNERSHIP_SERVED.id);
    return use({ db, vault, masters, file: masters instanceof FileMasterKeys ? masters : undefined });
  });
}

/** Those that were given, or else those of the local system's data folder. */
function mastersOf({ env }: Terminal): MasterKeys {
  try {
    const { dataDir } = readLocalSettings(env, process.cwd());
    return masterKeysIn(env) ?? new FileMasterKeys(join(dataDir, MASTER_KEYS_FILE));
  } catch (error) {
    throw new CannotRead(error instanceof Error ? error.message : String(error));
  }
}
