import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';
import { main, say, stopwatch, Trouble } from './progress.mjs';

const dist = resolve(root, 'dist');
const stampFile = join(dist, '.built.json');
const assetsMaker = 'apps/web/assets/build-css.mjs';

/**
 * Brings dist/ to what apps/ and libs/ say: dist mirrors the source. Only what changed is made again.
 * Types are not checked here (`npm run types` does): every file compiles by itself, as `isolatedModules` promises.
 * The stamp goes first and comes back last, so a build that was cut short is made whole by the next.
 */
export async function build() {
  const elapsed = stopwatch();
  const sources = await list();
  const key = await keyOfTools();
  const before = JSON.parse(await readFile(stampFile, 'utf8').catch(() => '{}'));
  const known = before.key === key ? before.files : {};
  const changed = Object.keys(sources).filter((path) => known[path] !== sources[path] || !existsSync(output(path)));
  const gone = Object.keys(before.files ?? {}).filter((path) => !(path in sources));
  if (changed.length === 0 && gone.length === 0) return;

  say('Building …');
  await rm(stampFile, { force: true });
  if (before.key !== key) await rm(dist, { recursive: true, force: true });
  for (const path of gone) if (!isAsset(path)) await rm(output(path), { force: true });
  const scripts = changed.filter((path) => path.endsWith('.ts'));
  const assets = [...changed, ...gone].filter(isAsset);
  const copies = changed.filter((path) => !path.endsWith('.ts') && !isAsset(path));
  // The stylesheets are made while the compiler works on other threads.
  await Promise.all([compile(scripts), ...(assets.length > 0 ? [makeAssets()] : []), ...copies.map(copy)]);
  await put(stampFile, JSON.stringify({ key, files: sources }));
  say(`Built ${changed.length} of ${Object.keys(sources).length} files in ${elapsed()}.`);
}

/** Every source and how it can be told to have changed, without reading it. */
async function list() {
  const found = {};
  for (const folder of ['apps', 'libs']) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/');
      if (!isSource(path)) continue;
      const { size, mtimeMs } = await stat(join(root, path));
      found[path] = `${size} ${mtimeMs}`;
    }
  }
  return found;
}

function isSource(path) {
  if (isAsset(path)) return true;
  return !/^libs\/testing\/|\.(e2e-)?spec\.ts$|\.(md|mjs|cjs)$|\/(tsconfig[^/]*\.json|swc\.json|\.[^/]*)$/.test(path);
}

/** What the browser gets: made together, by the one who knows how. */
function isAsset(path) {
  return path.startsWith('apps/web/assets/') || path.endsWith('.css');
}

function output(path) {
  return isAsset(path) ? join(dist, 'assets') : join(dist, path.replace(/\.ts$/, '.js'));
}

/** A new compiler, a new option or a new stylesheet library makes everything again. */
async function keyOfTools() {
  const files = ['package-lock.json', 'apps/local/build.mjs', 'apps/local/swc.json'];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(join(root, file)));
  return hash.digest('hex');
}

/** By the compiler of the tests, with the settings of the tests: what they saw is what runs. It uses every processor. */
async function compile(paths) {
  const { default: swc } = await import('@swc/core');
  const settings = JSON.parse(await readFile(join(root, 'apps/local/swc.json'), 'utf8'));
  const faults = [];
  const one = async (path) => {
    const text = await readFile(join(root, path), 'utf8');
    const made = await swc.transform(text, { ...settings, filename: path, swcrc: false }).catch((error) => {
      faults.push(error.message.split(/\s*Caused by:/)[0]);
    });
    if (made) await put(output(path), made.code);
  };
  await Promise.all(paths.map(one));
  if (faults.length > 0) throw new Trouble(`The source does not compile:\n${faults.join('\n')}`);
}

async function makeAssets() {
  const { buildAssets } = await import(pathToFileURL(join(root, assetsMaker)).href);
  const beside = join(dist, '.assets');
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true });
  await buildAssets(beside);
  await rm(join(dist, 'assets'), { recursive: true, force: true });
  await rename(beside, join(dist, 'assets'));
}

async function copy(path) {
  await mkdir(dirname(output(path)), { recursive: true });
  await copyFile(join(root, path), output(path));
}

/** Written beside and renamed: no reader meets half a file. */
async function put(file, text) {
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(beside, text);
  await rename(beside, file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(build);
