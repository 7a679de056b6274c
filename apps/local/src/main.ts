import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { dateInLondon } from '#app/calendar';
import {
  FileMasterKeys,
  LogUnavailable,
  MASTER_KEYS_FILE,
  Partnerships,
  logging,
  systemClock,
  untilFilled,
} from '#app/platform';
import { markEmpty, migrate, openLogOf } from '../../projector/src/migrate';
import { OtherLog } from '../../projector/src/other-log';
import { readModels } from '../../projector/src/slices';
import { HistoryMissing } from '../../projector/src/tables';
import { readEdge } from '../../web/src/edge.environment';
import { openEngine, openWeb } from '../../web/src/house';
import { PARTNERSHIP_SERVED } from '../../web/src/partnerships.environment';
import { demonstrationPeople } from '../../web/src/demonstration.people';
import { loadDemonstration } from './demonstration/load';
import { NEIGHBOUR } from './demonstration/neighbour';
import {
  CannotStart,
  type LocalSettings,
  type Where,
  readLocalSettings,
  removeWhere,
  writePrivately,
  writeWhere,
} from './local.settings';
import { Neighbour } from './neighbour';
import { Opened } from './opened';
import { type LocalPostgres, startPostgres } from './postgres';
import { letIn } from './provider/accounts';
import { choices } from './provider/choices';
import { AUDIENCE } from './provider/configuration';
import { keep, keptIn } from './provider/kept';
import { type LocalProvider, startProvider } from './provider/provider';

const ADDRESS = '127.0.0.1';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const opened = new Opened(say);

/** Web and projector in one process, on a PostgreSQL of their own, with the demonstration year. */
async function main(): Promise<void> {
  const settings = readLocalSettings(process.env, process.cwd());
  const { dataDir, port } = settings;
  await mkdir(dataDir, { recursive: true });
  const postgres = settings.databaseUrl === undefined ? await ownPostgres(dataDir) : undefined;
  const databaseUrl = postgres?.url ?? settings.databaseUrl ?? '';
  opened.closeOnSignal();
  await prepare(databaseUrl, settings);

  const logger = pino(logging(process.env['LOG_LEVEL'] ?? 'warn'), pino.destination(2));
  const log = await openLogOf({ databaseUrl, eventStoreDbUrl: settings.eventStoreDbUrl, clock: systemClock });
  opened.add(() => log.close());
  const secret = await secretOf(dataDir);
  const provider = await ownProvider(settings);
  const { issuer } = provider.settings;
  const signingIn = { providers: [provider.settings], audience: AUDIENCE };
  const masterKeys = await keysOf(dataDir);
  const outside = {
    log,
    databaseUrl,
    clock: systemClock,
    secret,
    partnership: PARTNERSHIP_SERVED,
    partnerships: new Partnerships(),
    masterKeys,
    ...signingIn,
    ...edgeOf(),
  };
  const web = await openWeb(outside, logger);
  opened.add(() => web.close());
  const houses = [web.app];
  const neighbour = new Neighbour({ outside, houses, issuer, logger });
  opened.add(() => neighbour.close());
  const engine = openEngine(houses, outside, logger);
  opened.add(() => engine.stop());

  await loadDemonstration(web.app, log, systemClock, say);
  await engine.catchUp();
  await letIn(web.app, issuer, demonstrationPeople);
  engine.follow();
  const url = `http://${ADDRESS}:${port}`;
  opened.add(() => removeWhere(dataDir));
  const { eventStoreDbUrl } = settings;
  const here: Where = {
    url,
    dataDir,
    databaseUrl,
    superuserUrl: postgres?.superuserUrl ?? null,
    ...(eventStoreDbUrl !== undefined && { eventStoreDbUrl }),
    partnerships: [{ ...PARTNERSHIP_SERVED, url }],
    pid: process.pid,
  };
  await writeWhere(here);
  await untilFilled(readModels, web.app.get(DataSource), (unfilled) => {
    say(`Waiting for ${unfilled.join(', ')}: npm run trail -- projections says why.`);
  });
  await listen(web.app, port);
  welcome(url, settings);
  await pause(FIRST_PAGE);
  await welcomeNextDoor(here, () => neighbour.open(engine, port, ADDRESS));
}

