import 'reflect-metadata';
import { pino } from 'pino';
import { eventStoreDbUrlOf, logging, pooledIn, systemClock } from '#app/platform';
import { engineOf, openUnserved } from '../../web/src/house';
import { observedBy } from '../../web/src/observed';
import { readPartnershipIds } from '../../web/src/partnerships.environment';
import { openLogOf } from './migrate';

/**
 * Follows the log: read models and reactions, of every partnership of the house. Any number of copies; a checkpoint is moved by
 * one of them at a time.
 */
async function main(): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: the address of the PostgreSQL database.');
  const logger = pino(logging(process.env['LOG_LEVEL'] ?? 'info'));
  const at = { databaseUrl, pooled: pooledIn(process.env) };
  const log = await openLogOf({ ...at, eventStoreDbUrl: eventStoreDbUrlOf(process.env), clock: systemClock });
  const opening = readPartnershipIds(process.env).map((partnership) => openUnserved(log, at, partnership));
  const houses = await Promise.all(opening);
  const engine = engineOf(houses, log, observedBy(logger));
  engine.follow();
  logger.info('Following the log');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void engine
        .stop()
        .then(() => Promise.all(houses.map((house) => house.close())))
        .then(() => log.close())
        .then(() => process.exit(0));
    });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
