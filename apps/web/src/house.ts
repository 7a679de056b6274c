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
  EnduringClient,
  Engine,
  type EventLog,
  KeptForms,
  PARTNERSHIP,
  type Partnership,
  Providers,
  Registry,
  Sessions,
  insistBound,
  systemClock,
} from '#app/platform';
import { lifted, reactions, readModels } from '../../projector/src/slices';
import { ENGINE_ROWS, servedAt } from './row-stores';
import { PARTNERSHIP_SERVED } from './web.environment';
import { type Outside, WebModule } from './web.module';
import { setUp } from './web.setup';

export interface Web {
  readonly app: NestExpressApplication;
  close(): Promise<void>;
}

/** The house for those who work in it and serve nobody: the projector, the command line. Whoever opens it closes it. */
export const openUnserved = (log: EventLog, databaseUrl: string): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(
    WebModule.on({
      log,
      databaseUrl,
      clock: systemClock,
      secret: '',
      partnership: PARTNERSHIP_SERVED,
      runs: 'engine',
    }),
    { logger: ['error', 'fatal'] },
  );

/** The web, ready to listen. */
export async function openWeb(outside: Outside, logger: Logger, secure = false): Promise<Web> {
  const pool = new Pool({ Client: EnduringClient, connectionString: servedAt(outside), max: 4 });
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

/** In milliseconds. */
const PRUNED_EVERY = 10 * 60 * 1000;
const FINISHED_EVERY = 60 * 1000;

/** What two people approved to be erased, and was broken off: it is finished, at the start and then every minute. */
async function finish(app: Pick<INestApplicationContext, 'get'>, logger: Logger): Promise<void> {
  try {
    await app.get(CarryingOut).finishAll();
  } catch (error) {
    logger.warn({ err: error }, 'An erasure that was approved could not be carried out; it is tried again');
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
class ServedElsewhere extends Error {
  constructor(partnership: string) {
    super(`What follows for "${partnership}" cannot be done here: this house serves another partnership`);
    this.name = 'ServedElsewhere';
  }
}

/** Commands of reactions go to the slice that owns their category. */
export const dispatchOf =
  (app: Pick<INestApplicationContext, 'get'>): Dispatch =>
  async ({ category, id, command }, act, partnership) => {
    const { id: own } = app.get<Partnership>(PARTNERSHIP);
    if (partnership !== undefined && partnership !== own) throw new ServedElsewhere(partnership);
    const kind = app.get(Registry).of(category);
    if (!kind) throw new Error(`No slice takes commands for ${category}`);
    return app.get(CommandBus).execute<ICommand, unknown>(kind.dispatch(id, command, act));
  };

/** The engine that keeps rows and reactions up with the log. */
export const openEngine = ({ app }: Web, { log }: Outside, logger: Logger): Engine =>
  engineOf(app, log, (reader, error) => {
    logger.error({ err: error, reader }, 'A reader of the log does not get on');
  });

/** What keeps the rows of a house, and what follows from its events, up with the log. */
export const engineOf = (
  house: INestApplicationContext,
  log: EventLog,
  report: (reader: string, error: unknown) => void,
): Engine =>
  new Engine({
    log: lifted(log),
    db: house.get<DataSource>(ENGINE_ROWS),
    models: readModels,
    reactions,
    dispatch: dispatchOf(house),
    report,
  });
