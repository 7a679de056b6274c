import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import {
  type Engine,
  type EventLog,
  GivenMasterKeys,
  PostgresEventLog,
  asking,
  clockAt,
  minuteOf,
} from '#app/platform';
import { loadDemonstration } from '../../apps/local/src/demonstration/load';
import { migrate } from '../../apps/projector/src/migrate';
import { openEngine, openWeb } from '../../apps/web/src/house';
import { ENGINE_ROWS } from '../../apps/web/src/row-stores';
import { PARTNERSHIP_SERVED } from '../../apps/web/src/partnerships.environment';
import { openProvider } from './signing-in';

/** The whole house with the demonstration year, in this process, listening on a port of its own. */
export interface Running {
  readonly log: EventLog;
  readonly engine: Engine;
  readonly db: DataSource;
  /** Sets the log's clock. */
  readonly itIs: (at: Date) => void;
  /** Asks for rows as a page does, with the rights of the web and as the same person. */
  readonly rows: <T>(ask: (db: DataSource) => Promise<T>) => Promise<T>;
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
  let time = clock.now();
  const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock: { now: () => time } });
  const secret = 'a secret for benchmarks, thirty-two characters and more';
  const provider = await openProvider(PARTNERSHIP_SERVED.name);
  const masterKeys = new GivenMasterKeys(`for-benchmarks:${Buffer.alloc(32, 7).toString('base64')}`);
  const known = { databaseUrl, clock, secret, partnership: PARTNERSHIP_SERVED, masterKeys, ...provider.signingIn };
  const outside = { ...known, log, limits: null };
  const logger = pino({ level: 'silent' });
  const web = await openWeb(outside, logger);
  const engine = openEngine([web.app], outside, logger);
  await loadDemonstration(web.app, log, clock, () => undefined);
  await engine.catchUp();
  await provider.letIn(web, PERSON);
  const server = await web.app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const cookie = await provider.cookieOf(url, PERSON);
  const authorization = `Bearer ${await provider.tokenOf(PERSON)}`;
  return {
    log,
    engine,
    db: web.app.get<DataSource>(ENGINE_ROWS),
    itIs: (at) => (time = at),
    rows: (ask) => asking.as({ person: PERSON, now: minuteOf(clock.now()) }, () => ask(web.app.get(DataSource))),
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
      await provider.close();
      await web.close();
      await engine.stop();
      await log.close();
    },
  };
}
