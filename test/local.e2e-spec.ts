import 'reflect-metadata';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { PostgresEventLog, systemClock } from '#app/platform';
import { readLocalSettings } from '../apps/local/src/local.settings';
import { migrate } from '../apps/projector/src/migrate';
import { LocalSystem, Program, freePort } from './crash.system';
import { freshDatabase } from './postgres';
import { realHouse } from './real.house';
import { askForToken, issuerOf } from './provider';

describe('the local system', () => {
  let system: LocalSystem;
  let running: Program;

  beforeAll(async () => {
    system = await LocalSystem.inNewFolder();
    running = await system.start();
  });
  afterAll(() => system.remove());

  const total = async (): Promise<number> => {
    const token = await askForToken('partnership-team', { issuer: await issuerOf(system.url) });
    const list = await fetch(`${system.url}/api/v1/recommendations`, { headers: { authorization: `Bearer ${token}` } });
    return ((await list.json()) as { total: number }).total;
  };
  const inUse = async (): Promise<boolean> => {
    const postgres = await system.postmaster();
    return postgres !== undefined;
  };

  it('says where to go, who to sign in as, where its data is and how to stop', () => {
    for (const words of [`open ${system.url}`, 'Partnership Team', system.dataDir, 'Ctrl-C'])
      expect(running.said).toContain(words);
  });

  it('answers on this machine’s own address only', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((each) => each?.internal === false && each.family === 'IPv4');
    for (const other of others)
      await expect(fetch(`http://${other?.address ?? ''}:${system.port}/`)).rejects.toThrow('fetch failed');
    expect((await fetch(`${system.url}/health/live`)).status).toBe(200);
  });

  it('is found by the command line', async () => {
    const where = await system.trail('where', '--json');
    expect(where.code).toBe(0);
    const found = JSON.parse(where.said) as Record<'url' | 'dataDir' | 'databaseUrl' | 'superuserUrl', string>;
    expect(Object.keys(found)).toEqual(['url', 'dataDir', 'databaseUrl', 'superuserUrl']);
    expect(found).toMatchObject({ url: system.url, dataDir: system.dataDir });
    for (const address of [found.databaseUrl, found.superuserUrl]) {
      const client = new Client({ connectionString: address });
      await client.connect();
      expect((await client.query('SELECT FROM log.event LIMIT 1')).rowCount).toBe(1);
      await client.end();
    }
  });

  it('tells people its place without the password of its database', async () => {
    const { code, said } = await system.trail('where');
    expect(code).toBe(0);
    expect(said).toContain(system.url);
    const { ownerPassword } = JSON.parse(await readFile(`${system.dataDir}/postgres.json`, 'utf8')) as {
      ownerPassword: string;
    };
    expect(said).not.toContain(ownerPassword);
  });

  it('is asked for its health by the command line, which lists what it can do', async () => {
    const health = await system.trail('health');
    expect(health.code).toBe(0);
    expect(JSON.parse(health.said)).toMatchObject({ status: 'ok', checks: { log: { status: 'ok' } } });
    const help = await system.trail('help');
    expect(help.code).toBe(0);
    for (const task of ['help', 'where [--json]', 'health', 'migrate']) expect(help.said).toContain(task);
    const unknown = await system.trail('nonsense');
    expect([unknown.code, unknown.said]).toEqual([2, 'There is no "nonsense". Try: trail help\n']);
  });

  it('is not started twice on the same data', async () => {
    const second = await system.begin({ PORT: String(await freePort()) }).ended();
    expect(second).toMatchObject({ code: 1 });
    expect(second.said).toContain('already running on the data in');
    expect(second.said).not.toMatch(/^ +at /m);
  });

  it('ends cleanly within ten seconds of Ctrl-C, and finds its data at the next start', async () => {
    const before = await total();
    expect(before).toBeGreaterThanOrEqual(40);
    const began = Date.now();
    const { code, said } = await running.end('SIGINT');
    expect(code).toBe(0);
    expect(said).toContain('Everything that was recorded is kept');
    expect(Date.now() - began).toBeLessThan(10_000);
    await expect(inUse()).resolves.toBe(false);
    await expect(system.trail('where', '--json')).resolves.toMatchObject({ code: 1 });
    await expect(system.trail('health')).resolves.toMatchObject({ code: 1 });

    running = await system.start();
    expect(running.said).not.toContain('Loading the demonstration year');
    await expect(total()).resolves.toBe(before);
    await running.end('SIGTERM');
  });

  it('says so when its port is taken, and leaves no PostgreSQL behind', async () => {
    const other = createServer().listen(system.port, '127.0.0.1');
    await once(other, 'listening');
    const { code, said } = await system.begin().ended();
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`Something else is using port ${system.port}. Stop it, or choose another: PORT=`);
    await expect(inUse()).resolves.toBe(false);
  });

  it.each([
    ['PORT', 'many', 'PORT is "many"'],
    ['PORT', '70000', 'PORT is "70000"'],
    ['DATABASE_URL', 'mysql://here/there', 'DATABASE_URL begins with "mysql:"'],
    ['DATABASE_URL', 'postgres://here', 'DATABASE_URL does not say which database'],
  ])('names %s when it is %s', (name, value, sentence) => {
    expect(() => readLocalSettings({ [name]: value }, '/')).toThrow(sentence);
  });
});

