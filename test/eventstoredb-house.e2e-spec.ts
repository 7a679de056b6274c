import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { type Engine, type EventLog, GivenMasterKeys, categoryOf } from '#app/platform';
import { loadDemonstration } from '../apps/local/src/demonstration/load';
import { markEmpty, markOf, migrate, openLogOf } from '../apps/projector/src/migrate';
import { OtherLog } from '../apps/projector/src/other-log';
import { readModels } from '../apps/projector/src/slices';
import { rebuildTask } from '../apps/trail/src/projections/rebuild';
import { type Web, openEngine, openWeb } from '../apps/web/src/house';
import { PARTNERSHIP_SERVED } from '../apps/web/src/partnerships.environment';
import { eventually } from './engine.tally';
import { type Double, startDouble } from './eventstoredb/double';
import { noFaults } from './eventstoredb/faults';
import { type Api, LOADED, TODAY, TestClock, apiAs } from './house';
import { typed } from './kept-forms.typed';
import { letIn, signingIn } from './provider';
import { freshDatabase } from './postgres';
import * as bodies from './referral.bodies';
import { trail, trailWith } from './trail-log.house';
import { type Visitor, visit } from './visitor';

const referral = {
  ...bodies.referral,
  headline: 'Bruises seen on two visits',
  receivedOn: TODAY,
  awareOn: '2026-11-18',
};
const decision = { ...bodies.decision('learning-event'), criteria: bodies.criteria('met', 'not-met', 'met') };

