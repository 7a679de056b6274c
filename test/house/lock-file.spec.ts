import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(__dirname, '../..');
const INTEGRITY = `sha512-${'A'.repeat(86)}==`;

interface Locked {
  readonly version?: string;
  readonly resolved?: string | undefined;
  readonly integrity?: string | undefined;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}
/** A project of two packages, as it should be. */
const sound = () => ({
  lock: {
    lockfileVersion: 3,
    packages: {
      '': {},
      'node_modules/runs': { version: '1.0.0', integrity: INTEGRITY },
      'node_modules/builds': { version: '1.0.0', integrity: INTEGRITY, hasInstallScript: true },
    } as Record<string, Locked>,
  },
  manifest: { dependencies: { runs: '1.0.0', builds: '1.0.0' } as object, allowScripts: { builds: true } as object },
  reviewed: { allowed: ['builds'], notRun: [] as string[], withoutIntegrity: [] as string[] },
  installed: {} as Record<string, object>,
});
type Project = ReturnType<typeof sound>;

/** What the review says, and how it ends. */
async function review({ lock, manifest, reviewed, installed }: Project): Promise<{ code: number; said: string }> {
  const root = await mkdtemp(join(tmpdir(), 'lock-file-'));
  try {
    const files = { 'package-lock.json': lock, 'package.json': manifest, 'test/lock-file/reviewed.json': reviewed };
    await mkdir(join(root, 'test/lock-file'), { recursive: true });
    for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), JSON.stringify(content));
    for (const [path, content] of Object.entries(installed)) {
      await mkdir(join(root, path), { recursive: true });
      await writeFile(join(root, path, 'package.json'), JSON.stringify(content));
    }
    await cp(join(project, 'test/lock-file/review.mjs'), join(root, 'test/lock-file/review.mjs'));
    return await new Promise((done) => {
      execFile(process.execPath, [join(root, 'test/lock-file/review.mjs')], (error, _stdout, said) => {
        done({ code: error === null ? 0 : Number(error.code), said });
      });
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const withLocked = (path: string, one: Locked) => (project: Project) => {
  project.lock.packages[path] = { version: '1.0.0', integrity: INTEGRITY, ...one };
};

describe('the review of the lock file', () => {
  it('has nothing to say of a sound project, nor of ours', async () => {
    expect(await review(sound())).toEqual({ code: 0, said: '' });
    const ours = await new Promise((done) => {
      execFile(process.execPath, [join(project, 'test/lock-file/review.mjs')], (error, _out, said) => {
        done({ error, said });
      });
    });
    expect(ours).toEqual({ error: null, said: '' });
  });

  it('lets a package of one registry name it', async () => {
    const one = sound();
    withLocked('node_modules/runs', { resolved: 'https://registry.example/runs/-/runs-1.0.0.tgz' })(one);
    expect(await review(one)).toEqual({ code: 0, said: '' });
  });

  it.each<[string, (project: Project) => void, RegExp]>([
    [
      'a git source',
      withLocked('node_modules/runs', { resolved: 'git+ssh://git@host.example/x.git#1' }),
      /comes from git/,
    ],
    [
      'a source without encryption',
      withLocked('node_modules/runs', { resolved: 'http://host.example/x.tgz' }),
      /comes from http:/,
    ],
    ['a file of this machine', withLocked('node_modules/runs', { resolved: 'file:../x.tgz' }), /comes from file:/],
    [
      'an address that brings a password',
      withLocked('node_modules/runs', { resolved: 'https://a:b@host.example/x.tgz' }),
      /comes from/,
    ],
    ['a git address for a version', withLocked('node_modules/runs', { version: 'github:some/body' }), /for a version/],
    ['a linked folder', withLocked('node_modules/runs', { link: true, resolved: '../x' }), /is a link/],
    ['no fingerprint', withLocked('node_modules/runs', { integrity: undefined }), /runs has no fingerprint/],
    [
      'no fingerprint of an optional package that nobody has noted',
      withLocked('node_modules/elsewhere', { integrity: undefined, optional: true }),
      /elsewhere has no fingerprint/,
    ],
    ['a weak fingerprint', withLocked('node_modules/runs', { integrity: 'sha1-AAAA' }), /weak fingerprint: sha1/],
    [
      'a second registry',
      (project) => {
        withLocked('node_modules/runs', { resolved: 'https://one.example/runs.tgz' })(project);
        withLocked('node_modules/builds', { resolved: 'https://two.example/builds.tgz' })(project);
      },
      /several registries: one\.example, two\.example/,
    ],
    [
      'an install script that nobody has looked at',
      withLocked('node_modules/new', { hasInstallScript: true }),
      /new brings an install script/,
    ],
    [
      'an install script that only the installed package tells of',
      (project) => {
        withLocked('node_modules/new', {})(project);
        project.installed['node_modules/new'] = { scripts: { postinstall: 'node x.js' } };
      },
      /new brings postinstall/,
    ],
    [
      'leave to run scripts that nobody has reviewed',
      (project) => (project.manifest.allowScripts = { builds: true, runs: true }),
      /runs may run its install scripts/,
    ],
    ['a reviewed script that is not allowed', (project) => (project.manifest.allowScripts = {}), /builds is reviewed/],
    [
      'a dependency that the lock does not hold',
      (project) => (project.manifest.dependencies = { runs: '1.0.0', builds: '1.0.0', lost: '1.0.0' }),
      /lost is not in the lock file/,
    ],
    [
      'a dependency on a range',
      (project) => (project.manifest.dependencies = { runs: '^1.0.0', builds: '1.0.0' }),
      /runs is asked for as \^1\.0\.0/,
    ],
    ['another format', (project) => (project.lock.lockfileVersion = 1), /of version 1/],
  ])('names %s', async (_what, spoil, words) => {
    const one = sound();
    spoil(one);
    const { code, said } = await review(one);
    expect(said).toMatch(words);
    expect(code).toBe(1);
  });
});
