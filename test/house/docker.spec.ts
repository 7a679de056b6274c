import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { DataSource } from 'typeorm';
import { NotHarmless, PostgresEventLog, WEB_ROLE, connecting, insistHarmless, systemClock } from '#app/platform';
import { migrate } from '../../apps/projector/src/migrate';
import { type RolesServer, rolesServer, run } from '../roles.server';
import { compose, project, read } from './docker.files';

/** What is wrong with a compose file, in the schema's words. */
function faults(compose: unknown): string[] {
  const check = new Ajv({ allErrors: true, strict: false }).compile(
    JSON.parse(read('docker/compose.schema.json')) as object,
  );
  check(compose);
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('docker/compose.yml', () => {
  it('follows the Compose Specification and our own rules', () => {
    expect(faults(compose())).toEqual([]);
    expect(Object.keys(compose().services)).toEqual([
      'postgres',
      'eventstoredb',
      'migrate',
      'invite-first',
      'keycloak',
      'web',
      'projector',
    ]);
  });

  it.each([
    ['a port for the whole network', { web: { ports: ['3000:3000'], network_mode: undefined } }, /ports/],
    ['a port on every address', { postgres: { ports: ['0.0.0.0:5433:5432'] } }, /ports/],
    ['a service without a health check', { projector: { healthcheck: undefined } }, /projector .*healthcheck/],
    ['a service with neither image nor build', { web: { build: undefined } }, /web .*(image|oneOf|exactly one)/],
    ['an image that changes by itself', { postgres: { image: 'postgres:latest' } }, /image/],
    ['a misspelt key', { web: { enviroment: {} } }, /additional properties/],
    ['a container that may write', { projector: { read_only: undefined } }, /read_only/],
  ])('would be refused with %s', (_, change: Record<string, object>, fault) => {
    const { services } = compose();
    const changed = Object.fromEntries(
      Object.entries(services).map(([name, each]) => [name, { ...each, ...change[name] }]),
    );
    const spoilt = JSON.parse(JSON.stringify({ ...compose(), services: changed })) as unknown;
    expect(faults(spoilt).join('\n')).toMatch(fault);
  });

  it('gives each app only settings that some code reads', () => {
    const code = sources('apps').concat(sources('libs')).join('\n');
    const given = Object.values(compose().services).flatMap((each) =>
      each.build ? Object.keys(each.environment ?? {}) : [],
    );
    expect(given.filter((name) => !new RegExp(`env(\\.|\\[')${name}\\b`).test(code))).toEqual([]);
  });

  it('starts EventStoreDB where its profile is asked for, and has every app wait for it then only', () => {
    const { eventstoredb, ...others } = compose().services;
    expect(eventstoredb?.profiles).toEqual(['eventstoredb']);
    for (const { build, depends_on } of Object.values(others))
      if (build) expect(depends_on?.['eventstoredb']?.required).toBe(false);
  });

  it('tells every app where EventStoreDB is by a setting of its own, and never because some other profile is on', () => {
    for (const { build, environment } of Object.values(compose().services))
      if (build) expect(environment?.['EVENTSTOREDB_URL']).toMatch(/^\$\{LOG_IN_EVENTSTOREDB:\+esdb:\/\//);
    expect(read('docker/compose.yml')).not.toContain('${COMPOSE_PROFILES');
    expect(read('docker/example.env')).toContain('#COMPOSE_PROFILES=eventstoredb\n#LOG_IN_EVENTSTOREDB=yes\n');
  });

  it('binds the web to loopback unless told otherwise', () => {
    expect(compose().services['web']?.environment?.['HOST']).toBe('127.0.0.1');
  });

  it('asks for every secret it uses, and the example names them all', () => {
    const used = [...read('docker/compose.yml').matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
    const example = [...read('docker/example.env').matchAll(/^([A-Z_]+)=(.*)$/gm)];
    expect(new Set(used)).toEqual(new Set(example.map(([, name]) => name)));
    expect(example.map(([, , value]) => value).join('')).toBe('');
  });

  it('runs programs and mounts files that exist', () => {
    for (const { build, command, volumes } of Object.values(compose().services)) {
      if (build) expect(sourceOf(`dist/apps/${build.args.APP}/src/main.js`)).toBe(true);
      if (build) expect(existsSync(join(project, 'docker', build.context, build.dockerfile))).toBe(true);
      // Some are one line for a shell.
      for (const word of (command ?? []).flatMap((line) => line.split(' ')))
        if (word.startsWith('dist/')) expect([word, sourceOf(word)]).toEqual([word, true]);
      for (const [from = ''] of (volumes ?? []).map((volume) => volume.split(':'))) {
        if (from.startsWith('.')) expect(existsSync(join(project, 'docker', from))).toBe(true);
      }
    }
  });
});

describe('docker/Dockerfile', () => {
  const lines = read('docker/Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const instructions = (name: string): string[][] =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.split(/\s+/).slice(1));

  it('copies only what is there, from stages that are there', () => {
    const stages = instructions('FROM').map((words) => words[2]);
    for (const [first = '', ...rest] of instructions('COPY')) {
      const from = /^--from=(.+)$/.exec(first)?.[1];
      const paths = (from === undefined ? [first, ...rest] : rest).slice(0, -1);
      if (from !== undefined) expect(stages).toContain(from);
      for (const path of paths.map((each) => each.replace(/^\/app\//, ''))) {
        if (path !== 'node_modules' && path !== 'dist')
          expect([path, existsSync(join(project, path))]).toEqual([path, true]);
      }
    }
  });

  it('runs scripts that are there, on Node 24, and not as root', () => {
    expect(read('docker/Dockerfile')).toMatch(/^ARG NODE_IMAGE=node:24-/m);
    const scripts = instructions('RUN').flatMap((words) => (words[0] === 'node' ? [words[1] ?? ''] : []));
    expect(scripts.map((script) => [script, existsSync(join(project, script))])).toEqual([
      ['apps/local/build.mjs', true],
    ]);
    expect(lines.findIndex((line) => line === 'USER node')).toBeGreaterThan(
      lines.findLastIndex((line) => line.startsWith('COPY')),
    );
  });

  it('sees every file it copies, past Dockerfile.dockerignore', () => {
    const allowed = read('docker/Dockerfile.dockerignore')
      .match(/^!.+$/gm)
      ?.map((line) => line.slice(1));
    const copied = instructions('COPY').filter(([first]) => first?.startsWith('--from') === false);
    expect(new Set(copied.flatMap((words) => words.slice(0, -1)))).toEqual(new Set(allowed));
  });
});

describe('docker/postgres/roles.sql', () => {
  let server: RolesServer;
  beforeAll(async () => {
    server = await rolesServer();
    await migrate(as('learning_trail'));
    await run(as('learning_trail'), 'CREATE TABLE public.some_row (id int PRIMARY KEY)');
  });
  afterAll(() => server.stop());

  it('lets the web read rows and write none, and the projector write them; both read the log', async () => {
    const some = `INSERT INTO "group_1" ("id", "reference", "title", "revision", "status", "detail", "partnership")
      VALUES ('g', 'G', 'Group', 0, 'current', '{}', 'p')`;
    await expect(run(as('learning_trail_web'), some)).rejects.toThrow(/permission denied/);
    await run(as('learning_trail_projector'), some);
    for (const login of ['learning_trail_web', 'learning_trail_projector'])
      await run(as(login), 'SELECT * FROM "group_1"; SELECT * FROM log.event');
  });

  it('lets the web read the log of its own partnership only', async () => {
    const event = `SELECT log.append_one('some-1', -2, gen_random_uuid(), 'Said', 1, '{}', '{"partnership":"p"}', now(), sha256(''))`;
    await run(as('learning_trail_web'), event);
    const counted = async (login: string, options = ''): Promise<unknown> => {
      const url = new URL(as(login));
      if (options) url.searchParams.set('options', options);
      return (await run(url.href, 'SELECT count(*)::int AS n FROM log.event')).rows[0];
    };
    expect(await counted('learning_trail_projector')).toEqual({ n: 1 });
    expect(await counted('learning_trail_web', '-c learning_trail.partnership=p')).toEqual({ n: 1 });
    expect(await counted('learning_trail_web', '-c learning_trail.partnership=q')).toEqual({ n: 0 });
    expect(await counted('learning_trail_web')).toEqual({ n: 0 });
  });

  it('tells the web how far the log goes, whosever its last event is', async () => {
    for (const pooled of [false, true]) {
      const bond = { partnership: 'nobodys' };
      const connectionString = as('learning_trail_web');
      const log = await PostgresEventLog.open({ connectionString, pooled, bond, clock: systemClock });
      expect([await log.readStream('some-1'), await log.head()]).toEqual([[], 0n]);
      await log.close();
    }
  });

  it('gives the web a login that may stand behind a pooler, and nobody else one', async () => {
    const asked = async (login: string): Promise<void> => {
      const databaseUrl = as(login);
      const bound = { partnership: 'p', ...(login === WEB_ROLE && { role: WEB_ROLE }) };
      const extra = connecting({ databaseUrl, pooled: true }, bound);
      const db = await new DataSource({ type: 'postgres', url: databaseUrl, extra }).initialize();
      await insistHarmless(db).finally(() => db.destroy());
    };
    await expect(asked('learning_trail_web')).resolves.toBeUndefined();
    const roles = 'learning_trail_web, learning_trail_projector';
    await run(
      server.superuserUrl,
      `CREATE ROLE web_and_projector LOGIN PASSWORD 'a-password' NOINHERIT IN ROLE ${roles};
       GRANT CONNECT ON DATABASE learning_trail TO web_and_projector`,
    );
    for (const login of ['learning_trail_projector', 'learning_trail', 'web_and_projector'])
      await expect(asked(login)).rejects.toThrow(NotHarmless);
  });

  it('gives nobody a table that is not among the rights', async () => {
    for (const login of ['learning_trail_web', 'learning_trail_projector'])
      await expect(run(as(login), 'SELECT * FROM some_row')).rejects.toThrow(/permission denied/);
  });

  it.each(['learning_trail_web', 'learning_trail_projector', 'learning_trail'])(
    'lets %s change no event',
    async (login) => {
      for (const act of ["UPDATE log.event SET type = 'x'", 'DELETE FROM log.event', 'TRUNCATE log.event']) {
        await expect(run(as(login), act)).rejects.toThrow(/permission denied|never changed/);
      }
    },
  );

  it('lets the web use the keys of people, take none out, and nobody else see any', async () => {
    const key = 'SELECT subject, wrapped FROM vault.data_key';
    await run(as('learning_trail_web'), key);
    await expect(run(as('learning_trail_web'), 'DELETE FROM vault.data_key')).rejects.toThrow(/permission denied/);
    await expect(run(as('learning_trail_projector'), key)).rejects.toThrow(/permission denied/);
  });

  it.each(['learning_trail_web', 'learning_trail_projector'])('lets %s make no table and drop none', async (login) => {
    await expect(run(as(login), 'CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(run(as(login), 'DROP TABLE some_row')).rejects.toThrow(/must be owner/);
  });

  const as = (login: string): string => server.as(login);
});

function sourceOf(built: string): boolean {
  return existsSync(join(project, built.replace(/^dist\//, '').replace(/\.js$/, '.ts')));
}

function sources(folder: string): string[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => read(join(folder, path)));
}
