import 'reflect-metadata';
import { pino } from 'pino';
import { systemClock } from '#app/platform';
import { markOf, openLogOf } from '../../projector/src/migrate';
import { people } from './demonstration.people';
import { openWeb } from './house';
import { PARTNERSHIP_SERVED, readWebEnvironment } from './web.environment';

/** The web alone, on a database that has been migrated. A projector beside it keeps the rows up. */
async function main(): Promise<void> {
  const { host, port, databaseUrl, eventStoreDbUrl, secret, metricsToken } = readWebEnvironment(process.env);
  const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'info' });
  if ((await markOf(databaseUrl)) !== 'demonstration')
    throw new Error(
      'The database is not marked as a demonstration. This version is for demonstrations only and will not open it.',
    );
  const log = await openLogOf({ databaseUrl, eventStoreDbUrl, clock: systemClock });
  const web = await openWeb(
    { log, databaseUrl, clock: systemClock, people, secret, partnership: PARTNERSHIP_SERVED, metricsToken },
    logger,
  );
  await web.app.listen(port, host);
  logger.info({ host, port }, 'Listening');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void web
        .close()
        .then(() => log.close())
        .then(() => process.exit(0));
    });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