/** What whoever waits for the first page has to themselves before more is opened, in milliseconds. */
const FIRST_PAGE = 250;

/** The second partnership opens when the first is in use already, and without it the first goes on. */
async function welcomeNextDoor(where: Where, open: () => Promise<string>): Promise<void> {
  try {
    const url = await open();
    if (opened.ending) return;
    await writeWhere({ ...where, partnerships: [...where.partnerships, { ...NEIGHBOUR, url }] });
    say(`… and the Downs and Harbour partnership, for those who belong to both: ${url}`);
  } catch (error) {
    if (!opened.ending)
      process.stderr.write(`The Downs and Harbour partnership could not be opened: ${reportOf(error)}\n`);
  }
}

/** Who signs people in: the demonstration's own provider. It stands where it stood last, so that its tokens hold. */
async function ownProvider({ dataDir, port }: LocalSettings): Promise<LocalProvider> {
  const kept = await keptIn(dataDir);
  const house = `http://${ADDRESS}:${port}`;
  const provider = await startProvider({ kept, choices, house, partnership: PARTNERSHIP_SERVED.name });
  opened.add(() => provider.close());
  if (provider.port !== kept.port) await keep(dataDir, { ...kept, port: provider.port });
  return provider;
}

async function ownPostgres(dataDir: string): Promise<LocalPostgres> {
  say('Starting PostgreSQL …');
  const postgres = await startPostgres({ dataDir });
  opened.add(() => postgres.stop(), { inItsOwnTime: true });
  return postgres;
}

/** Whoever is here needs no password: so this system holds invented people only, and opens no database of real ones. */
async function prepare(databaseUrl: string, settings: LocalSettings): Promise<void> {
  if (settings.databaseUrl !== undefined) say('Using the PostgreSQL of DATABASE_URL.');
  const { eventStoreDbUrl } = settings;
  if (eventStoreDbUrl !== undefined) say('Keeping the log in the EventStoreDB of EVENTSTOREDB_URL.');
  await migrate(databaseUrl, { eventStoreDbUrl }).catch((cause: unknown) => {
    if (cause instanceof OtherLog || cause instanceof HistoryMissing) throw new CannotStart(cause.message, { cause });
    if (cause instanceof LogUnavailable && eventStoreDbUrl !== undefined)
      throw new CannotStart(`The EventStoreDB of EVENTSTOREDB_URL cannot be used: ${reasonOf(cause.cause)}`, { cause });
    if (settings.databaseUrl === undefined) throw cause;
    throw new CannotStart(`The database of DATABASE_URL cannot be used: ${reasonOf(cause)}`, { cause });
  });
  const mark = await markEmpty(databaseUrl, 'demonstration', { eventStoreDbUrl });
  if (mark === 'real')
    throw new CannotStart('This database is for real use, for good. The demonstration will not open it: give another.');
  if (mark !== 'demonstration')
    throw new CannotStart(
      'This database holds records and is not marked as a demonstration. It is left as it is: give another.',
    );
}

/** A server that refuses on every address it has says so once for each of them, and nothing itself. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** What guards it towards the world, as it does everywhere; without a scanner it says that nothing scans files. */
function edgeOf(): ReturnType<typeof readEdge> {
  try {
    return readEdge(process.env, systemClock.now(), 'demonstration');
  } catch (cause) {
    throw new CannotStart(reasonOf(cause), { cause });
  }
}

/** The vault's master key, made at the first start: the database and its backups open nothing without it. */
async function keysOf(dataDir: string): Promise<FileMasterKeys> {
  const keys = new FileMasterKeys(join(dataDir, MASTER_KEYS_FILE));
  await keys.make(dateInLondon(systemClock.now().toISOString()));
  return keys;
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

function welcome(url: string, { dataDir, databaseUrl }: LocalSettings): void {
  say('');
  say(`Learning Trail is ready: open ${url}`);
  say('Sign in as anybody on the list: for a first look, the Partnership Team.');
  say(`Its data is in ${dataDir}${databaseUrl === undefined ? '' : ' and in the database of DATABASE_URL'}.`);
  say('Press Ctrl-C to stop. Nothing is lost.');
}

function reportOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  if (opened.ending) return;
  process.stderr.write(`${error instanceof CannotStart ? error.message : reportOf(error)}\n`);
  process.exit(1);
});
