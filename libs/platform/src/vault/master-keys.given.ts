import { resolve } from 'node:path';
import { GivenMasterKeys, type MasterKeys, NoMasterKey } from './master-keys';
import { FileMasterKeys } from './master-keys.file';

/** Of the data folder of a local system. */
export const MASTER_KEYS_FILE = 'vault-master-keys';

/**
 * VAULT_MASTER_KEYS (the keys themselves), or VAULT_MASTER_KEYS_FILE (where they are). Undefined where neither is given.
 * Throws a sentence that names what is wrong.
 */
export function masterKeysIn(env: Readonly<Record<string, string | undefined>>): MasterKeys | undefined {
  const [keys, file] = [env['VAULT_MASTER_KEYS']?.trim() ?? '', env['VAULT_MASTER_KEYS_FILE']?.trim() ?? ''];
  if (keys !== '' && file !== '')
    throw new Error(
      'Give VAULT_MASTER_KEYS or VAULT_MASTER_KEYS_FILE, and not both: only one of them can wrap new keys.',
    );
  if (keys !== '') return new GivenMasterKeys(keys);
  return file === '' ? undefined : new FileMasterKeys(resolve(file));
}

/** The same for a system that is to seal and open: throws NoMasterKey, or what is wrong, before anybody uses it. */
export async function masterKeysOf(env: Readonly<Record<string, string | undefined>>): Promise<MasterKeys> {
  const keys = masterKeysIn(env);
  if (!keys) throw new NoMasterKey();
  await keys.current();
  return keys;
}
