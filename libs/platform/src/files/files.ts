import { createHash } from 'node:crypto';
import { type DataSource } from 'typeorm';
import type { Person } from '../identity/person';
import type { UploadedFile } from '../http/forms';
import { derivedId } from '../write/derived-id';
import { FileRow } from './file.row';

/** What an event says of a file. `size` in bytes, `sha256` in hex. */
export interface KeptFile {
  readonly fileId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** Evidence files, in PostgreSQL, beside the rows: 20 MB at most each. */
export class Files {
  constructor(private readonly db: DataSource) {}

  /** Keeps a file of a command. Its id derives from the command's and from the bytes, so the same again is kept once. */
  async keep(commandId: string, file: UploadedFile, person: Person): Promise<KeptFile> {
    const { name, type, bytes } = file;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const fileId = derivedId(commandId, 'file', name, sha256);
    const row = { id: fileId, sha256, name, type, size: bytes.length, keptBy: person.id, bytes };
    await this.db.createQueryBuilder().insert().into(FileRow).values(row).orIgnore().execute();
    return { fileId, name, type, size: bytes.length, sha256 };
  }

  /** The bytes, when they still are what the event said. */
  async bytes({ fileId, sha256 }: KeptFile): Promise<Buffer | undefined> {
    const row = await this.db
      .getRepository(FileRow)
      .findOne({ where: { id: fileId }, select: { id: true, bytes: true } });
    if (!row) return undefined;
    const found = createHash('sha256').update(row.bytes).digest('hex');
    if (found !== sha256) throw new Error(`File ${fileId} is no longer what the record says it was`);
    return row.bytes;
  }
}
