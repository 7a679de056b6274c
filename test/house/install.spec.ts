import { execFile, type ExecFileException, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(__dirname, '../..');
/** A project of a few lines around the real scripts, so that they can be seen to fail. */
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'learning-trail-house-'));
  for (const name of await readdir(join(project, 'apps/local'))) {
    if (/\.mjs$|^swc\.json$/.test(name)) await cp(join(project, 'apps/local', name), join(root, 'apps/local', name));
  }
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('install.mjs', () => {
  let store: string;
  let integrity: Record<string, string>;

  beforeAll(async () => {
    store = await mkdtemp(join(tmpdir(), 'learning-trail-packages-'));
    const packages = ['runs@1.0.0', 'runs@1.1.0', 'tests@1.0.0'];
    for (const [name, version] of packages.map((each) => each.split('@'))) {
      await write(`${store}/${name}@${version}/package.json`, JSON.stringify({ name, version }));
    }
    const { stdout } = await execute('npm', ['pack', '--json', ...packages.map((each) => `./${each}`)], store);
    const packed = Object.values(JSON.parse(stdout) as Record<string, { id: string; integrity: string }>);
    integrity = Object.fromEntries(packed.map((each) => [each.id, each.integrity]));
  });
  afterAll(async () => {
    await rm(store, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await lock('1.0.0');
  });

  it('installs only what runs for npm start, then finds nothing to do', async () => {
    expect((await script('install.mjs', 'run')).stderr).toMatch(/Installing 1 packages \(only what runs\)/);
    expect(await installed()).toEqual(['runs']);
    expect(await script('install.mjs', 'run')).toEqual(nothingToDo);
  });

  it('adds what tests need, and npm start never takes it away again, even when something else is newer', async () => {
    await script('install.mjs', 'run');
    expect((await script('install.mjs')).stderr).toMatch(/downloaded in .*, all in place after/);
    expect(await installed()).toEqual(['runs', 'tests']);
    expect(await script('install.mjs', 'run')).toEqual(nothingToDo);
    await lock('1.1.0');
    await script('install.mjs', 'run');
    expect(await installed()).toEqual(['runs', 'tests']);
    expect(await read('node_modules/runs/package.json')).toMatch('1.1.0');
  });

  it('installs again after an installation that was cut short', async () => {
    await script('install.mjs', 'run');
    await rm(join(root, 'node_modules/.package-lock.json'));
    expect((await script('install.mjs', 'run')).stderr).toMatch('Installing');
  });

  it('says in a sentence that the registry cannot be reached, without a stack', async () => {
    const away = { version: '1.0.0', resolved: 'http://127.0.0.1:9/away.tgz', integrity: `sha512-${'A'.repeat(86)}==` };
    const small = { name: 'small', dependencies: { away: '1.0.0' } };
    await write('package.json', JSON.stringify(small));
    const packages = { '': small, 'node_modules/away': away };
    await write('package-lock.json', JSON.stringify({ name: 'small', lockfileVersion: 3, requires: true, packages }));
    await write('.npmrc', 'registry=http://127.0.0.1:9/\nfetch-retries=0\n');
    const { code, stderr } = await script('install.mjs', 'run');
    expect(code).toBe(1);
    expect(stderr).toMatch(/The package registry could not be reached/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  /** A project that runs on "runs" of this version and is tested with "tests". */
  async function lock(version: string): Promise<void> {
    const tarball = (name: string, wanted: string): string => `file:${store}/${name}-${wanted}.tgz`;
    const dependencies = { runs: tarball('runs', version) };
    const small = { name: 'small', dependencies, devDependencies: { tests: tarball('tests', '1.0.0') } };
    const locked = (name: string, wanted: string): object => ({
      version: wanted,
      resolved: tarball(name, wanted),
      integrity: integrity[`${name}@${wanted}`],
    });
    const packages = {
      '': small,
      'node_modules/runs': locked('runs', version),
      'node_modules/tests': { ...locked('tests', '1.0.0'), dev: true },
    };
    await write('package.json', JSON.stringify(small));
    await write('package-lock.json', JSON.stringify({ name: 'small', lockfileVersion: 3, requires: true, packages }));
  }

  async function installed(): Promise<string[]> {
    return (await readdir(join(root, 'node_modules'))).filter((name) => !name.startsWith('.')).sort();
  }
});

describe('build.mjs', () => {
  beforeEach(async () => {
    await symlink(join(project, 'node_modules'), join(root, 'node_modules'));
    await cp(join(project, 'package-lock.json'), join(root, 'package-lock.json'));
    await write('libs/word/src/index.ts', "export { Word } from './word';\n");
    await write(
      'libs/word/src/word.ts',
      `import { Letter } from './letter';
       const mark = (_: object, __: string): void => undefined;
       export class Word { @mark first: Letter; }`,
    );
    await write('libs/word/src/letter.ts', 'export class Letter {}\n');
    await write('libs/word/src/word.spec.ts', 'throw new Error();\n');
    await write('libs/word/src/web/views/word.njk', 'a page\n');
  });

  it('mirrors the source, with what decorators need, without specs, and then finds nothing to do', async () => {
    expect((await script('build.mjs')).stderr).toMatch(/Built 4 of 4 files/);
    const code = await read('dist/libs/word/src/word.js');
    expect(code).toMatch(/_metadata\("design:type", .*_letter\.Letter/);
    expect(await read('dist/libs/word/src/web/views/word.njk')).toBe('a page\n');
    await expect(read('dist/libs/word/src/word.spec.js')).rejects.toThrow(/ENOENT/);
    expect(await script('build.mjs')).toEqual(nothingToDo);
  });

  it('makes only what changed, and removes what is gone', async () => {
    await script('build.mjs');
    await write('libs/word/src/letter.ts', 'export class Letter { sound = 1 }\n');
    await rm(join(root, 'libs/word/src/web/views/word.njk'));
    expect((await script('build.mjs')).stderr).toMatch(/Built 1 of 3 files/);
    expect(await read('dist/libs/word/src/letter.js')).toMatch('sound = 1');
    await expect(read('dist/libs/word/src/web/views/word.njk')).rejects.toThrow(/ENOENT/);
  });

  it('makes a build whole that was cut short', async () => {
    await script('build.mjs');
    await rm(join(root, 'dist/.built.json'));
    await write('dist/libs/word/src/letter.js', 'half a fi');
    await script('build.mjs');
    expect(await read('dist/libs/word/src/letter.js')).toMatch('class Letter');
  });

  it('names the file and line that does not compile, and does not call the build good', async () => {
    await write('libs/word/src/letter.ts', 'export class {{\n');
    const { code, stderr } = await script('build.mjs');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/letter\.ts:1:\d+/) as string });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect((await script('build.mjs')).code).toBe(1);
  });
});

describe('run.mjs', () => {
  beforeEach(async () => {
    await write(
      'program.js',
      `const { writeFileSync } = require('node:fs');
       const end = (why) => { writeFileSync('ended', why); process.exit(7); };
       process.once('SIGTERM', () => end('SIGTERM')).once('disconnect', () => end('disconnect'));
       process.stdout.write('up'); setInterval(() => undefined, 1000);`,
    );
  });

  it.each([
    ['passes a signal on and ends as the program ends', 'SIGTERM', 'SIGTERM', [7, null]],
    ['lets the program know when it was itself killed outright', 'SIGKILL', 'disconnect', [null, 'SIGKILL']],
  ] as const)('%s', async (_, signal, noticed, end) => {
    const starter = spawn(
      process.execPath,
      ['-e', "import('./apps/local/run.mjs').then((m) => m.run('program.js', []))"],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    await once(starter.stdout, 'data');
    const ended = once(starter, 'close');
    starter.kill(signal);
    expect(await ended).toEqual(end);
    expect(await read('ended')).toBe(noticed);
  });
});

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const nothingToDo: Outcome = { code: 0, stdout: '', stderr: '' };

function script(name: string, ...args: string[]): Promise<Outcome> {
  return execute(process.execPath, [join(root, 'apps/local', name), ...args]);
}

/** Outside any npm that runs this test: its settings must not leak in. */
function execute(program: string, args: string[], cwd = root): Promise<Outcome> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return new Promise((done) => {
    const answer = (error: ExecFileException | null, stdout: string, stderr: string): void => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    };
    execFile(program, args, { cwd, env }, answer);
  });
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(resolve(root, path)), { recursive: true });
  await writeFile(resolve(root, path), text);
}

function read(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}
