import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { type Dispatch, EnduringClient, Engine, KeptForms, Providers, Registry, Sessions } from '#app/platform';
import { lifted, reactions, readModels } from '../../projector/src/slices';
import { type Outside, WebModule } from './web.module';
import { setUp } from './web.setup';

export interface Web {
  readonly app: NestExpressApplication;
  close(): Promise<void>;
}

/** The web, ready to listen. */
export async function openWeb(outside: Outside, logger: Logger, secure = false): Promise<Web> {
  const pool = new Pool({ Client: EnduringClient, connectionString: outside.databaseUrl, max: 4 });
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
  // Whoever does not answer then is asked again when somebody signs in.
  app.getHttpServer().once('listening', () => void app.get(Providers).warm());
  const pruning = setInterval(() => void prune(app, logger), PRUNED_EVERY).unref();
  return {
    app,
    close: async () => {
      clearInterval(pruning);
      await app.close();
      await pool.end();
    },
  };
}

/** In milliseconds. */
const PRUNED_EVERY = 10 * 60 * 1000;

/** Sessions and kept forms are no use once they are past their time: until they are dropped nobody is given them. */
async function prune(app: Pick<INestApplicationContext, 'get'>, logger: Logger): Promise<void> {
  try {
    await app.get(Sessions).prune();
    await app.get(KeptForms).prune();
  } catch (error) {
    logger.warn({ err: error }, 'Old sessions could not be dropped; it is tried again');
  }
}

/** Commands of reactions go to the slice that owns their category. */
export const dispatchOf =
  (app: Pick<INestApplicationContext, 'get'>): Dispatch =>
  ({ category, id, command }, act) => {
    const kind = app.get(Registry).of(category);
    if (!kind) throw new Error(`No slice takes commands for ${category}`);
    return app.get(CommandBus).execute(kind.dispatch(id, command, act));
  };

/** The engine that keeps rows and reactions up with the log. */
export const openEngine = ({ app }: Web, { log }: Outside, logger: Logger): Engine =>
  new Engine({
    log: lifted(log),
    db: app.get(DataSource),
    models: readModels,
    reactions,
    dispatch: dispatchOf(app),
    report: (reader, error) => {
      logger.error({ err: error, reader }, 'A reader of the log does not get on');
    },
  });
