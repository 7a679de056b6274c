import 'reflect-metadata';
import { pino } from 'pino';
import { boundTo, logging, masterKeysOf, readProviders, systemClock } from '#app/platform';
import { markOf, openLogOf } from '../../projector/src/migrate';
import { readEdge } from './edge.environment';
import { openWeb } from './house';
import type { Outside } from './web.module';
import { PARTNERSHIP_SERVED, type WebEnvironment, readWebEnvironment } from './web.environment';

/** A real house's web, on a database that has been migrated and marked. A projector beside it keeps the rows up. */
async function main(): Promise<void> {
  const { env } = process;
  const given = readWebEnvironment(env);
  const outside = await outsideOf(given, env);
  const logger = pino(logging(env['LOG_LEVEL'] ?? 'info'));
  const { host, port, databaseUrl, eventStoreDbUrl, publicUrl } = given;
  insistReal(await markOf(databaseUrl));
  const read = boundTo(databaseUrl, { partnership: PARTNERSHIP_SERVED.id });
  const log = await openLogOf({ databaseUrl: read, eventStoreDbUrl, clock: systemClock });
  const web = await openWeb({ ...outside, log }, logger, publicUrl.startsWith('https:'));
  await web.app.listen(port, host);
  logger.info({ host, port, publicUrl }, 'Listening');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void web
        .close()
        .then(() => log.close())
        .then(() => process.exit(0));
    });
}

/** Everything that is given from outside is read before anything is opened: what is wrong is said at once. */
async function outsideOf(
  { databaseUrl, secret, metricsToken, trustedProxies, providersFile, audience, publicUrl }: WebEnvironment,
  env: NodeJS.ProcessEnv,
): Promise<Omit<Outside, 'log'>> {
  return {
    databaseUrl,
    clock: systemClock,
    secret,
    partnership: PARTNERSHIP_SERVED,
    runs: 'web',
    metricsToken,
    trustedProxies,
    publicUrl,
    audience,
    providers: await readProviders(providersFile),
    masterKeys: await masterKeysOf(env),
    ...readEdge(env, systemClock.now(), 'real'),
  };
}

/** What a database is for is decided once: real details never come among invented ones, nor invented ones among real. */
function insistReal(mark: string | undefined): void {
  if (mark === 'real') return;
  throw new Error(
    mark === 'demonstration'
      ? 'The database is a demonstration, for good. Give an empty one for real use, and mark it: trail migrate --real'
      : 'The database is not marked for real use. Mark it while it is empty: trail migrate --real',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
