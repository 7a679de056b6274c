import type { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { once } from 'node:events';
import express from 'express';
import { Pool } from 'pg';
import request from 'supertest';
import { LIMITS, type Person, rateLimits } from '#app/platform';
import { eventually } from '../engine.tally';
import { forAll } from '../for-all';
import { openHouse } from '../house';
import { problemIn } from '../bad-input.sender';
import { type Visitor, ask, jsonOf, visit } from '../visitor';

describe('more than anybody needs', () => {
  const FEW = { ...LIMITS, reads: 12, acts: 5, exports: 2, signIns: 8, strangers: 30 };
  const house = forAll(() => openHouse(undefined, { limits: FEW }));
  let team: Visitor;
  let scrutineer: Visitor;
  beforeAll(async () => {
    team = await visit(house, 'partnership-team');
    scrutineer = await visit(house, 'scrutineer');
  });

  /** Asks until it is refused; how often it was answered before. */
  const untilRefused = async (once_: () => Promise<{ status: number }>, most = 60): Promise<number> => {
    for (let times = 0; times < most; times++) if ((await once_()).status === 429) return times;
    return most;
  };

  /** What cannot be counted in time passes without. */
  const orLittleMore = (limit: number): readonly number[] => [limit, limit + 1, limit + 2];

  it('is refused to one person with words and the time to wait, on pages and by the API together', async () => {
    expect(await untilRefused(() => team.page('/help'))).toBeLessThanOrEqual(FEW.reads);
    const page = await team.page('/recommendations');
    expect([page.status, page.type]).toEqual([429, 'text/html; charset=utf-8']);
    expect(page.text).toContain('Too many requests');
    expect(page.text).toMatch(/Wait (?:a minute|\d minutes), then go on\./);
    const wait = Number(page.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(300);
    const answer = await team.get('/api/v1/recommendations');
    problemIn(answer, 429);
    expect(jsonOf(answer)).toMatchObject({ type: 'urn:problem:too-many-requests' });
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('to one person leaves the others alone, and counts acts and spreadsheets apart', async () => {
    expect((await scrutineer.page('/help')).status).toBe(200);
    expect(orLittleMore(FEW.acts)).toContain(await untilRefused(() => team.post('/api/v1/referrals', {})));
    expect(orLittleMore(FEW.exports)).toContain(await untilRefused(() => scrutineer.page('/recommendations.csv')));
    expect((await scrutineer.page('/help')).status).toBe(200);
  });

  it('is refused to whoever tries to get in too often, and to strangers; who is signed in goes on', async () => {
    expect(await untilRefused(() => ask(`${house.url}/sign-in/return?state=guessed`))).toBeLessThanOrEqual(FEW.signIns);
    expect((await ask(`${house.url}/invitation/guessed`)).status).toBe(429);
    expect(await untilRefused(() => ask(`${house.url}/sign-in`))).toBeLessThanOrEqual(FEW.strangers);
    expect((await scrutineer.page('/help')).status).toBe(200);
    expect((await ask(`${house.url}/health/live`)).status).toBe(200);
  });
});

describe('counting that fails', () => {
  it('lets requests pass, and says so in the log once', async () => {
    const nowhere = new Pool({ connectionString: 'postgres://nobody:planted-4711@127.0.0.1:9/none' });
    const said: unknown[] = [];
    const app = express();
    app.use(rateLimits(nowhere, LIMITS, { error: (...words: unknown[]) => void said.push(words) }, 'isle-of-wight'));
    app.get('/', (_req, res) => void res.send('passed'));
    for (let times = 0; times < 5; times++) await request(app).get('/').expect(200, 'passed');
    expect(said).toEqual([
      [
        { err: expect.objectContaining({ code: 'ECONNREFUSED' }) as Error },
        'Requests cannot be counted: they pass without a limit',
      ],
    ]);
    await nowhere.end();
  });

  it('counts what an address does by its network, and what a person does by the person', async () => {
    const pool = new Pool({ connectionString: process.env['DATABASE_URL'] ?? '' });
    /** What is answered to one after the other, counted from none; nothing where one could not be counted in time. */
    const statusesOf = async (...askers: readonly [address: string, person?: string][]) => {
      await pool.query('DROP TABLE IF EXISTS "rate_limit"');
      await pool.query(
        'CREATE UNLOGGED TABLE "rate_limit" ("key" varchar(255) PRIMARY KEY, "points" integer, "expire" bigint)',
      );
      const late: Error[] = [];
      const error = ({ err }: { err: Error }): void => {
        if (err.message !== 'No answer within 2 seconds') throw err;
        late.push(err);
      };
      const app = express().set('trust proxy', true);
      app.use((req, _res, next) => {
        const person = req.get('x-person');
        if (person !== undefined) req.person = { id: person } as Person;
        next();
      });
      app.use(rateLimits(pool, { ...LIMITS, strangers: 1, reads: 1 }, { error }, 'isle-of-wight'));
      app.use(
        (refusal: { status: number }, _req: unknown, res: express.Response, _next: unknown) =>
          void res.sendStatus(refusal.status),
      );
      app.get('/', (_req, res) => void res.send('passed'));
      const statuses: number[] = [];
      for (const [address, person] of askers) {
        const headers = { 'x-forwarded-for': address, ...(person !== undefined && { 'x-person': person }) };
        statuses.push((await request(app).get('/').set(headers)).status);
      }
      return late.length > 0 ? undefined : statuses;
    };
    let statuses: readonly number[] | undefined;
    await eventually(async () => {
      statuses = await statusesOf(
        ['2001:db8:1:1::1'],
        ['2001:db8:1:1:ffff::2'],
        ['2001:db8:1:2::1'],
        ['2001:db8:1:1::1', 'one'],
        ['2001:db8:9:9::1', 'one'],
        ['2001:db8:1:1::1', 'two'],
      );
      return statuses !== undefined;
    });
    expect(statuses).toEqual([200, 429, 200, 200, 429, 200]);
    await pool.query('DROP TABLE "rate_limit"');
    await pool.end();
  });
});

describe('a slow sender', () => {
  const TIMES = { headers: 15_000, body: 700, idle: 500 };
  const house = forAll(() => openHouse(undefined, { times: TIMES }));
  let team: Visitor;
  beforeAll(async () => {
    team = await visit(house, 'partnership-team');
  });

  /** Sends the head and a byte now and then; all that comes back until the connection is closed. */
  async function drip(head: readonly string[]): Promise<string> {
    const { port } = new URL(house.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write([...head, `Host: 127.0.0.1:${port}`, 'Content-Length: 100000', '', 'x'].join('\r\n'));
    const drops = setInterval(() => socket.write('x'), 100);
    let said = '';
    // A connection that is closed on somebody who still sends ends with a reset: what was said before is what counts.
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((closed) => socket.once('close', closed));
    clearInterval(drops);
    return said;
  }

  it('of a form is told so with a page, and its connection is closed', async () => {
    const answer = await drip([
      'POST /referrals HTTP/1.1',
      `Cookie: ${team.cookie}`,
      'Content-Type: application/x-www-form-urlencoded',
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(answer).toContain('did not come to its end in time');
  });

  it('of files, and of JSON to the API, is told so too', async () => {
    const parts = await drip([
      'POST /referrals HTTP/1.1',
      `Cookie: ${team.cookie}`,
      'Content-Type: multipart/form-data; boundary=b',
    ]);
    expect(parts).toMatch(/^HTTP\/1\.1 408 /);
    const { token } = await house.api('partnership-team');
    const api = await drip([
      'POST /api/v1/referrals HTTP/1.1',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
    ]);
    expect(api).toMatch(/^HTTP\/1\.1 408 [^]*application\/problem\+json/);
  });

  it('leaves the house as it was: others are served while it drips, and nothing hangs afterwards', async () => {
    const drips = Array.from({ length: 20 }, () =>
      drip(['POST /referrals HTTP/1.1', 'Content-Type: application/x-www-form-urlencoded']),
    );
    expect((await team.page('/')).status).toBe(200);
    for (const answer of await Promise.all(drips)) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('of headers, and a connection on which nothing comes, are the server’s own to end', () => {
    const server = house.web.app.getHttpServer() as ReturnType<typeof createServer>;
    expect([server.headersTimeout, server.requestTimeout, server.keepAliveTimeout]).toEqual([15_000, 15_700, 500]);
    expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
  });
});
