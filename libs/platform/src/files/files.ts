import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { RuleBroken } from '#app/kernel';
import type { Person } from '../identity/person';
import type { UploadedFile } from '../http/forms';
import { derivedId } from '../write/derived-id';
import { CannotOpen } from '../vault/cipher';
import type { FileBytes } from './file-bytes';
import { FileRow } from './file.row';
import { PACE, type Standing, type Uploads } from './scanner';
import { LEFT_ALONE, type Scanning } from './scanning';

/** What an event says of a file. `size` in bytes, `sha256` in hex. */
export interface KeptFile {
  readonly fileId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** A file that nobody gets: it waits for the scanner, was refused by it, or was destroyed. */
export class FileHeldBack extends Error {
  constructor(
    readonly file: string,
    readonly standing: 'waiting' | 'refused' | 'shredded',
  ) {
    super(`File ${file} is held back: ${standing}`);
    this.name = 'FileHeldBack';
  }
}

/** Evidence files, in PostgreSQL, sealed, beside the rows: 20 MB at most each. The only way to their bytes asks the scanner's verdict. */
export class Files {
  constructor(
    private readonly db: DataSource,
    private readonly keys: FileBytes,
    private readonly uploads: Uploads = 'unscanned',
    private readonly scanning?: Scanning,
  ) {}

  /** What is to be said where files are sent. */
  get taken(): 'scanned' | 'unscanned' | 'off' {
    return typeof this.uploads === 'string' ? this.uploads : 'scanned';
  }

  /**
   * Keeps the files of a command. Their ids derive from the command's and from the bytes, so the same again is kept once.
   * Throws RuleBroken where no files are taken, and where the scanner finds something while the act waits for it.
   */
  async keep(commandId: string, files: readonly UploadedFile[], person: Person): Promise<readonly KeptFile[]> {
    if (files.length === 0) return [];
    if (this.uploads === 'off') throw new RuleBroken('no-files', NO_FILES, 'files');
    const kept = await Promise.all(files.map((file) => this.keepOne(commandId, file, person)));
    await this.scanned(kept);
    return kept;
  }

  private async keepOne(commandId: string, file: UploadedFile, person: Person): Promise<KeptFile> {
    const { name, type, bytes } = file;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const fileId = derivedId(commandId, 'file', name, sha256);
    const stored = await this.keys.toStore(fileId, bytes);
    // Whoever looks for files that wait would take it up before the act that waits for its verdict.
    const dueAt = (): string => LEFT_ALONE;
    const row = { id: fileId, sha256, name, type, size: bytes.length, keptBy: person.id, dueAt, ...stored };
    await this.db.createQueryBuilder().insert().into(FileRow).values(row).orIgnore().execute();
    return { fileId, name, type, size: bytes.length, sha256 };
  }

  private async scanned(kept: readonly KeptFile[]): Promise<void> {
    if (typeof this.uploads === 'string') return;
    const { acts } = this.uploads.pace ?? PACE;
    const ids = kept.map(({ fileId }) => fileId);
    const patience = new AbortController();
    await Promise.race([
      this.scanning?.scan(ids),
      pause(acts, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
    const standings = await this.standings(ids);
    const harmful = kept.filter(({ fileId }) => standings.get(fileId) === 'refused');
    if (harmful.length > 0) throw new RuleBroken('file-does-harm', doesHarm(harmful), 'files');
  }

  /** How each of these stands; one that was never kept has none. */
  async standings(ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.getRepository(FileRow).find({
      where: { id: In([...ids]) },
      select: { id: true, standing: true },
    });
    const waits = this.uploads === 'unscanned' ? 'unscanned' : 'waiting';
    return new Map(rows.map(({ id, standing }) => [id, standing === 'waiting' ? waits : standing]));
  }

  /**
   * Destroys the key, the bytes and the name of these files, within a transaction; how many of them are destroyed now or were before.
   * The row stays, and says so. A copy of the database from before holds what nothing opens, once the master key is rotated;
   * of a file from before files were sealed it still holds the bytes.
   */
  async shred(ids: readonly string[], within: Pick<EntityManager, 'query'>): Promise<number> {
    if (ids.length === 0) return 0;
    await this.keys.shred(ids, within);
    await within.query(
      `UPDATE "evidence_file" SET "bytes" = '', "name" = '', "keptBy" = '', "found" = NULL, "standing" = 'shredded'
       WHERE "id" = ANY ($1) AND "standing" <> 'shredded'`,
      [ids],
    );
    const gone = await within.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM "evidence_file" WHERE "id" = ANY ($1) AND "standing" = 'shredded'`,
      [ids],
    );
    return gone[0]?.n ?? 0;
  }

  /** The bytes, when they still are what the event said. Throws FileHeldBack. */
  async bytes({ fileId, sha256 }: KeptFile): Promise<Buffer | undefined> {
    const standing = (await this.standings([fileId])).get(fileId);
    if (standing === 'waiting' || standing === 'refused' || standing === 'shredded')
      throw new FileHeldBack(fileId, standing);
    const row = await this.db
      .getRepository(FileRow)
      .findOne({ where: { id: fileId }, select: { id: true, bytes: true, sealed: true } });
    if (!row) return undefined;
    const bytes = await this.keys.stored(fileId, row).catch((error: unknown) => {
      if (error instanceof CannotOpen) return undefined;
      throw error;
    });
    const found = bytes && createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) throw new Error(`File ${fileId} is no longer what the record says it was`);
    return bytes;
  }
}

const NO_FILES = 'No files are taken here. Say in words where the evidence is kept.';

function doesHarm(files: readonly KeptFile[]): string {
  const names = files.map(({ name }) => `“${name}”`).join(', ');
  return `The virus scanner refused ${names}. Nothing was recorded. Send a copy that is clean, or leave it out.`;
}
