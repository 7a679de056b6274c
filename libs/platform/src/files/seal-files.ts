import type { DataSource, EntityManager } from 'typeorm';
import { briefly } from '../read-store/briefly';
import type { MasterKeys } from '../vault/master-keys';
import { Vault } from '../vault/vault';

/** Files are up to 20 MB each: few at a time, and one in memory. */
const BATCH = 20;

interface OpenFile {
  readonly id: string;
  readonly partnership: string;
}

const IN_THE_OPEN = `NOT "sealed" AND "standing" <> 'shredded'`;

/** How many files are kept in the open: from before files were sealed, or from a house without a master key. */
export async function filesInTheOpen(db: Pick<DataSource, 'query'>): Promise<number> {
  const [found] = await db.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM "evidence_file" WHERE ${IN_THE_OPEN}`,
  );
  return found?.n ?? 0;
}

/**
 * Seals these files, of every partnership, each under a key of its own; some at a time, each batch for good: broken off, it goes on
 * from there when it is called again, and two at once share the work. Whoever reads a file meanwhile gets it. Answers how many;
 * `said` is told after each batch. The bytes as they were stay in PostgreSQL's files until they are written anew. Throws NoMasterKey.
 */
export async function sealFiles(
  db: Pick<DataSource, 'transaction'>,
  masters: MasterKeys,
  said: (done: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<number> {
  let done = 0;
  while (!signal?.aborted) {
    const batch = await briefly(db, (rows) => sealSome(rows, masters));
    if (batch === 0) break;
    done += batch;
    said(done);
  }
  return done;
}

async function sealSome(rows: EntityManager, masters: MasterKeys): Promise<number> {
  const open = await rows.query<OpenFile[]>(
    `SELECT "id", "partnership" FROM "evidence_file" WHERE ${IN_THE_OPEN} ORDER BY "id" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
  );
  for (const { id, partnership } of open) {
    const [file] = await rows.query<{ bytes: Buffer }[]>('SELECT "bytes" FROM "evidence_file" WHERE "id" = $1', [id]);
    if (!file) continue;
    const bytes = await new Vault(rows, masters, partnership).sealBytes(file.bytes, id);
    await rows.query(`UPDATE "evidence_file" SET "bytes" = $2, "sealed" = true WHERE "id" = $1`, [id, bytes]);
  }
  return open.length;
}
