import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type JWK, exportJWK, generateKeyPair } from 'jose';
import { writePrivately } from '../local.settings';

/** What the provider must not lose, so that sessions and tokens hold over a restart. */
export interface KeptProvider {
  /** Where it listened last: its address is part of every token. 0 where it has not yet. */
  readonly port: number;
  /** Of the web, which is its client. */
  readonly clientSecret: string;
  readonly cookieKeys: readonly string[];
  /** Private: what it signs with. */
  readonly keys: readonly JWK[];
}

/** New keys, for a provider that has none. */
export async function newlyKept(): Promise<KeptProvider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') };
  return {
    port: 0,
    clientSecret: randomBytes(32).toString('hex'),
    cookieKeys: [randomBytes(32).toString('hex')],
    keys: [key],
  };
}

/** What the data folder keeps of its provider, or keys made now. */
export async function keptIn(dataDir: string): Promise<KeptProvider> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? newlyKept() : (JSON.parse(text) as KeptProvider);
}

/** Only its owner can read it. */
export const keep = (dataDir: string, kept: KeptProvider): Promise<void> => writePrivately(fileIn(dataDir), kept);

const fileIn = (dataDir: string): string => join(dataDir, 'provider.json');
