import { Injectable, NotFoundException } from '@nestjs/common';
import type { Response } from 'express';
import { FileHeldBack, Files, type KeptFile } from '../files/files';
import { withStandings } from '../files/told-files';
import type { RecordKind } from './acts/record-kind';

/** Hands out an evidence file: always as a download, never to be run in our pages. */
@Injectable()
export class FileSender {
  constructor(private readonly files: Files) {}

  /** What is seen of a record, each of its files with how it stands. */
  told<Seen extends object>(kind: Pick<RecordKind, 'file'>, seen: Seen): Promise<Seen> {
    return kind.file ? withStandings(seen, this.files) : Promise.resolve(seen);
  }

  /** `recorded` is done before anything is sent, and only where there is something to send. */
  async send(file: KeptFile | undefined, res: Response, recorded: () => Promise<void>): Promise<void> {
    const bytes = file && (await this.files.bytes(file).catch(sayWhen(res)));
    if (!file || !bytes) throw new NotFoundException();
    await recorded();
    res.set('X-Content-Type-Options', 'nosniff').attachment(file.name).type(file.type).send(bytes);
  }
}

/** One that still waits for the scanner may be asked for again soon. */
const sayWhen =
  (res: Response) =>
  (error: unknown): never => {
    if (error instanceof FileHeldBack && error.standing === 'waiting') res.set('Retry-After', '10');
    throw error;
  };
