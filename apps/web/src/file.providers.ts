import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import { FileBytes, Files, Scanning, type Uploads, Vault } from '#app/platform';

const keys: Provider = { provide: FileBytes, useFactory: (vault: Vault) => new FileBytes(vault), inject: [Vault] };

/** Evidence files and, where there is a scanner, what has them scanned for as long as the house is open. */
export function fileProviders(uploads: Uploads | undefined, logger: Pick<Logger, 'warn'> | undefined): Provider[] {
  if (uploads === undefined || typeof uploads === 'string' || !logger)
    return [
      keys,
      {
        provide: Files,
        useFactory: (db: DataSource, sealing: FileBytes) => new Files(db, sealing, uploads),
        inject: [DataSource, FileBytes],
      },
    ];
  const { scanner, pace } = uploads;
  return [
    keys,
    {
      provide: Scanning,
      useFactory: (db: DataSource, sealing: FileBytes) => new Scanning(db, sealing, scanner, logger, pace),
      inject: [DataSource, FileBytes],
    },
    {
      provide: Files,
      useFactory: (db: DataSource, sealing: FileBytes, scanning: Scanning) => new Files(db, sealing, uploads, scanning),
      inject: [DataSource, FileBytes, Scanning],
    },
  ];
}
