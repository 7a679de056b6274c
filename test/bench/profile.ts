import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { profiledRebuild } from './profile.rebuild';
import { circumstances, startServer } from './server';
import { type Contestants, openContestants } from './sides';
import { type Side, compare } from './slices';
import { longest, parentOf, postgresSpent, timesOf } from './spent';

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

const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });
/** `--smoke`: next to nothing, for who wants to know whether it works; the report is printed and not kept. */
const { sliceMs, warmUpMs, tellsAfterMs, othersTellAfterMs, events } = values.smoke
  ? { sliceMs: 50, warmUpMs: 0, tellsAfterMs: 0, othersTellAfterMs: 0, events: 200 }
  : { sliceMs: 3_000, warmUpMs: 5_000, tellsAfterMs: 1_100, othersTellAfterMs: 10_500, events: 100_000 };

async function spent(side: Side, clients: number, watch: Client, parent: number): Promise<Spent> {
  await compare([side], { clients, rounds: 1, sliceMs: sliceMs / 10, warmUpMs: 0 });
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
  // A process of PostgreSQL tells of itself when it has answered, and no sooner than a second after the last time.
  const flushed = async () => {
    await pause(tellsAfterMs);
    await Promise.all(Array.from({ length: clients }, () => side.request()));
    return Number(
      (await watch.query<{ n: string }>(`select sum(fsyncs) as n from pg_stat_io where object = 'wal'`)).rows[0]?.n ??
        0,
    );
  };
  // Those that nobody asks any more tell what is left after ten seconds: it would count as this side's.
  await pause(othersTellAfterMs);
  const beforeFlushes = await flushed();
  const beforePostgres = await postgresSpent(parent);
  const beforeNode = process.cpuUsage();
  const measured = (await compare([side], { clients, rounds: 1, sliceMs, warmUpMs: 0 })).get(side.name);
  const node = process.cpuUsage(beforeNode);
  const postgres = (await postgresSpent(parent)) - beforePostgres;
  clearInterval(timer);
  const perSecond = measured?.rates[0] ?? NaN;
  const appends = perSecond * (sliceMs / 1000);
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
  let appends = NaN;
  const times = await timesOf(async () => {
    const measured = (await compare([ours], { clients, rounds: 1, sliceMs, warmUpMs: 0 })).get(ours.name);
    appends = (measured?.rates[0] ?? NaN) * (sliceMs / 1000);
  });
  return longest(times, appends);
}

async function main(): Promise<void> {
  const server = await startServer(values.smoke);
  try {
    const url = await server.database();
    const contestants = await openContestants(url);
    const watch = new Client({ connectionString: url });
    await watch.connect();
    const { rows } = await watch.query<{ pid: number }>('select pg_backend_pid() as pid');
    const parent = await parentOf(rows[0]?.pid ?? 0);
    const lines: string[] = [];
    const sides = [contestants.ours, contestants.plain, contestants.theirs];
    // Else who comes first pays for what Node compiles for all of them: twice what it costs at work.
    for (const side of sides) await compare([side], { clients: 1, rounds: 1, sliceMs: warmUpMs, warmUpMs: 0 });
    for (const clients of CLIENTS)
      for (const side of sides) {
        const told = await spent(side, clients, watch, parent);
        const figures = [told.perSecond, told.node, told.postgres].map((figure) =>
          Math.round(figure).toLocaleString('en-GB'),
        );
        lines.push(`| ${[clients, told.side, ...figures, told.flushes.toFixed(3), told.waits].join(' | ')} |`);
      }
    const report = [
      '# Where the time goes',
      '',
      ...(await circumstances(url)).map((line) => `- ${line}`),
      '',
      '## An append',
      '',
      'Microseconds of processor for each append, of this process and of PostgreSQL; both share the two cores with each other.',
      '',
      '| Clients | Side | Appends/s | Node, µs | PostgreSQL, µs | Flushes of its log | PostgreSQL was found |',
      '|--:|---|--:|--:|--:|--:|---|',
      ...lines,
      ...(await sections(contestants)),
      '',
      ...(await profiledRebuild(await server.database(), parent, events)),
      '',
    ].join('\n');
    process.stdout.write(report);
    await watch.end();
    await contestants.close();
    if (values.smoke) return;
    const folder = resolve(__dirname, '../../../test/bench/reports');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'profile.md'), report);
  } finally {
    await server.stop();
  }
}

async function sections(contestants: Contestants): Promise<readonly string[]> {
  const all: string[] = [];
  for (const clients of [1, 256])
    all.push(
      '',
      `### Ours, ${clients} ${clients === 1 ? 'client' : 'clients'}: functions of this process`,
      '',
      '| Function | µs for each append |',
      '|---|--:|',
      ...(await functions(contestants, clients)),
    );
  return all;
}

void main();
