import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { CarryingOut } from '#app/erasure';
import {
  Arrivals,
  type Dispatch,
  type DatabaseAt,
  Engine,
  type EventLog,
  Identities,
  KeptForms,
  NotNow,
  AccessTokens,
  PARTNERSHIP,
  type Partnership,
  Partnerships,
  People,
  PositionMissing,
  Providers,
  Registry,
  Sessions,
  insistBound,
  insistHarmless,
  systemClock,
} from '#app/platform';
import { lifted, reactions, readModels } from '../../projector/src/slices';
import { type Observer, observedBy } from './observed';
import { ENGINE_ROWS, serving } from './row-stores';
import { type Outside, WebModule } from './web.module';
import { setUp } from './web.setup';

export interface Web {
  readonly app: NestExpressApplication;
  close(): Promise<void>;
}

/** The house of one partnership for those who work in it and serve nobody: the projector, the command line. Whoever opens it closes it. */
export const openUnserved = (
  log: EventLog,
  at: DatabaseAt,
  partnership: Partnership,
): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(
    WebModule.on({
      log,
      ...at,
      clock: systemClock,
      secret: '',
      partnership,
      runs: 'engine',
    }),
    { logger: ['error', 'fatal'] },
  );

/** The web, ready to listen. */
export async function openWeb(outside: Outside, logger: Logger, secure = false): Promise<Web> {
  const pool = new Pool({ ...serving(outside), max: 4 });
  pool.on('error', (error) => {
    logger.warn({ err: error }, 'A session connection was lost');
  });
  const app = await NestFactory.create<NestExpressApplication>(WebModule.on({ ...outside, logger }), {
    bodyParser: false,
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  setUp(app, pool, { ...outside, secure }, logger);
  await app.init();
  await insistBound(app.get(DataSource));
  if (outside.pooled) await insistHarmless(app.get(DataSource));
  app.get(Partnerships).serve({
    ...outside.partnership,
    url: () => outside.publicUrl ?? addressOf(app),
    audience: app.get(AccessTokens).audience,
    identities: app.get(Identities),
    people: app.get(People),
    sessions: app.get(Sessions),
  });
  // Whoever does not answer then is asked again when somebody signs in.
  app.getHttpServer().once('listening', () => {
    void app.get(Providers).warm();
    void finish(app, logger);
    app
      .get(Arrivals)
      .record()
      .catch((error: unknown) => {
        logger.warn(
          { err: error },
          'Who accepted an invitation could not be recorded; it is tried at their next sign-in',
        );
      });
  });
  const pruning = setInterval(() => void prune(app, logger), PRUNED_EVERY).unref();
  const finishing = setInterval(() => void finish(app, logger), FINISHED_EVERY).unref();
  return {
    app,
    close: async () => {
      clearInterval(pruning);
      clearInterval(finishing);
      await app.close();
      await pool.end();
    },
  };
}

/** Of a demonstration, once it listens. */
function addressOf(app: NestExpressApplication): string | undefined {
  const address = app.getHttpServer().address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : undefined;
}

/** In milliseconds. */
const PRUNED_EVERY = 10 * 60 * 1000;
const FINISHED_EVERY = 60 * 1000;

/** What two people approved to be erased, and was broken off: it is finished, at the start and then every minute. */
async function finish(app: Pick<INestApplicationContext, 'get'>, logger: Logger): Promise<void> {
  try {
    await app.get(CarryingOut).finishAll();
  } catch (error) {
    if (error instanceof PositionMissing)
      logger.error(
        { err: error },
        'Nothing that was approved is erased: an event is missing from the log (trail log check)',
      );
    else logger.warn({ err: error }, 'An erasure that was approved could not be carried out; it is tried again');
  }
}

/** Sessions and kept forms are no use once they are past their time: until they are dropped nobody is given them. */
async function prune(app: Pick<INestApplicationContext, 'get'>, logger: Logger): Promise<void> {
  try {
    await app.get(Sessions).prune();
    await app.get(KeptForms).prune();
  } catch (error) {
    logger.warn({ err: error }, 'Old sessions could not be dropped; it is tried again');
  }
}

/** An event of a partnership that this house does not serve has led to a command. It waits for a house that does. */
class ServedElsewhere extends NotNow {
  constructor(partnership: string) {
    super(`What follows for "${partnership}" cannot be done here: this house serves another partnership`);
    this.name = 'ServedElsewhere';
  }
}

type Opened = Pick<INestApplicationContext, 'get'>;

/** The opened houses of some partnerships; a further one may come in later. */
export type Houses = readonly Opened[];

/** Commands of reactions go to the house of their partnership, the first where none is named, and there to the slice that owns their category. */
export const dispatchOf =
  (houses: Houses): Dispatch =>
  async ({ category, id, command }, act, partnership) => {
    const isOf = (one: Opened): boolean => one.get<Partnership>(PARTNERSHIP).id === partnership;
    const app = partnership === undefined ? houses[0] : houses.find(isOf);
    if (!app) throw new ServedElsewhere(partnership ?? '');
    const kind = app.get(Registry).of(category);
    if (!kind) throw new Error(`No slice takes commands for ${category}`);
    return app.get(CommandBus).execute<ICommand, unknown>(kind.dispatch(id, command, act));
  };

/** The engine that keeps rows and reactions up with the log. */
export const openEngine = (houses: Houses, { log }: Pick<Outside, 'log'>, logger: Logger): Engine =>
  engineOf(houses, log, observedBy(logger));

/** What keeps the rows of a house, and what follows from its events, up with the log: one engine for all of its partnerships. */
export function engineOf(houses: Houses, log: EventLog, observer: Observer): Engine {
  const [first] = houses;
  if (!first) throw new Error('An engine needs the house of one partnership at least');
  return new Engine({
    ...observer,
    log: lifted(log),
    db: first.get<DataSource>(ENGINE_ROWS),
    models: readModels,
    reactions,
    dispatch: dispatchOf(houses),
  });
}
