import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { root } from './install.mjs';
import { Trouble } from './progress.mjs';

export const dist = resolve(root, 'dist');

/** A compiler takes a third of a second to load: it pays from so many files on. */
const FILES_FOR_ANOTHER = 60;

/** Where a source that is compiled or copied ends up. */
export const compiled = (path) => join(dist, path.replace(/\.ts$/, '.js'));

/**
 * TypeScript to JavaScript, file by file and without looking at types: so any number of processors can share it.
 * @throws Trouble with every fault that the compiler names.
 */
export async function compile(paths) {
  const compilers = Math.min(availableParallelism(), Math.ceil(paths.length / FILES_FOR_ANOTHER));
  const shares = Array.from({ length: compilers }, (_, first) => paths.filter((_path, n) => n % compilers === first));
  const said = compilers === 1 ? [await compileShare(paths)] : await Promise.all(shares.map(elsewhere));
  const faults = said.filter((each) => each !== '');
  if (faults.length > 0) throw new Trouble(`The source does not compile:\n${faults.join('')}`);
}

/** The share, compiled in a thread of its own. */
function elsewhere(share) {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { share } });
    worker.on('message', done).on('error', failed);
  });
}

/** @returns the faults as text; empty when there are none. */
async function compileShare(paths) {
  const { default: ts } = await import('typescript');
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, files: [] }, ts.sys, root);
  // A map costs as much as its program, and Node reads none unless it is asked to.
  options.sourceMap = false;
  const faults = [];
  const writing = [];
  for (const path of paths) {
    const text = await readFile(join(root, path), 'utf8');
    const made = ts.transpileModule(text, {
      compilerOptions: options,
      fileName: join(root, path),
      reportDiagnostics: true,
    });
    faults.push(...made.diagnostics);
    writing.push(put(compiled(path), made.outputText));
  }
  await Promise.all(writing);
  const host = { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
  return ts.formatDiagnostics(faults, host);
}

/** Written beside and renamed: no reader meets half a file. */
export async function put(file, text) {
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(beside, text);
  await rename(beside, file);
}

if (!isMainThread && workerData?.share) parentPort.postMessage(await compileShare(workerData.share));
