import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { circumstances, startServer } from './server';
import { type Contestants, openContestants } from './sides';
import { type Side, compare } from './slices';

/** Where the time of an append goes, side by side: the machine's, this process's, and PostgreSQL's. */
interface Spent {
  readonly side: string;
  readonly clients: number;
  readonly perSecond: number;
  /** Microseconds of processor for each append. */
  readonly node: number;
  readonly postgres: number;
  /** Flushes of the write-ahead log for each append: several appends share one. */
  readonly flushes: number;
  /** What PostgreSQL's processes were found waiting for, in the share of looks at them. */
  readonly waits: string;
}

const CLIENTS = [1, 32, 256] as const;
const SLICE_MS = 3_000;
/** Of one tick of /proc/…/stat: 10 ms on every Linux that Node runs on. */
const TICK_US = 10_000;

/** Processor time of PostgreSQL's processes so far, in microseconds. Linux only; 0 elsewhere. */
async function postgresSpent(parent: number): Promise<number> {
  let sum = 0;
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const [, ppid, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime and stime are the fields 14 and 15.
    if (Number(ppid) === parent) sum += (Number(rest[9]) + Number(rest[10])) * TICK_US;
    // Its fields 16 and 17 are what its processes spent that have ended.
    if (Number(entry) === parent) sum += (Number(rest[11]) + Number(rest[12])) * TICK_US;
  }
  return sum;
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

async function spent(side: Side, clients: number, watch: Client, parent: number): Promise<Spent> {
  await compare([side], { clients, rounds: 1, sliceMs: 300 });
  const waits = new Map<string, number>();
  let looks = 0;
  const timer = setInterval(() => {
    void watch
      .query<{ what: string }>(
        `select coalesce(wait_event_type || ' ' || wait_event, 'on the processor') as what from pg_stat_activity
          where state = 'active' and pid <> pg_backend_pid() and backend_type = 'client backend'`,
      )
      .then(({ rows }) => {
        for (const { what } of rows) waits.set(what, (waits.get(what) ?? 0) + 1);
        looks += rows.length;
      })
      .catch(() => undefined);
  }, 20);
  const flushed = async () =>
    Number(
      (await watch.query<{ n: string }>(`select sum(fsyncs) as n from pg_stat_io where object = 'wal'`)).rows[0]?.n ??
        0,
    );
  const [beforeFlushes, beforeNode, beforePostgres] = [
    await flushed(),
    process.cpuUsage(),
    await postgresSpent(parent),
  ];
  const measured = (await compare([side], { clients, rounds: 1, sliceMs: SLICE_MS })).get(side.name);
  const node = process.cpuUsage(beforeNode);
  const postgres = (await postgresSpent(parent)) - beforePostgres;
  clearInterval(timer);
  const perSecond = measured?.rates[0] ?? NaN;
  // A round warms up for half its time before it counts.
  const appends = perSecond * (SLICE_MS / 1000) * 1.5;
  const said = [...waits].toSorted(([, a], [, b]) => b - a).slice(0, 3);
  return {
    side: side.name,
    clients,
    perSecond,
    node: (node.user + node.system) / appends,
    postgres: postgres / appends,
    flushes: ((await flushed()) - beforeFlushes) / appends,
    waits: said.map(([what, n]) => `${what} ${Math.round((100 * n) / looks)} %`).join(', '),
  };
}

/** The functions of this process in which most of the time of our appends goes, in microseconds for each append. */
async function functions({ ours }: Contestants, clients: number): Promise<readonly string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  const measured = (await compare([ours], { clients, rounds: 1, sliceMs: SLICE_MS })).get(ours.name);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const appends = (measured?.rates[0] ?? NaN) * (SLICE_MS / 1000) * 1.5;
  const names = new Map(
    profile.nodes.map(({ id, callFrame: { functionName, url } }) => [id, nameOf(functionName, url)]),
  );
  const times = new Map<string, number>();
  for (const [n, id] of (profile.samples ?? []).entries()) {
    const name = names.get(id) ?? '';
    times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas?.[n] ?? 0));
  }
  return [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([name, time]) => `| ${name} | ${(time / appends).toFixed(1)} |`);
}

function nameOf(name: string, url: string): string {
  const file = url.split('/').slice(-2).join('/');
  return [name || 'a function without a name', file && `(${file})`].filter(Boolean).join(' ').replaceAll('|', '');
}

async function main(): Promise<void> {
  const server = await startServer();
  try {
    const url = await server.database();
    const contestants = await openContestants(url);
    const watch = new Client({ connectionString: url });
    await watch.connect();
    const { rows } = await watch.query<{ pid: number }>('select pg_backend_pid() as pid');
    const parent = await parentOf(rows[0]?.pid ?? 0);
    const lines: string[] = [];
    for (const clients of CLIENTS)
      for (const side of [contestants.ours, contestants.plain, contestants.theirs]) {
        const told = await spent(side, clients, watch, parent);
        const figures = [told.perSecond, told.node, told.postgres].map((figure) =>
          Math.round(figure).toLocaleString('en-GB'),
        );
        lines.push(`| ${[clients, told.side, ...figures, told.flushes.toFixed(3), told.waits].join(' | ')} |`);
      }
    const report = [
      '# Where the time of an append goes',
      '',
      ...(await circumstances(url)).map((line) => `- ${line}`),
      '',
      'Microseconds of processor for each append, of this process and of PostgreSQL; both share the two cores with each other.',
      '',
      '| Clients | Side | Appends/s | Node, µs | PostgreSQL, µs | Flushes of its log | PostgreSQL was found |',
      '|--:|---|--:|--:|--:|--:|---|',
      ...lines,
      ...(await sections(contestants)),
      '',
    ].join('\n');
    process.stdout.write(report);
    const folder = resolve(__dirname, '../../../test/bench/reports');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'profile.md'), report);
    await watch.end();
    await contestants.close();
  } finally {
    await server.stop();
  }
}

async function sections(contestants: Contestants): Promise<readonly string[]> {
  const all: string[] = [];
  for (const clients of [1, 256])
    all.push(
      '',
      `## Ours, ${clients} ${clients === 1 ? 'client' : 'clients'}: functions of this process`,
      '',
      '| Function | µs for each append |',
      '|---|--:|',
      ...(await functions(contestants, clients)),
    );
  return all;
}

void main();
