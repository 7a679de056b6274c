import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AUDIENCE, NEIGHBOUR_AUDIENCE } from '../../apps/local/src/provider/configuration';
import { type Ended, Program, freePort, succeeded } from '../crash.system';
import { type Jar, askForToken, provider, signInAs } from '../provider';
import { realHouse } from '../real.house';
import { type RolesServer, rolesServer, run } from '../roles.server';
import { temporaryFolder } from '../temporary-folder';
import { type Json, ask } from '../visitor';
import { Begun } from './begun';
import { Pooler } from './pgbouncer';
import { PATIENCE } from '../patience';

type Env = Readonly<Record<string, string>>;

interface Environments {
  readonly web: Env;
  readonly projector: Env;
  readonly owner: Env;
}

/**
 * The web signs in as one who has the right to act as it and none of its own: what it asked without telling as whom, PostgreSQL
 * would refuse. And somebody with every right.
 */
const LOGINS = `
  CREATE ROLE pooled_web LOGIN PASSWORD 'a-password' NOINHERIT IN ROLE learning_trail_web;
  CREATE ROLE pooled_owner LOGIN PASSWORD 'a-password' IN ROLE learning_trail, learning_trail_web;
  GRANT CONNECT ON DATABASE learning_trail TO pooled_web`;

/** Fewer sessions than the processes have connections: each session serves all of them in turn. */
const SESSIONS = 3;

/** A partnership of the house at its address, and somebody of the Partnership Team there by token. */
export class Side {
  constructor(
    readonly id: string,
    readonly url: string,
    readonly audience: string,
  ) {}

  /** Opens an invitation as an account of the provider's, once the projector has put it there; the browser that is then signed in. */
  async come(invitation: string, account: string): Promise<Jar> {
    const from = `/sign-in/with/${provider().id}?invitation=${invitation}`;
    for (const end = Date.now() + PATIENCE; ;) {
      const { jar, answer } = await signInAs(this.url, account, { from });
      if (answer.headers.get('location') === '/') return jar;
      if (answer.status !== 403 || Date.now() > end) throw new Error(`${account} does not come in: ${answer.status}`);
      await pause(50);
    }
  }

  async as(account: string): Promise<Caller> {
    return new Caller(this.url, await askForToken(account, { resource: this.audience }));
  }
}

/** The API as one account; every answer as text, for what must not be in it. */
export class Caller {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async text(path: string, status = 200): Promise<string> {
    return this.answered(path, { headers: this.headers }, status);
  }

  async see(path: string): Promise<Json> {
    return JSON.parse(await this.text(path)) as Json;
  }

  async post(path: string, body: object, status = 200): Promise<Json> {
    const sent = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), 'if-match': '*' };
    const init = { method: 'POST', headers: { ...this.headers, ...sent }, body: JSON.stringify(body) };
    return JSON.parse(await this.answered(path, init, status)) as Json;
  }

  /** Until the projector has put so many there. */
  async until(path: string, total: number): Promise<void> {
    for (const end = Date.now() + PATIENCE; ;) {
      const found = (await this.see(path))['total'];
      if (found === total) return;
      if (Date.now() > end) throw new Error(`${path} has ${String(found)}, not ${total}`);
      await pause(50);
    }
  }

  private get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  private async answered(path: string, init: RequestInit, status: number): Promise<string> {
    const answer = await ask(`${this.url}/api/v1/${path}`, init);
    if (answer.status !== status) throw new Error(`${path} answers ${answer.status}: ${answer.text}`);
    return answer.text;
  }
}

/** The real web of two partnerships and the real projector, who reach PostgreSQL by way of a pooler only; and the command line. */
export class PooledHouse {
  private constructor(
    readonly server: RolesServer,
    readonly pooler: Pooler,
    readonly sides: readonly [Side, Side],
    private readonly env: Environments,
    private readonly programs: readonly Program[],
    private readonly begun: Begun,
  ) {}

  static open(program: string): Promise<PooledHouse> {
    return Begun.by(async (begun) => {
      const server = await rolesServer();
      begun.endedBy(() => server.stop());
      await run(server.superuserUrl, LOGINS);
      const logins = ['pooled_owner', 'learning_trail_projector', 'learning_trail'].map((login) => server.as(login));
      const pooler = await Pooler.before(program, [server.as('pooled_web'), ...logins], SESSIONS);
      begun.endedBy(() => pooler.end());
      const sides = [
        new Side('isle-of-wight', await address(), AUDIENCE),
        new Side('downs', await address(), NEIGHBOUR_AUDIENCE),
      ] as const;
      const env = await environments(sides, (login) => pooler.at(server.as(login)));
      await succeeded(new Program('trail/src/main.js', ['migrate', '--real'], env.owner));
      const programs = [
        new Program('web/src/main.js', [], env.web),
        new Program('projector/src/main.js', [], env.projector),
      ];
      begun.endedBy(() => Promise.all(programs.map((program) => program.end('SIGTERM'))));
      await Promise.all([programs[0]?.says(`"publicUrl":"${sides[1].url}"`), programs[1]?.says('Following the log')]);
      return new PooledHouse(server, pooler, sides, env, programs, begun);
    });
  }

  /** What the web and the projector have said. */
  get said(): string {
    return this.programs.map(({ said }) => said).join('\n');
  }

  /** The web’s login, by way of the pooler and without anything told. */
  get untold(): string {
    return this.env.web['DATABASE_URL'] ?? '';
  }

  /** The command line, as the owner and by way of the pooler: what it says. */
  trail(...args: readonly string[]): Promise<string> {
    return succeeded(new Program('trail/src/main.js', args, this.env.owner));
  }

  /** The web with another login, which is not to start. */
  webAs(login: string): Promise<Ended> {
    return new Program('web/src/main.js', [], {
      ...this.env.web,
      DATABASE_URL: this.pooler.at(this.server.as(login)),
    }).ended();
  }

  close(): Promise<void> {
    return this.begun.end();
  }
}

const address = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;

/** Of each program, by the login that it has. */
async function environments(sides: readonly Side[], at: (login: string) => string): Promise<Environments> {
  const shared = { ...(await realHouse()), PARTNERSHIPS: await fileOf(sides), DATABASE_POOLER: 'transaction' };
  const as = (login: string): Env => ({ ...shared, DATABASE_URL: at(login) });
  return { web: as('pooled_web'), projector: as('learning_trail_projector'), owner: as('learning_trail') };
}

async function fileOf(sides: readonly Side[]): Promise<string> {
  const file = join(await temporaryFolder('partnerships'), 'partnerships.json');
  const all = sides.map(({ id, url, audience }) => {
    return { id, name: `The partnership of ${id}`, publicUrl: url, port: Number(new URL(url).port), audience };
  });
  await writeFile(file, JSON.stringify(all));
  return file;
}
