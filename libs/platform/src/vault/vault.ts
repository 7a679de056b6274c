import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { RuleBroken, type Sealed } from '#app/kernel';
import { type Belongs, CannotOpen, newKey, openBytes, seal, sealBytes, unseal } from './cipher';
import type { MasterKeys } from './master-keys';
import { briefly } from '../read-store/briefly';

/** Whose value it is, and where it stands; the partnership is the vault's own. */
export type Place = Omit<Belongs, 'partnership'>;

/** A sealed value, opened; or nothing, because its key was destroyed. */
export type Opened = { readonly kept: true; readonly text: string } | { readonly kept: false };

/** How many people's keys there are, by the master key that wraps them. */
export interface KeyCounts {
  readonly wrapped: Readonly<Record<string, number>>;
  /** People whose key was destroyed. */
  readonly erased: number;
}

/** Somebody's key was destroyed, for good: nothing can be sealed for them any more. */
export class SubjectErased extends RuleBroken {
  constructor() {
    super('person-erased', 'The details of this person were erased. Nothing can be recorded about them any more.');
  }
}

interface KeyRow {
  readonly subject: string;
  readonly key_id: string;
  readonly partnership: string;
  readonly master: string | null;
  readonly wrapped: Buffer | null;
}

interface DataKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const BATCH = 200;

/**
 * One key for each person concerned. It is asked for each time and kept nowhere: a person opens a few values a day, and what is
 * not kept needs no telling that it must be forgotten. So an erased key opens nothing from that moment on, in any process.
 */
export class Vault {
  constructor(
    private readonly db: Pick<DataSource, 'query' | 'transaction'>,
    private readonly masters: MasterKeys,
    private readonly partnership: string,
  ) {}

  /** Seals words under the person's key, which is made when it is first needed. Throws SubjectErased, NoMasterKey. */
  async seal(text: string, place: Place): Promise<Sealed> {
    const { id, bytes } = (await this.find(place.subject)) ?? (await this.make(place.subject));
    return seal(text, id, bytes, { ...place, partnership: this.partnership });
  }

  /** Throws CannotOpen where the value does not belong there or was changed, NoMasterKey. */
  async open(sealed: Sealed, place: Place): Promise<Opened> {
    const key = await this.find(place.subject).catch((error: unknown) => {
      if (error instanceof SubjectErased) return undefined;
      throw error;
    });
    if (!key) return { kept: false };
    return { kept: true, text: unseal(sealed, key.bytes, { ...place, partnership: this.partnership }) };
  }

  /** Seals the bytes of a file under a key of its own, whose subject is the file's id. Throws SubjectErased, NoMasterKey. */
  async sealBytes(bytes: Uint8Array, subject: string): Promise<Buffer> {
    const { id, bytes: key } = (await this.find(subject)) ?? (await this.make(subject));
    return sealBytes(bytes, key, { partnership: this.partnership, subject, keyId: id });
  }

  /** Throws CannotOpen where they were changed or are another file's, SubjectErased where they were shredded, NoMasterKey. */
  async openBytes(sealed: Uint8Array, subject: string): Promise<Buffer> {
    const key = await this.find(subject);
    if (!key) throw new CannotOpen();
    return openBytes(sealed, key.bytes, { partnership: this.partnership, subject, keyId: key.id });
  }

  /**
   * Destroys a person's key. What it sealed is gone, also from what is only a copy; false where it was gone before. In the
   * running house only the slice `erasure` does it, for what two people have approved. `within` is its transaction.
   */
  async erase(subject: string, within: Pick<EntityManager, 'query'> = this.db): Promise<boolean> {
    const rows: unknown = await within.query(
      `INSERT INTO vault.data_key AS held (subject, key_id, partnership, erased_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, master = NULL, erased_at = now()
       WHERE held.erased_at IS NULL RETURNING subject`,
      [subject, randomUUID(), this.partnership],
    );
    return (rows as readonly unknown[]).length > 0;
  }

  async counts(): Promise<KeyCounts> {
    const rows: { master: string | null; keys: string }[] = await this.db.query(
      `SELECT master, count(*) AS keys FROM vault.data_key GROUP BY master ORDER BY master`,
    );
    const wrapped = rows.flatMap(({ master, keys }) => (master === null ? [] : [[master, Number(keys)] as const]));
    return { wrapped: Object.fromEntries(wrapped), erased: Number(rows.find((row) => row.master === null)?.keys ?? 0) };
  }

  /**
   * Wraps every key anew that is not under the current master key, some at a time, each batch for good: broken off, it goes on
   * from there when it is called again. Answers how many; `said` is told after each batch. Throws NoMasterKey, CannotOpen.
   */
  async rewrap(said: (done: number) => void = () => undefined, signal?: AbortSignal): Promise<number> {
    let done = 0;
    while (!signal?.aborted) {
      const batch = await briefly(this.db, (rows) => this.rewrapSome(rows));
      if (batch === 0) break;
      done += batch;
      said(done);
    }
    return done;
  }

  private async rewrapSome(rows: EntityManager): Promise<number> {
    const stale: KeyRow[] = await rows.query(
      `SELECT subject, key_id, partnership, master, wrapped FROM vault.data_key
       WHERE wrapped IS NOT NULL AND master <> $1 ORDER BY subject LIMIT ${BATCH} FOR UPDATE`,
      [await this.masters.current()],
    );
    for (const row of stale) {
      const key = await this.unwrapped(row);
      const { master, bytes } = await this.masters.wrap(key.bytes, boundTo(row));
      await rows.query(`UPDATE vault.data_key SET master = $2, wrapped = $3 WHERE subject = $1`, [
        row.subject,
        master,
        bytes,
      ]);
    }
    return stale.length;
  }

  /** Throws SubjectErased. */
  private async find(subject: string): Promise<DataKey | undefined> {
    const [row]: KeyRow[] = await this.db.query(
      `SELECT subject, key_id, partnership, master, wrapped FROM vault.data_key WHERE subject = $1 AND partnership = $2`,
      [subject, this.partnership],
    );
    return row && this.unwrapped(row);
  }

  /** Two who need it at once get the same. */
  private async make(subject: string): Promise<DataKey> {
    const made = { subject, key_id: randomUUID(), partnership: this.partnership };
    const { master, bytes } = await this.masters.wrap(newKey(), boundTo(made));
    await this.db.query(
      `INSERT INTO vault.data_key (subject, key_id, partnership, master, wrapped) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (subject) DO NOTHING`,
      [subject, made.key_id, made.partnership, master, bytes],
    );
    const key = await this.find(subject);
    if (!key) throw new Error('A person of another partnership has this id');
    return key;
  }

  private async unwrapped(row: KeyRow): Promise<DataKey> {
    const { key_id: id, master, wrapped } = row;
    if (master === null || wrapped === null) throw new SubjectErased();
    return { id, bytes: await this.masters.unwrap({ master, bytes: wrapped }, boundTo(row)) };
  }
}

const boundTo = ({ partnership, subject, key_id: id }: Pick<KeyRow, 'partnership' | 'subject' | 'key_id'>): string =>
  JSON.stringify([partnership, subject, id]);
