import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { PostgresEventLog, systemClock } from '#app/platform';
import { markEmpty, migrate } from '../../projector/src/migrate';
import { openEngine, openWeb } from '../../web/src/house';
import { loadDemonstration } from './demonstration/load';
import { people } from '../../web/src/demonstration.people';
import { PARTNERSHIP_SERVED } from '../../web/src/web.environment';
import { CannotStart, readLocalSettings, removeWhere, writePrivately, writeWhere } from './local.settings';
import { startPostgres } from './postgres';


const ADDRESS = '127.0.0.1';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Web and projector in one process, on a PostgreSQL of their own, with the demonstration year. */
async function main(): Promise<void> {
  const settings = readLocalSettings(process.env, process.cwd());
  const { dataDir, port } = settings;
  await mkdir(dataDir, { recursive: true });
  say(settings.databaseUrl ? 'Using the PostgreSQL of DATABASE_URL.' : 'Starting PostgreSQL …');
  const postgres = settings.databaseUrl ? undefined : await startPostgres({ dataDir });
  const databaseUrl = settings.databaseUrl ?? postgres?.url ?? '';
  await migrate(databaseUrl);
  await refuseReal(databaseUrl);

  const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, pino.destination(2));
  const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock: systemClock });
  const secret = await secretOf(dataDir);
  const outside = { log, databaseUrl, clock: systemClock, people, secret, partnership: PARTNERSHIP_SERVED };
  const web = await openWeb(outside, logger);
  const engine = openEngine(web, outside, logger);
  await loadDemonstration(web.app, log, systemClock, say);
  await engine.catchUp();
  engine.follow();
  await listen(web.app, port);
  const url = `http://${ADDRESS}:${port}`;
  await writeWhere({ url, dataDir, databaseUrl, superuserUrl: postgres?.superuserUrl ?? null, pid: process.pid });
  welcome(url, dataDir, settings.databaseUrl);

  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      say('\nStopping. Everything that was recorded is kept.');
      await web.close();
      await engine.stop();
      await log.close();
      await postgres?.stop();
      await removeWhere(dataDir);
      process.exit(0);
    })());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  process.on('disconnect', () => void stop());
}

/** Until the identity and privacy work is done, this system holds invented people only. */
async function refuseReal(databaseUrl: string): Promise<void> {
  const mark = await markEmpty(databaseUrl, 'demonstration');
  if (mark !== 'demonstration')
    throw new CannotStart(
      'This database holds records but is not marked as a demonstration. This version is for demonstrations only and will not open it.',
    );
}

async function listen(app: Awaited<ReturnType<typeof openWeb>>['app'], port: number): Promise<void> {
  try {
    await app.listen(port, ADDRESS);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CannotStart(`Something else is using port ${port}. Stop it, or choose another: PORT=3001 npm start`);
  }
}

/** Sessions and tokens hold over a restart, because their secret does. */
async function secretOf(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return (JSON.parse(text) as { secret: string }).secret;
  const secret = randomBytes(32).toString('hex');
  await writePrivately(file, { secret });
  return secret;
}

function welcome(url: string, dataDir: string, given: string | undefined): void {
  say('');
  say(`Learning Trail is ready: open ${url}`);
  say('Sign in as anybody on the list: for a first look, the Partnership Team.');
  say(`Its data is in ${dataDir}${given ? ' and in the database of DATABASE_URL' : ''}.`);
  say('Press Ctrl-C to stop. Nothing is lost.');
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof CannotStart ? `${error.message}\n` : `${String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
