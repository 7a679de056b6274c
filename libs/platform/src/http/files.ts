import { Injectable, NotFoundException } from '@nestjs/common';
import type { Response } from 'express';
import { Files, type KeptFile } from '../files/files';

/** Hands out an evidence file: always as a download, never to be run in our pages. */
@Injectable()
export class FileSender {
  constructor(private readonly files: Files) {}

  async send(file: KeptFile | undefined, res: Response): Promise<void> {
    const bytes = file && (await this.files.bytes(file));
    if (!file || !bytes) throw new NotFoundException();
    res.set('X-Content-Type-Options', 'nosniff').attachment(file.name).type(file.type).send(bytes);
  }
}