describe('the house with its log in EventStoreDB', () => {
  const logger = pino({ level: 'fatal' }, pino.destination(2));
  const clock = new TestClock(LOADED);
  let double: Double;
  let databaseUrl: string;
  let log: EventLog;
  let web: Web;
  let engine: Engine;
  let team: Api;
  let visitor: Visitor;

  beforeAll(async () => {
    double = await startDouble();
    databaseUrl = await freshDatabase();
    await migrate(databaseUrl, { eventStoreDbUrl: double.address });
    await markEmpty(databaseUrl, 'demonstration', { eventStoreDbUrl: double.address });
    log = await openLogOf({ databaseUrl, eventStoreDbUrl: double.address, clock });
    const outside = {
      log,
      databaseUrl,
      clock,
      secret: 'x'.repeat(40),
      partnership: PARTNERSHIP_SERVED,
      masterKeys: new GivenMasterKeys(`for-tests:${Buffer.alloc(32, 7).toString('base64')}`),
      ...signingIn(),
    };
    web = await openWeb(outside, logger);
    engine = openEngine([web.app], outside, logger);
    await loadDemonstration(web.app, log, clock, () => undefined);
    await engine.catchUp();
    await letIn(web);
    engine.follow();
    const server = await web.app.listen(0, '127.0.0.1');
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}`;
    team = await apiAs(url, 'partnership-team');
    visitor = await visit({ url, api: (person) => apiAs(url, person) }, 'partnership-team');
    await engine.catchUp();
  });
  afterAll(async () => {
    await web.close();
    await engine.stop();
    await log.close();
    await double.stop();
  });

  it('logs a referral, decides it and finds it in the list', async () => {
    const logged = await team.post('/api/v1/referrals', referral).expect(201);
    const { id, reference } = logged.body as { id: string; reference: string };
    await engine.catchUp();
    await team.post(`/api/v1/referrals/${id}/decision`, decision).expect(200);
    await engine.catchUp();

    const list = await team.get('/api/v1/referrals').expect(200);
    expect(JSON.stringify(list.body)).toContain(reference);
    const one = await team.get(`/api/v1/referrals/${id}`).expect(200);
    expect(one.body).toMatchObject({ reference, title: referral.headline });
    const types = double.store.events.filter(({ stream }) => stream === `referral-${id}`).map(({ type }) => type);
    expect(types.length).toBeGreaterThan(1);
    expect(one.headers['etag']).toBe(`"${types.length - 1}"`);
  });

  it('says of a record that an operator has deleted in the log that it is closed for good', async () => {
    const logged = await team.post('/api/v1/referrals', referral).expect(201);
    const { id } = logged.body as { id: string };
    await engine.catchUp();
    double.store.tombstone(`referral-${id}`);
    const refused = await team.post(`/api/v1/referrals/${id}/decision`, decision).expect(409);
    expect(refused.body).toMatchObject({ type: 'urn:problem:record-closed', status: 409 });
  });

  it('says that it is ready, and what it waits for when the server is gone', async () => {
    await team.get('/health/ready').expect(200);
    double.wire.refuse();
    const waiting = await team.get('/health/ready').expect(503);
    expect(waiting.body).toMatchObject({
      checks: { log: { status: 'not ready', detail: 'The event log does not answer' } },
    });
    double.wire.mend();
    await eventually(async () => (await team.get('/health/ready')).status === 200);
  });

  it('says that it is too long, on a page and to a program, where the server takes no such event', async () => {
    double.faults.eventLimit = 100;
    const answers = [await visitor.form('/referrals', typed), await visitor.post('/api/v1/referrals', referral)];
    Object.assign(double.faults, noFaults());
    const words = 'This is too long to be recorded in one go.';
    const page = { status: 413, type: 'text/html; charset=utf-8', text: expect.stringContaining(words) as string };
    expect(answers).toMatchObject([page, { status: 413, type: 'application/problem+json; charset=utf-8' }]);
    expect(JSON.parse(answers[1]?.text ?? '')).toEqual({
      type: 'urn:problem:too-large',
      title: 'What was sent is too large',
      status: 413,
      detail: words,
    });
  });

  it('is read by the command line, which ends when it has read', async () => {
    const trail = resolve(__dirname, '../dist/apps/trail/src/main.js');
    const env = { ...process.env, DATABASE_URL: databaseUrl, EVENTSTOREDB_URL: double.address };
    const { stdout } = await promisify(execFile)(process.execPath, [trail, 'log', 'check'], { env });
    const events = double.store.events.filter(({ stream }) => !stream.startsWith('$')).length;
    expect(stdout).toContain(`Nothing is wrong with the ${events} events of the log.`);
  });

  it('is not mistaken by the command line for the empty log of its database', async () => {
    await expect(trail(databaseUrl, 'stats')).resolves.toEqual({
      code: 1,
      said: expect.stringContaining('follow a log in EventStoreDB. Give its address') as string,
    });
    const own = await trailWith({ EVENTSTOREDB_URL: double.address }, 'stats', '--json');
    expect(JSON.parse(own.said)).toMatchObject({ categories: expect.any(Array) as object });
    const dead = { DATABASE_URL: 'postgres://127.0.0.1:1/none', EVENTSTOREDB_URL: double.address };
    const asked = await trailWith(dead, 'stats');
    expect([asked.code, asked.said]).toEqual([1, expect.stringContaining('Or leave DATABASE_URL out.')]);
  });

  it('shows its last events at the command line, and can be exported in part', async () => {
    const ours = double.store.events.filter(({ stream }) => !stream.startsWith('$'));
    const env = { DATABASE_URL: databaseUrl, EVENTSTOREDB_URL: double.address };
    double.calls.reads.length = 0;
    const last = await trailWith(env, 'tail', '--lines', '3', '--once');
    expect(double.calls.reads.map(({ from }) => from)).not.toContain('start');
    const positions = last.said
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(positions).toEqual(ours.slice(-3).map(({ position }) => position.toString()));
    const [from, to] = [ours[4]?.position ?? 0n, ours[6]?.position ?? 0n];
    const part = await trailWith(env, 'export', '--from', from.toString(), '--to', to.toString());
    expect(JSON.parse(part.said.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      count: 3,
      first: from.toString(),
      last: to.toString(),
      dense: false,
    });
    const refused = await trailWith(env, 'restore', 'any.jsonl');
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('into PostgreSQL only')]);
  });

  it('tells how far a rebuild is by its share of the way and by events, for positions count bytes there', async () => {
    const model = readModels.find(({ projection }) => projection.name === 'recommendation');
    const categories = model?.projection.categories ?? [];
    const own = double.store.events.filter(({ stream }) => categories.includes(categoryOf(stream))).length;
    const written: string[] = [];
    const out = new Writable({
      decodeStrings: false,
      write: (chunk, _, done) => {
        written.push(String(chunk));
        done();
      },
    });
    const env = { DATABASE_URL: databaseUrl, EVENTSTOREDB_URL: double.address };
    const code = await rebuildTask(['recommendation'], { env, out, err: Object.assign(out, { isTTY: true }) });
    expect([code, own > 1]).toEqual([0, true]);
    expect(written.join('')).toContain(`filling, 100 %, ${own.toLocaleString('en-GB')} events taken, `);
  });

  it('is marked by what its own log holds, and keeps its rows from being read with another log', async () => {
    expect(await markOf({ databaseUrl })).toBe('demonstration');
    const other = await freshDatabase();
    await migrate(other, { eventStoreDbUrl: double.address });
    expect(await markEmpty(other, 'demonstration', { eventStoreDbUrl: double.address })).toBeUndefined();
    await expect(migrate(databaseUrl)).rejects.toThrow(OtherLog);
    await expect(openLogOf({ databaseUrl, clock })).rejects.toThrow('Give its address in EVENTSTOREDB_URL');
    const postgres = await freshDatabase();
    await migrate(postgres);
    await expect(migrate(postgres, { eventStoreDbUrl: double.address })).rejects.toThrow('Leave EVENTSTOREDB_URL out');
  });
});
