import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { availableParallelism, networkInterfaces, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Start } from './first-contact.start.mjs';
import { root } from './install.mjs';
import { main, say, Trouble } from './progress.mjs';

/** `npm run first-contact`: the figures of a first meeting, measured on this machine in an empty clone. */

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const rows = [];

/** @param {boolean} passed */
function row(what, measured, goal, passed) {
  rows.push({ what, measured, goal, result: passed === undefined ? '' : passed ? 'PASS' : 'FAIL' });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

/** A request of the API as the Partnership Team; a POST where there is a body. */
async function ask(url, path, body) {
  const headers = { authorization: `Bearer ${await tokenOf(url)}`, 'content-type': 'application/json' };
  const answer = await fetch(url + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
  return { status: answer.status, body: await answer.json() };
}

/** As a program gets it: the house says who gives tokens for it. */
async function tokenOf(url) {
  const house = await (await fetch(`${url}/.well-known/oauth-protected-resource`)).json();
  const authorization = `Basic ${Buffer.from('partnership-team:demonstration').toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: house.scopes_supported.join(' ') });
  const answer = await fetch(`${house.authorization_servers[0]}/token`, {
    method: 'POST',
    headers: { authorization },
    body,
  });
  return (await answer.json()).access_token;
}

/** Opens a referral under a key of its own. @returns the answer, to be found again. */
async function logReferral(url) {
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
  const body = {
    headline: 'A first referral',
    from: 'constabulary',
    role: 'Detective sergeant',
    receivedOn: today,
    awareOn: today,
    numberOfChildren: 1,
    harm: 'suspected',
    whatHappened: 'An infant was seen with a bruise after three missed appointments.',
    why: 'Agencies may not have told each other what they knew.',
    agencies: ['constabulary', 'primary-care'],
  };
  const { status, body: answer } = await ask(url, '/api/v1/referrals', body);
  if (status !== 201) throw new Trouble(`The referral was not taken: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

/** Whether somebody answers on any address of this machine but its own loopback. */
async function answersElsewhere(port) {
  const others = Object.values(networkInterfaces())
    .flat()
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const answer = await fetch(`http://${address}:${port}/`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    if (answer) return address;
  }
  return undefined;
}

/** The web told to listen for everybody must say why it will not: nobody has named who signs people in. */
function refusedElsewhere(clone) {
  const own = { HOST: '0.0.0.0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', SESSION_SECRET: 'x'.repeat(32) };
  const [node, program] = ['node_modules/.bin/node', 'dist/apps/web/src/main.js'].map((path) => join(clone, path));
  const { status, stderr } = spawnSync(node, [program], { env: { ...process.env, ...own }, encoding: 'utf8' });
  return status === 1 && stderr.startsWith('PUBLIC_URL is missing');
}

/** As it is committed: that is what others clone. */
async function cloneInto(folder) {
  const cloned = spawnSync('git', ['clone', '--quiet', '--local', root, folder], { encoding: 'utf8' });
  if (cloned.status !== 0) throw new Trouble(`git could not clone ${root}:\n${cloned.stderr}`);
  await chmod(folder, 0o755);
}

/** How long npm was downloading, as the installer tells it: seconds, or none when all came from npm's own cache. */
function downloadTime(said) {
  const [, download, all] = /downloaded in ([\d.]+) s.*all in place after ([\d.]+) s/.exec(said) ?? [];
  return { download: Number(download ?? 0) * 1000, all: Number(all ?? 0) * 1000 };
}

function print() {
  const width = (key) => Math.max(...rows.map((each) => each[key].length));
  const columns = ['what', 'measured', 'goal', 'result'].map((key) => [key, width(key)]);
  const line = (each) => `| ${columns.map(([key, wide]) => each[key].padEnd(wide)).join(' | ')} |`;
  const head = { what: 'What', measured: 'Measured', goal: 'Goal', result: '' };
  const rule = `|${columns.map(([, wide]) => '-'.repeat(wide + 2)).join('|')}|`;
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  process.stdout.write(
    `\nFirst contact, ${availableParallelism()} cores, ${memory}, Node ${process.versions.node}\n\n`,
  );
  process.stdout.write(`${[line(head), rule, ...rows.map(line)].join('\n')}\n`);
}

async function fromBareClone(clone, settings, url) {
  say('1. npm start in an empty clone');
  const start = new Start(clone, settings);
  const page = await start.firstPage(url);
  const { download, all } = downloadTime(start.said);
  const loading = start.at('Loading the demonstration year');
  row('Packages: download', seconds(download), 'printed apart');
  row('Packages: unpacking', seconds(all - download), '');
  row('Build', seconds((start.at('Starting PostgreSQL') ?? 0) - all), '');
  row('PostgreSQL made and started', seconds((loading ?? 0) - (start.at('Starting PostgreSQL') ?? 0)), '');
  row('Demonstration year loaded', seconds((start.at('done:') ?? 0) - (loading ?? 0)), '');
  row('Bare clone to first page, beside the download', seconds(page - download), '≤ 120 s', page - download <= 120_000);
  const packages = /Installing (\d+) packages \(only what runs\)/.exec(start.said);
  row('Run-time packages only', packages ? `${packages[1]} packages` : 'all of them', 'yes', packages !== null);
  const wanted = [`open ${url}`, 'Partnership Team', settings.DATA_DIR, 'Ctrl-C'];
  const missing = wanted.filter((words) => !start.said.includes(words));
  row(
    'Says address, person, data and how to stop',
    missing.length === 0 ? 'all four' : `not ${missing}`,
    'all four',
    missing.length === 0,
  );
  return start;
}

async function safety(clone, port, url) {
  const elsewhere = await answersElsewhere(port);
  row('Listens on 127.0.0.1 only', elsewhere ?? '127.0.0.1', '127.0.0.1', elsewhere === undefined);
  // fetch does not let the Host header be chosen.
  const named = await new Promise((done) =>
    get(`${url}/sign-in`, { headers: { host: 'trail.example' } }, (answer) => done(answer.resume().statusCode)),
  );
  const refused = refusedElsewhere(clone);
  const says = `start ${refused ? 'refused' : 'not refused'}, request ${named}`;
  row('Demonstration sign-in on another address', says, 'refused', refused && named === 403);
}

async function kept(start, url, dataDir) {
  const referral = await logReferral(url);
  const before = await ask(url, '/api/v1/recommendations');
  const took = await start.interrupt();
  const left = ['where.json', 'postgres/postmaster.pid'].filter((file) => existsSync(join(dataDir, file)));
  const how = left.length === 0 ? 'nothing left running' : `${left} left`;
  row('Ctrl-C to the end', `${seconds(took)}, ${how}`, '≤ 10 s, clean', left.length === 0 && took <= 10_000);
  return { referral, recommendations: before.body.total };
}

async function again(clone, settings, url, { referral, recommendations }) {
  say('2. npm start again');
  const start = new Start(clone, settings);
  const page = await start.firstPage(url);
  row('A second start to first page', seconds(page), '≤ 10 s', page <= 10_000);
  const found = await ask(url, `/api/v1/referrals/${referral.id}`);
  const { body } = await ask(url, '/api/v1/recommendations');
  const same = found.status === 200 && found.body.reference === referral.reference && body.total === recommendations;
  const told = same ? `${referral.reference} and ${body.total} recommendations` : `${found.status}, ${body.total}`;
  row('It finds its data: Ctrl-C lost nothing', told, 'all of it', same);
  await start.interrupt();
}

/** Dependencies installed, nothing built, no data: what a first start costs without npm. */
async function installed(clone, folder, url, port) {
  say('3. npm start with dependencies installed, nothing built and no data');
  await rm(join(clone, 'dist'), { recursive: true, force: true });
  const start = new Start(clone, { DATA_DIR: join(folder, 'data-2'), PORT: String(port) });
  const page = await start.firstPage(url);
  row('Dependencies installed, to first page', seconds(page), '≤ 10 s', page <= 10_000);
  await start.interrupt();
}

await main(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'learning-trail-first-contact-'));
  await chmod(folder, 0o755);
  try {
    const clone = join(folder, 'learning-trail');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = { DATA_DIR: join(folder, 'data'), PORT: String(port) };
    await cloneInto(clone);
    const start = await fromBareClone(clone, settings, url);
    await safety(clone, port, url);
    await again(clone, settings, url, await kept(start, url, settings.DATA_DIR));
    await installed(clone, folder, url, port);
    print();
    if (rows.some(({ result }) => result === 'FAIL')) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
