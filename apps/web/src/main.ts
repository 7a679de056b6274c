import 'reflect-metadata';
import { type Logger, pino } from 'pino';
import { DataSource } from 'typeorm';
import { Partnerships, WEB_ROLE, logging, masterKeysOf, readProviders, systemClock, untilFilled } from '#app/platform';
import { markOf, openLogOf } from '../../projector/src/migrate';
import { readModels } from '../../projector/src/slices';
import { readEdge } from './edge.environment';
import { openWeb } from './house';
import type { PartnershipAt } from './partnerships.environment';
import type { Outside } from './web.module';
import { type WebEnvironment, readWebEnvironment } from './web.environment';

/** What all partnerships of a house have alike. */
type Shared = Omit<Outside, 'log' | 'partnership' | 'publicUrl' | 'audience'>;

/** A real house's web, on a database that has been migrated and marked. A projector beside it keeps the rows up. */
async function main(): Promise<void> {
  const { env } = process;
  const given = readWebEnvironment(env);
  const shared = await sharedOf(given, env);
  const logger = pino(logging(env['LOG_LEVEL'] ?? 'info'));
  insistReal(await markOf(given, actingIn(given)));
  const closing: (() => Promise<void>)[] = [];
  for (const partnership of given.partnerships) closing.push(await serve(partnership, given, shared, logger));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void Promise.all(closing.map((close) => close())).then(() => process.exit(0));
    });
}

/** One partnership, at its own address, with a log and rows that are bound to it; gives back what ends it. */
async function serve(
  { id, name, publicUrl, port, audience }: PartnershipAt,
  given: WebEnvironment,
  shared: Shared,
  logger: Logger,
): Promise<() => Promise<void>> {
  const { host, databaseUrl, pooled, eventStoreDbUrl } = given;
  const bond = { partnership: id, ...actingIn(given) };
  const log = await openLogOf({ databaseUrl, pooled, eventStoreDbUrl, bond, clock: systemClock });
  const outside = { ...shared, log, partnership: { id, name }, publicUrl, audience };
  const web = await openWeb(outside, logger, publicUrl.startsWith('https:'));
  await untilFilled(readModels, web.app.get(DataSource), (unfilled) => {
    logger.warn({ partnership: id, unfilled }, 'Waiting for the projector to fill the tables of this version');
  });
  await web.app.listen(port, host);
  logger.info({ partnership: id, host, port, publicUrl }, 'Listening');
  return async () => {
    await web.close();
    await log.close();
  };
}

/** As whom the house is opened and its log read: as the login, but behind a pooler, where that has no right of its own. */
const actingIn = ({ pooled }: WebEnvironment) => (pooled ? { role: WEB_ROLE } : {});

/** Everything that is given from outside is read before anything is opened: what is wrong is said at once. */
async function sharedOf(
  { databaseUrl, pooled, secret, metricsToken, trustedProxies, providersFile }: WebEnvironment,
  env: NodeJS.ProcessEnv,
): Promise<Shared> {
  return {
    databaseUrl,
    pooled,
    clock: systemClock,
    secret,
    partnerships: new Partnerships(),
    runs: 'web',
    metricsToken,
    trustedProxies,
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
