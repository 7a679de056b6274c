import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import { Files, Scanning, type Uploads } from '#app/platform';

/** Evidence files and, where there is a scanner, what has them scanned for as long as the house is open. */
export function fileProviders(uploads: Uploads | undefined, logger: Pick<Logger, 'warn'> | undefined): Provider[] {
  if (uploads === undefined || typeof uploads === 'string' || !logger)
    return [{ provide: Files, useFactory: (db: DataSource) => new Files(db, uploads), inject: [DataSource] }];
  const { scanner, pace } = uploads;
  return [
    {
      provide: Scanning,
      useFactory: (db: DataSource) => new Scanning(db, scanner, logger, pace),
      inject: [DataSource],
    },
    {
      provide: Files,
      useFactory: (db: DataSource, scanning: Scanning) => new Files(db, uploads, scanning),
      inject: [DataSource, Scanning],
    },
  ];
}
