import { NoMasterKey } from '../vault/master-keys';
import type { Vault } from '../vault/vault';

/** The bytes of a file as its row has them. */
export interface StoredBytes {
  readonly bytes: Buffer;
  readonly sealed: boolean;
}

/**
 * Files are kept under a key each, so that to destroy the key destroys them, also in what is only a copy. A house without a
 * master key keeps them in the open, as those from before are kept.
 */
export class FileBytes {
  constructor(private readonly vault: Pick<Vault, 'sealBytes' | 'openBytes' | 'erase'>) {}

  async toStore(id: string, given: Uint8Array): Promise<StoredBytes> {
    const bytes = Buffer.from(given);
    try {
      return { bytes: await this.vault.sealBytes(bytes, id), sealed: true };
    } catch (error) {
      if (error instanceof NoMasterKey) return { bytes, sealed: false };
      throw error;
    }
  }

  /** Throws CannotOpen, SubjectErased, NoMasterKey. */
  stored(id: string, { bytes, sealed }: StoredBytes): Promise<Buffer> {
    return sealed ? this.vault.openBytes(bytes, id) : Promise.resolve(bytes);
  }

  /** Destroys the keys of these files, within a transaction. */
  async shred(ids: readonly string[], within: Parameters<Vault['erase']>[1]): Promise<void> {
    for (const id of ids) await this.vault.erase(id, within);
  }
}
