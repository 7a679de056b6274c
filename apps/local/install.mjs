import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, say, stopwatch, Trouble } from './progress.mjs';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

/**
 * Brings node_modules to what package-lock.json says; does nothing, in milliseconds, when it is there already.
 * @param {'run' | 'all'} kind what must be there: what runs, or also what builds and tests. What is there beyond that stays.
 */
export async function install(kind) {
  const locked = await packages('package-lock.json');
  const present = await packages('node_modules/.package-lock.json');
  if (locked === undefined)
    throw new Trouble(`package-lock.json is missing or damaged in ${root}. Clone the project again.`);
  const wanted = Object.entries(locked).filter(([path, one]) => path !== '' && !one.link && fits(one));
  const isThere = ([path, { version, integrity = present?.[path]?.integrity }]) =>
    present?.[path]?.version === version && present[path].integrity === integrity;
  if (wanted.every((entry) => (kind === 'run' && entry[1].dev) || isThere(entry))) return;

  const hadAll = Object.values(present ?? {}).some((one) => one.dev);
  const all = kind === 'all' || hadAll;
  await npmCi(all, wanted.filter(([, one]) => all || !one.dev).length);
}

/** npm records here what it installed, last of all: an interrupted installation is not in it. */
async function packages(file) {
  try {
    return JSON.parse(await readFile(resolve(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** An optional package counts when it is made for this machine: our Node and our PostgreSQL are such. */
function fits({ optional, os, cpu, libc }) {
  if (!optional) return true;
  if (os === undefined && cpu === undefined) return false;
  if (!allows(os, process.platform) || !allows(cpu, process.arch)) return false;
  return libc === undefined || allows(libc, libcOfThisMachine());
}

function allows(list, own) {
  const names = [list ?? []].flat();
  if (names.includes(`!${own}`)) return false;
  return names.length === 0 || names.includes(own) || names.every((name) => name.startsWith('!'));
}

function libcOfThisMachine() {
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

async function npmCi(all, count) {
  const elapsed = stopwatch();
  say(`Installing ${count} packages (${all ? 'to run, build and test' : 'only what runs'}) …`);
  const args = ['ci', all ? '--include=dev' : '--omit=dev', '--include=optional'];
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=http'];
  const [program, first] = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []];
  const npm = spawn(program, [...first, ...args, ...quiet], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && program === 'npm',
  });
  const watch = watchDownloads(count, elapsed);
  npm.stdout.on('data', watch.read);
  npm.stderr.on('data', watch.read);
  const code = await new Promise((done) =>
    npm.on('error', (error) => (watch.read(String(error)), done(1))).on('close', done),
  );
  watch.stop();
  if (code !== 0) throw new Trouble(whyItFailed(watch.output()));
  say(`Packages: downloaded in ${watch.downloadedIn()}, all in place after ${elapsed()}.`);
}

/** npm tells each request at loglevel "http"; the last one ends the download, what follows is unpacking. */
function watchDownloads(count, elapsed) {
  let output = '';
  let downloaded = 0;
  let downloadedIn = '0.0 s (all from the cache)';
  const timer = setInterval(() => say(`  ${Math.min(downloaded, count)} of ${count} downloaded, ${elapsed()}`), 5000);
  return {
    read(chunk) {
      const text = String(chunk);
      output = (output + text).slice(-200_000);
      const arrived = text.match(/http fetch GET 200 .*(?<!cache hit\))$/gm) ?? [];
      if (arrived.length > 0) downloadedIn = elapsed();
      downloaded += arrived.filter((line) => line.includes('.tgz')).length;
    },
    stop: () => clearInterval(timer),
    output: () => output,
    downloadedIn: () => downloadedIn,
  };
}

const reasons = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/,
    "The package registry could not be reached. Check the network (or the proxy in npm's settings)",
  ],
  [/ENOSPC/, 'The disk is full. Free about 1 GB'],
  [/EACCES|EPERM|EROFS/, `The folder node_modules may not be written. Check who owns ${root}`],
  [/EINTEGRITY/, 'A package arrived damaged or altered. Run "npm cache clean --force"'],
  [/EUSAGE|in sync/, 'package.json and package-lock.json disagree. Take both from the same commit'],
  [
    /E40[134]|ETARGET/,
    "The package registry does not hold, or does not hand out, a package we need. Check npm's registry setting",
  ],
  [/spawn npm ENOENT/, 'npm was not found. Install Node.js with npm'],
];

function whyItFailed(output) {
  const errors = output.split('\n').filter((line) => /^npm (error|ERR!)|^Error: spawn/.test(line));
  const [, sentence] = reasons.find(([pattern]) => pattern.test(errors.join('\n'))) ?? [
    ,
    'npm could not install the packages',
  ];
  const said = errors.filter((line) => !/A complete log|^npm (error|ERR!)\s*$/.test(line)).slice(0, 12);
  return `${sentence}, then run this again.\nWhat npm said:\n${said.map((line) => `  ${line}`).join('\n')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(() => install(process.argv[2] === 'run' ? 'run' : 'all'));
}
