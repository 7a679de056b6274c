import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProviderSettings } from '#app/platform';
import { provider } from './provider';
import { temporaryFolder } from './temporary-folder';

/** The environment of a real house on this machine, whose people sign in at the tests' provider or at those given. */
export async function realHouse(
  providers: readonly ProviderSettings[] = [provider()],
): Promise<Readonly<Record<string, string>>> {
  const file = join(await temporaryFolder('providers'), 'providers.json');
  await writeFile(file, JSON.stringify(providers));
  return {
    PUBLIC_URL: 'http://127.0.0.1:3000',
    OIDC_PROVIDERS: file,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    VAULT_MASTER_KEYS: `key-1:${randomBytes(32).toString('base64')}`,
    UPLOADS: 'off',
  };
}