describe('the local system, stopped during its first load', () => {
  it('ends cleanly, takes PostgreSQL with it, and goes on at the next start', async () => {
    const system = await LocalSystem.inNewFolder();
    try {
      const first = system.begin();
      await first.says('Loading the demonstration year');
      await pause(200);
      const { code, said } = await first.end('SIGINT');
      expect(code).toBe(0);
      expect(said).not.toMatch(/^ +at |error/im);
      expect(said).not.toContain('is ready');
      await expect(system.postmaster()).resolves.toBeUndefined();
      await system.start();
    } finally {
      await system.remove();
    }
  }, 60_000);
});

describe('a PostgreSQL that is already there', () => {
  let system: LocalSystem;

  beforeAll(async () => {
    system = await LocalSystem.inNewFolder();
  });
  afterAll(() => system.remove());

  /** A database of ours that was in use before anybody marked it. */
  const unmarked = async (): Promise<string> => {
    const databaseUrl = await freshDatabase();
    await migrate(databaseUrl);
    const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock: systemClock });
    const by = { actor: 'somebody', onBehalfOf: { role: 'partnership-team' } } as const;
    const id = '5f2d1c9e-52b1-4d63-9c8e-1f7a0f6f2b11';
    const metadata = { ...by, partnership: 'elsewhere', causationId: id, correlationId: id, commandHash: '' };
    const event = { type: 'SomethingRecorded', data: {} };
    await log.append('other-one', 'none', [
      { id, event, schemaVersion: 1, metadata: { ...metadata, happenedOn: '2026-01-05' } },
    ]);
    await log.close();
    return databaseUrl;
  };
  const web = async (env: Readonly<Record<string, string>>) =>
    new Program('web/src/main.js', [], { ...(await realHouse()), ...env });

  it('is used instead of one of our own', async () => {
    const databaseUrl = await freshDatabase();
    const running = system.begin({ DATABASE_URL: databaseUrl });
    await running.says('Learning Trail is ready');
    await running.says('and in the database of DATABASE_URL');
    await expect(system.postmaster()).resolves.toBeUndefined();
    const where = await system.trail('where', '--json');
    expect(JSON.parse(where.said)).toMatchObject({ databaseUrl, superuserUrl: null });
    await expect(running.end('SIGINT')).resolves.toMatchObject({ code: 0 });
  });

  it('is named when it does not answer', async () => {
    const { code, said } = await system.begin({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }).ended();
    expect([code, said]).toEqual([1, expect.stringMatching(/DATABASE_URL cannot be used: .*ECONNREFUSED.*\n$/)]);
  });

  it('is refused when it holds records and has no mark', async () => {
    const databaseUrl = await unmarked();
    const local = await system.begin({ DATABASE_URL: databaseUrl }).ended();
    expect([local.code, local.said]).toEqual([1, expect.stringContaining('is not marked as a demonstration')]);
    const real = await (await web({ DATABASE_URL: databaseUrl })).ended();
    expect([real.code, real.said]).toEqual([1, expect.stringContaining('is not marked for real use')]);
  });

  it('is a demonstration or real for good: each opens its own, and refuses the other', async () => {
    const [demonstration, real] = [await freshDatabase(), await freshDatabase()];
    const migrated = (DATABASE_URL: string, ...args: readonly string[]) =>
      new Program('trail/src/main.js', ['migrate', ...args], { DATABASE_URL }).ended();
    await expect(migrated(real)).resolves.toMatchObject({ code: 0 });
    await expect(migrated(real, '--nonsense')).resolves.toMatchObject({ code: 2 });
    const marked = await migrated(real, '--real');
    expect([marked.code, marked.said]).toEqual([0, expect.stringContaining('marked for real use')]);
    await expect(migrated(demonstration, '--demonstration')).resolves.toMatchObject({ code: 0 });
    await expect(migrated(demonstration, '--real')).resolves.toMatchObject({ code: 1 });

    const local = await system.begin({ DATABASE_URL: real }).ended();
    expect([local.code, local.said]).toEqual([1, expect.stringContaining('is for real use, for good')]);
    const refused = await (await web({ DATABASE_URL: demonstration })).ended();
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('is a demonstration, for good')]);

    const PORT = String(await freePort());
    const opened = await web({ DATABASE_URL: real, PORT });
    await opened.says('Listening');
    expect((await fetch(`http://127.0.0.1:${PORT}/health/live`)).status).toBe(200);
    await expect(opened.end('SIGTERM')).resolves.toMatchObject({ code: 0 });
  });

  it('is left alone by trail migrate --demonstration where it holds records', async () => {
    const DATABASE_URL = await unmarked();
    const { code, said } = await new Program('trail/src/main.js', ['migrate', '--demonstration'], {
      DATABASE_URL,
    }).ended();
    expect([code, said]).toEqual([1, expect.stringContaining('holds records already')]);
  });
});
