import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { type Engine, type EventLog, PostgresEventLog, clockAt } from '#app/platform';
import { loadDemonstration } from '../../apps/local/src/demonstration/load';
import { migrate } from '../../apps/projector/src/migrate';
import { people } from '../../apps/web/src/demonstration.people';
import { openEngine, openWeb } from '../../apps/web/src/house';
import { PARTNERSHIP_SERVED } from '../../apps/web/src/web.environment';

/** The whole house with the demonstration year, in this process, listening on a port of its own. */
export interface Running {
  readonly log: EventLog;
  readonly engine: Engine;
  readonly db: DataSource;
  /** Asks for a page as a person of the partnership team; throws when the answer is not 200. */
  readonly page: (path: string) => Promise<string>;
  /** Sends a command to the JSON API as the same person; throws when it is not taken. */
  readonly post: (path: string, body: object) => Promise<void>;
  close(): Promise<void>;
}

const PERSON = 'partnership-team';

export async function openRunning(databaseUrl: string): Promise<Running> {
  await migrate(databaseUrl);
  const clock = clockAt('2026-11-20T10:00:00.000Z');
  const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock });
  const secret = 'a secret for benchmarks, thirty-two characters and more';
  const outside = { log, databaseUrl, clock, people, secret, partnership: PARTNERSHIP_SERVED };
  const logger = pino({ level: 'silent' });
  const web = await openWeb(outside, logger);
  const engine = openEngine(web, outside, logger);
  await loadDemonstration(web.app, log, clock, () => undefined);
  await engine.catchUp();
  const server = await web.app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const cookie = await signedIn(url);
  const authorization = `Bearer ${await tokenOf(url)}`;
  return {
    log,
    engine,
    db: web.app.get(DataSource),
    page: async (path) => {
      const answer = await fetch(url + path, { headers: { cookie }, redirect: 'manual' });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
      return text;
    },
    post: async (path, body) => {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          'if-match': '*',
        },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${text}`);
    },
    close: async () => {
      await web.close();
      await engine.stop();
      await log.close();
    },
  };
}

async function tokenOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: PERSON }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** As on the page: by choosing a person. */
async function signedIn(url: string): Promise<string> {
  const first = await fetch(`${url}/sign-in`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? '';
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(first) },
    body: new URLSearchParams({ person: PERSON, _csrf: csrf }),
  });
  return cookieOf(answer);
}

const cookieOf = ({ headers }: Response): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
