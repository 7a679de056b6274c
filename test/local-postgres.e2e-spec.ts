import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type LocalPostgres, startPostgres } from '../apps/local/src/postgres';

/** A process that starts PostgreSQL, says where, and then only waits to be killed. */
const runner = `
  const typescript = require('typescript');
  require.extensions['.ts'] = (module, file) =>
    module._compile(typescript.transpileModule(require('fs').readFileSync(file, 'utf8'), {
      compilerOptions: { module: 'commonjs', target: 'es2023', esModuleInterop: true } }).outputText, file);
  require('./apps/local/src/postgres.ts').startPostgres(process.argv[1] ? { dataDir: process.argv[1] } : { temporary: true })
    .then((postgres) => console.log(JSON.stringify(postgres)), (error) => console.log(JSON.stringify({ error: error.message })));
  setInterval(() => {}, 1000);
  process.once('SIGTERM', () => process.exit(1));`;

interface Said {
  readonly url: string;
  readonly superuserUrl: string;
  readonly error?: string;
}

describe('the PostgreSQL that npm start brings', () => {
  /** Where it was set up once; every test has a copy of its own. */
  let made: string;
  let folder: string;
  let running: LocalPostgres[];
  let children: ChildProcess[];

  const ownFolder = async (): Promise<string> => {
    const own = await mkdtemp(join(tmpdir(), 'learning-trail-test-'));
    await chmod(own, 0o755);
    return own;
  };

  beforeAll(async () => {
    made = await ownFolder();
    await (await startPostgres({ dataDir: made })).stop();
  });
  afterAll(() => rm(made, { recursive: true, force: true }));

  beforeEach(async () => {
    folder = await ownFolder();
    await promisify(execFile)('cp', ['-a', `${made}/.`, folder]);
    running = [];
    children = [];
  });

  afterEach(async () => {
    for (const child of children) await kill(child);
    for (const postgres of running) await postgres.stop();
    if (children.length > 0) await startPostgres({ dataDir: folder }).then(async (leftOver) => leftOver.stop());
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps its data, its port and its passwords from one start to the next', async () => {
    const first = await start();
    await ask(first.url, "CREATE TABLE kept AS SELECT 'a word' AS word");
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'a word' }]);
  });

  it('takes over from a runner that was killed, with everything that was acknowledged', async () => {
    const { child, said } = await startElsewhere();
    await ask(said.url, "CREATE TABLE kept AS SELECT 'a word' AS word");
    await kill(child);
    const adopted = await start();
    expect(adopted.url).toBe(said.url);
    expect(await ask(adopted.url, 'SELECT word FROM kept')).toEqual([{ word: 'a word' }]);
  });

  it('waits for a runner that takes longer than a moment to die', async () => {
    const { child, said } = await startElsewhere();
    await kill(child);
    const dying = new Client({ connectionString: said.superuserUrl.replace(/[^/]*$/, 'postgres') });
    await dying.connect();
    // As soon as the killed one has let go.
    await dying.query('SELECT pg_advisory_lock($1)', [0x4c54726c]);
    const taken = start();
    await pause(3000);
    await dying.end();
    expect((await taken).url).toBe(said.url);
  });

  it('is stopped by a runner that ends on an error of its own', async () => {
    const { child, said } = await startElsewhere();
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await gone).toEqual([1, null]);
    await expect(ask(said.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('recovers when runner and server were both killed', async () => {
    const { child, said } = await startElsewhere();
    await ask(said.url, "CREATE TABLE kept AS SELECT 'a word' AS word");
    await kill(child);
    process.kill(await postmaster(), 'SIGKILL');
    const recovered = await start();
    expect(await ask(recovered.url, 'SELECT word FROM kept')).toEqual([{ word: 'a word' }]);
  });

  it('is not misled by a lock file whose process number now belongs to another program', async () => {
    await (await start()).stop();
    const stale = [process.pid, join(folder, 'postgres'), 0, 1, '', '127.0.0.1', '', 'ready'];
    await writeFile(join(folder, 'postgres', 'postmaster.pid'), stale.join('\n'));
    expect(await ask((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a second runner on the same data, in words, and leaves the first alone', async () => {
    const { said } = await startElsewhere();
    await expect(startPostgres({ dataDir: folder })).rejects.toThrow(/already running on the data in/);
    expect(await ask(said.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('gives the application an ordinary role on 127.0.0.1, in UTF-8, and keeps its passwords to itself', async () => {
    const postgres = await start();
    const [role] = await ask(
      postgres.url,
      `SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, current_setting('server_encoding') AS encoding,
              current_setting('listen_addresses') AS listens FROM pg_roles WHERE rolname = current_user`,
    );
    const ordinary = { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false };
    expect(role).toEqual({ ...ordinary, encoding: 'UTF8', listens: '127.0.0.1' });
    expect(await ask(postgres.superuserUrl, 'SELECT current_user AS who')).toEqual([{ who: 'postgres' }]);
    expect((await stat(join(folder, 'postgres.json'))).mode & 0o777).toBe(0o600);
    await expect(ask(postgres.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('is not left running where its database cannot be made', async () => {
    await appendFile(join(folder, 'postgres', 'postgresql.conf'), 'default_transaction_read_only = on\n');
    await expect(start()).rejects.toThrow('read-only transaction');
    await expect(postmaster()).rejects.toThrow('ENOENT');
  });

  it('leaves no folder of a temporary one that does not come up', async () => {
    // PostgreSQL takes no path of more than 1023 bytes.
    const far = join(folder, ...Array.from({ length: 5 }, () => 'a'.repeat(200)));
    await mkdir(far, { recursive: true });
    const { said } = await startElsewhere({ TMPDIR: far });
    expect(said.error).toMatch(/initdb failed/);
    expect((await readdir(far)).filter((name) => name.startsWith('learning-trail-temporary-'))).toEqual([]);
  });

  it('says what to do when the passwords are gone', async () => {
    await (await start()).stop();
    await rm(join(folder, 'postgres.json'));
    await expect(start()).rejects.toThrow(/passwords in .*postgres\.json are missing/);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('as root, names the folder that its user may not enter and what to do', async () => {
    await chmod(folder, 0o700);
    await expect(startPostgres({ dataDir: join(folder, 'data') })).rejects.toThrow(
      new RegExp(`may not enter the folder ${folder}\\.(.|\\n)*DATA_DIR=(.|\\n)*chmod o\\+x`),
    );
  });

  async function start(): Promise<LocalPostgres> {
    const postgres = await startPostgres({ dataDir: folder });
    running.push(postgres);
    return postgres;
  }

  async function startElsewhere(temporary?: { readonly TMPDIR: string }): Promise<{ child: ChildProcess; said: Said }> {
    const child = spawn(process.execPath, ['-e', runner, ...(temporary ? [] : [folder])], {
      cwd: resolve(__dirname, '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...temporary },
    });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const said = JSON.parse(line.toString()) as Said;
    if (!temporary) expect(said.error).toBeUndefined();
    return { child, said };
  }

  async function postmaster(): Promise<number> {
    return Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.signalCode !== null || child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
