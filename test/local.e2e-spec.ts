import 'reflect-metadata';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { NEIGHBOUR } from '../apps/local/src/demonstration/neighbour';
import { type Where, readLocalSettings } from '../apps/local/src/local.settings';
import { NEIGHBOUR_AUDIENCE } from '../apps/local/src/provider/configuration';
import { PARTNERSHIP_SERVED } from '../apps/web/src/partnerships.environment';
import { LocalSystem, type Program, freePort } from './crash.system';
import { eventually } from './engine.tally';
import { healthOf } from './health';
import { PATIENCE } from './patience';
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
  /** Where the second partnership is, as the system says. */
  const nextDoor = (): string =>
    / (http:\/\/127\.0\.0\.1:\d+)\n/.exec(running.said.split('belong to both:')[1] ?? '')?.[1] ?? '';
  const inUse = async (): Promise<boolean> => {
    const postgres = await system.postmaster();
    return postgres !== undefined;
  };

  it('says where to go, who to sign in as, where its data is and how to stop', () => {
    for (const words of [`open ${system.url}`, 'Partnership Team', system.dataDir, 'Ctrl-C'])
      expect(running.said).toContain(words);
  });

  it('serves a second partnership at an address of its own, after the first', async () => {
    expect(nextDoor()).not.toBe('');
    expect(running.said.split('Learning Trail is ready')[1]).toContain(nextDoor());
    const pages = await Promise.all([system.url, nextDoor()].map(async (at) => (await fetch(`${at}/sign-in`)).text()));
    expect(pages.map((page) => [PARTNERSHIP_SERVED, NEIGHBOUR].map(({ name }) => page.includes(name)))).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('lets the scrutineer in at both, by one account, and shows each time what is there', async () => {
    const issuer = await issuerOf(nextDoor());
    expect(issuer).toBe(await issuerOf(system.url));
    const referrals = async (at: string, token: string): Promise<unknown> => {
      const answer = await fetch(`${at}/api/v1/referrals`, { headers: { authorization: `Bearer ${token}` } });
      return answer.status === 200 ? ((await answer.json()) as { total: number }).total : answer.status;
    };
    const [here, there] = [
      await askForToken('scrutineer', { issuer }),
      await askForToken('scrutineer', { issuer, resource: NEIGHBOUR_AUDIENCE }),
    ];
    expect(await referrals(nextDoor(), there)).toBe(2);
    expect(await referrals(system.url, here)).toBeGreaterThan(2);
    expect([await referrals(nextDoor(), here), await referrals(system.url, there)]).toEqual([401, 401]);
    await expect(askForToken('scrutineer', { issuer, resource: 'urn:nobody' })).rejects.toThrow('no token');
  });

  it('answers on this machine’s own address only', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((each) => each?.internal === false && each.family === 'IPv4');
    for (const other of others)
      for (const port of [system.port, new URL(nextDoor()).port])
        await expect(fetch(`http://${other?.address ?? ''}:${port}/`)).rejects.toThrow('fetch failed');
    expect((await fetch(`${system.url}/health/live`)).status).toBe(200);
  });

  it('is found by the command line', async () => {
    const where = await system.trail('where', '--json');
    expect(where.code).toBe(0);
    const found = JSON.parse(where.said) as Where;
    expect(Object.keys(found)).toEqual(['url', 'dataDir', 'databaseUrl', 'superuserUrl', 'partnerships']);
    expect(found).toMatchObject({ url: system.url, dataDir: system.dataDir });
    expect(found.partnerships).toEqual([
      { ...PARTNERSHIP_SERVED, url: system.url },
      { ...NEIGHBOUR, url: nextDoor() },
    ]);
    for (const address of [found.databaseUrl, found.superuserUrl ?? '']) {
      const client = new Client({ connectionString: address });
      await client.connect();
      expect((await client.query('SELECT FROM log.event LIMIT 1')).rowCount).toBe(1);
      await client.end();
    }
  });

  it('tells people its place without the password of its database', async () => {
    const { code, said } = await system.trail('where');
    expect(code).toBe(0);
    for (const { name, url } of [
      { ...PARTNERSHIP_SERVED, url: system.url },
      { ...NEIGHBOUR, url: nextDoor() },
    ])
      expect(said).toContain(`${url}  ${name}`);
    const { ownerPassword } = JSON.parse(await readFile(`${system.dataDir}/postgres.json`, 'utf8')) as {
      ownerPassword: string;
    };
    expect(said).not.toContain(ownerPassword);
  });

  it('is asked for its health by the command line, which lists what it can do', async () => {
    let health = await system.trail('health');
    await eventually(async () => health.code === 0 || (health = await system.trail('health')).code === 0);
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

  it('ends cleanly and soon after Ctrl-C, and finds its data at the next start', async () => {
    const before = await total();
    expect(before).toBeGreaterThanOrEqual(40);
    const began = Date.now();
    const { code, said } = await running.end('SIGINT');
    expect(code).toBe(0);
    expect(said).toContain('Everything that was recorded is kept');
    expect(Date.now() - began).toBeLessThan(PATIENCE);
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
  let system: LocalSystem;

  beforeAll(async () => {
    system = await LocalSystem.inNewFolder();
  });
  afterAll(() => system.remove());

  async function stop(running: Program): Promise<string> {
    const { code, said } = await running.end('SIGINT');
    expect(code).toBe(0);
    expect(said).not.toMatch(/^ +at |error/im);
    await expect(system.postmaster()).resolves.toBeUndefined();
    return said;
  }

  it('ends cleanly, takes PostgreSQL with it, and goes on at the next start', async () => {
    const first = system.begin();
    await first.says('Loading the demonstration year');
    await pause(200);
    expect(await stop(first)).not.toContain('is ready');
    const second = system.begin();
    await second.says('Nothing is lost');
    // While it opens the second partnership.
    await pause(900);
    await stop(second);
  });

  it('then opens the second partnership too, at another port where the next one is taken', async () => {
    // Where somebody else has it already, it is taken all the same.
    const other = createServer()
      .on('error', () => undefined)
      .listen(system.port + 1, '127.0.0.1');
    try {
      const { said } = await system.start();
      expect(said).not.toContain('Loading the demonstration year');
      expect(said).not.toContain(`http://127.0.0.1:${system.port + 1}\n`);
      const { partnerships } = JSON.parse((await system.trail('where', '--json')).said) as Where;
      await healthOf(partnerships[1]?.url ?? '', 200);
    } finally {
      other.close();
    }
  });
});
