import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Vault } from '#app/platform';
import { migrate } from '../apps/projector/src/migrate';
import { freshDatabase } from './postgres';

export const master = (name: string, byte: number): string => `${name}:${Buffer.alloc(32, byte).toString('base64')}`;
export const first = master('first', 1);
export const second = master('second', 2);
export const place = (subject: string, field = 'name') => ({ subject, event: randomUUID(), field });

export interface VaultDatabase {
  readonly db: DataSource;
  readonly url: string;
  /** Takes out every key, past the guard. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** A house's database that has been migrated. */
export async function vaultDatabase(): Promise<VaultDatabase> {
  const url = await freshDatabase();
  await migrate(url);
  const db = await new DataSource({ type: 'postgres', url, poolSize: 4 }).initialize();
  return {
    db,
    url,
    empty: async () => {
      await db.query('ALTER TABLE vault.data_key DISABLE TRIGGER USER');
      await db.query('DELETE FROM vault.data_key');
      await db.query('ALTER TABLE vault.data_key ENABLE TRIGGER USER');
    },
    close: () => db.destroy(),
  };
}

/** So many people, each with a sealed word. */
export async function people(vault: Vault, count: number) {
  const all = Array.from({ length: count }, (_, at) => ({ at: place(randomUUID()), word: `word ${at}` }));
  return Promise.all(all.map(async (one) => ({ ...one, value: await vault.seal(one.word, one.at) })));
}

export type Sealed = Awaited<ReturnType<typeof people>>;

export async function opensAll(vault: Vault, sealed: Sealed): Promise<void> {
  for (const { value, at, word } of sealed)
    await expect(vault.open(value, at)).resolves.toEqual({ kept: true, text: word });
}
