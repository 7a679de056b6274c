import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { type Logger, pino } from 'pino';
import request from 'supertest';
import { type Clock, type Engine, GivenMasterKeys, PostgresEventLog } from '#app/platform';
import { loadDemonstration } from '../apps/local/src/demonstration/load';
import { migrate } from '../apps/projector/src/migrate';
import { type Web, openEngine, openWeb } from '../apps/web/src/house';
import { PARTNERSHIP_SERVED } from '../apps/web/src/partnerships.environment';
import type { Outside } from '../apps/web/src/web.module';
import { letIn, signingIn, tokenOf } from './provider';

/** The day on which the tests' demonstration year was loaded: a Friday. */
export const LOADED = '2026-11-20T10:00:00.000Z';
export const TODAY = '2026-11-20';

const TEMPLATE = 'demonstration_year';
const BUILDING = 4242;
const SECRET = 'a secret for tests, thirty-two characters and more';
/** Of the vault in every house of the tests. */
const MASTER_KEY = `for-tests:${Buffer.alloc(32, 7).toString('base64')}`;
const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'fatal' }, pino.destination(2));

/** A clock that a test may move. */
export class TestClock implements Clock {
  constructor(private instant: string) {}

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: string): void {
    this.instant = instant;
  }
}

export interface House {
  readonly web: Web;
  readonly log: PostgresEventLog;
  readonly clock: TestClock;
  readonly engine: Engine;
  /** Of every partnership that the engine keeps up; a further one may be added. */
  readonly houses: Web['app'][];
  readonly databaseUrl: string;
  /** http://127.0.0.1:port */
  readonly url: string;
  /** Requests of the JSON API as this person. */
  api(person: string): Promise<Api>;
  close(): Promise<void>;
}

/** The API as one person: `post` sends a key of its own and, unless told otherwise, matches any revision. */
export interface Api {
  readonly token: string;
  get(path: string): request.Test;
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): request.Test;
}

/** The whole house with the demonstration year, listening on a port of its own, its rows kept up. */
export const openHouse = async (instant = LOADED, given: Partial<Outside> = {}): Promise<House> =>
  openHouseOn(await copyOfTheYear(), instant, given);

/** The same on another database, which is migrated. */
export async function openHouseOn(databaseUrl: string, instant = LOADED, given: Partial<Outside> = {}): Promise<House> {
  const clock = new TestClock(instant);
  const { web, log, engine, houses } = await open(databaseUrl, clock, given);
  engine.follow();
  const server = await web.app.listen(0, '127.0.0.1');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The house does not listen');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    web,
    log,
    clock,
    engine,
    houses,
    databaseUrl,
    url,
    api: (person) => apiAs(url, person),
    close: async () => {
      await web.close();
      await engine.stop();
      await log.close();
    },
  };
}

async function open(databaseUrl: string, clock: Clock, given: Partial<Outside> = {}) {
  const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock });
  const outside = outsideOf({ log, databaseUrl, clock, ...given });
  const web = await openWeb(outside, logger);
  const houses = [web.app];
  return { log, web, houses, engine: openEngine(houses, outside, logger) };
}

const outsideOf = (own: Pick<Outside, 'log' | 'databaseUrl' | 'clock'> & Partial<Outside>): Outside => ({
  secret: SECRET,
  partnership: PARTNERSHIP_SERVED,
  masterKeys: new GivenMasterKeys(MASTER_KEY),
  // What is late on a busy machine is not missing.
  reachedWithin: 60_000,
  ...signingIn(),
  ...own,
});

/** A further web on the same records, which says to this logger what it has to say. */
export async function openWebOn(
  { log, databaseUrl, clock }: House,
  own: Logger,
  given: Partial<Outside> = {},
): Promise<{ readonly url: string; readonly web: Web; close(): Promise<void> }> {
  const web = await openWeb(outsideOf({ log, databaseUrl, clock, runs: 'web', ...given }), own);
  const server = await web.app.listen(0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, web, close: () => web.close() };
}

export async function apiAs(url: string, person: string): Promise<Api> {
  const token = await tokenOf(person);
  return {
    token,
    get: (path) => request(url).get(path).set('authorization', `Bearer ${token}`),
    post: (path, body, headers = {}) =>
      request(url)
        .post(path)
        .set({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID(), 'if-match': '*', ...headers })
        .send(body),
  };
}

/** A database that holds the year: loaded once for all spec files, then copied, which takes a moment only. */
async function copyOfTheYear(): Promise<string> {
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  const server = new Client({ connectionString: process.env['SUPERUSER_URL'] ?? '' });
  await server.connect();
  try {
    await server.query('SELECT pg_advisory_lock($1)', [BUILDING]);
    const { rowCount } = await server.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    const owner = server.escapeIdentifier(url.username);
    if (rowCount === 0) await buildTheYear(server, url, owner);
    const name = randomUUID();
    await server.query(`CREATE DATABASE "${name}" OWNER ${owner} TEMPLATE ${TEMPLATE}`);
    url.pathname = name;
    return url.href;
  } finally {
    await server.end();
  }
}

async function buildTheYear(server: Client, url: URL, owner: string): Promise<void> {
  const building = `building_${randomUUID().slice(0, 8)}`;
  await server.query(`CREATE DATABASE ${building} OWNER ${owner}`);
  const at = new URL(url);
  at.pathname = building;
  await migrate(at.href);
  const clock = new TestClock(LOADED);
  const { web, log, engine } = await open(at.href, clock);
  await loadDemonstration(web.app, log, clock, () => undefined);
  await engine.catchUp();
  await letIn(web);
  // First the engine, as long as it can still give its leads away.
  await engine.stop();
  await web.close();
  await log.close();
  await server.query(`ALTER DATABASE ${building} RENAME TO ${TEMPLATE}`);
}
