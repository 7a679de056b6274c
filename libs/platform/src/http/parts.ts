import { BadRequestException } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { MOST_BYTES } from './forms';

const MB = 1024 * 1024;
/** All files of one sending together. */
export const MOST_SENT = 100 * MB;
/** A form refuses more than it asks for by itself; this is only where reading stops. */
const MOST_PARTS = 50;

/** More was sent than is read to its end: there is no form to come back to. */
export class SentTooMuch extends Error {
  readonly status = 413;
  constructor(readonly field: string) {
    super(`The files of one sending may have ${MOST_SENT / MB} MB together.`);
    this.name = 'SentTooMuch';
  }
}

/**
 * Files in memory. Of one that is too large nothing is kept, and reading goes on to the fields behind it, so that the form
 * can come back with what was typed and say which file it was. All together have an end.
 */
export class FilesInMemory implements StorageEngine {
  private readonly bytes = new WeakMap<Request, number>();

  constructor(
    private readonly most = MOST_BYTES,
    private readonly mostSent = MOST_SENT,
  ) {}

  _handleFile(
    req: Request,
    file: Express.Multer.File,
    done: (error?: unknown, info?: Partial<Express.Multer.File> & { readonly tooLarge?: number }) => void,
  ): void {
    let size = 0;
    const chunks: Buffer[] = [];
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      const sent = (this.bytes.get(req) ?? 0) + chunk.length;
      this.bytes.set(req, sent);
      if (sent > this.mostSent) done(new SentTooMuch(file.fieldname));
      chunks.push(chunk);
      if (size > this.most || sent > this.mostSent) chunks.length = 0;
    });
    file.stream.on('error', done);
    file.stream.on('end', () => {
      const buffer = Buffer.concat(chunks);
      done(null, { buffer, size, ...(size > this.most && { tooLarge: size }) });
    });
  }

  _removeFile(_req: Request, file: Partial<Express.Multer.File>, done: (error: Error | null) => void): void {
    delete file.buffer;
    done(null);
  }
}

/** Reads forms in parts. Of broken parts the parser says nothing about whose fault it is: it is the sender's. */
export function formsInParts(storage: StorageEngine = new FilesInMemory()): RequestHandler {
  const limits = { files: MOST_PARTS, fields: 2000, fieldSize: 200_000 };
  const read = multer({ storage, limits }).any();
  return (req, res, next) => {
    void read(req, res, (error: unknown) => {
      const code = (error as { code?: unknown } | undefined)?.code;
      const ours = error instanceof SentTooMuch || (typeof code === 'string' && code.startsWith('LIMIT_'));
      // Multer gives an object without prototype; make it what urlencoded makes.
      if (req.is('multipart/form-data')) req.body = { ...(req.body as object) };
      next(error === undefined || ours ? error : new BadRequestException());
    });
  };
}
