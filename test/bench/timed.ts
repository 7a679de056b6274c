import { readFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';
import type { DataSource } from 'typeorm';
import { quantile } from './figures';
import { parentOf } from './spent';

/** Where a request's time went, in milliseconds. Its parts overlap: several processes of PostgreSQL work while this one does. */
export interface Went {
  readonly whole: number;
  /** This process's main thread on a processor. */
  readonly node: number;
  /** Held up by the collector, which has threads of its own too. */
  readonly collector: number;
  /** PostgreSQL's processes on a processor, all of them. */
  readonly postgres: number;
  /** Both, ready to go on, but waiting for a processor. */
  readonly queued: number;
  /** What is left: waiting for the disk, for a lock, a timer, or another thread. Too little where the others overlap. */
  readonly rest: number;
}

export const PARTS = ['whole', 'node', 'collector', 'postgres', 'queued', 'rest'] as const;

export interface Times {
  readonly p50: number;
  readonly p99: number;
  /** On average, of the tenth of all requests around the median. */
  readonly usual: Went;
  /** On average, of the hundredth that took longest. */
  readonly slowest: Went;
  /** What PostgreSQL wrote into its write-ahead log for each request, in KiB. */
  readonly walKiB: number;
}

type Asked = Pick<DataSource, 'query'>;
const WRITTEN = `pg_current_wal_insert_lsn() - '0/0'::pg_lsn`;

/** Of each stretch that the collector held up this process, its beginning and its length. */
const pauses: { readonly startTime: number; readonly duration: number }[] = [];
new PerformanceObserver((list) => pauses.push(...list.getEntries())).observe({ entryTypes: ['gc'] });

/** Asks so often, one after another. */
export async function timed(db: Asked, count: number, ask: (n: number) => Promise<unknown>): Promise<Times> {
  const [server]: { pid: number; wal: string }[] = await db.query(`select pg_backend_pid() as pid, ${WRITTEN} as wal`);
  const parent = await parentOf(server?.pid ?? 0);
  const taken: (Omit<Went, 'collector'> & { readonly start: number })[] = [];
  for (let n = -5; n < count; n++) {
    const before = { postgres: postgresScheduled(parent), self: own() };
    const start = performance.now();
    await ask(Math.abs(n));
    const whole = performance.now() - start;
    const self = own();
    const theirs = between(before.postgres, postgresScheduled(parent));
    const [node, postgres] = [self.ran - before.self.ran, theirs.ran];
    const queued = self.queued - before.self.queued + theirs.queued;
    if (n >= 0)
      taken.push({ start, whole, node, postgres, queued, rest: Math.max(0, whole - node - postgres - queued) });
  }
  const [now]: { wal: string }[] = await db.query(`select ${WRITTEN} as wal`);
  // The collector tells of a pause a moment later.
  await new Promise((done) => setTimeout(done, 50));
  const went = taken
    .map(({ start, ...rest }): Went => ({ ...rest, collector: collected(start, start + rest.whole) }))
    .toSorted((a, b) => a.whole - b.whole);
  pauses.length = 0;
  const whole = went.map((each) => each.whole);
  return {
    p50: quantile(whole, 0.5),
    p99: quantile(whole, 0.99),
    usual: average(went.slice(Math.floor(count * 0.45), Math.floor(count * 0.55) + 1)),
    slowest: average(went.slice(Math.floor(count * 0.99))),
    walKiB: (Number(now?.wal) - Number(server?.wal)) / 1024 / (count + 5),
  };
}

const collected = (from: number, to: number): number =>
  pauses.reduce((sum, { startTime, duration }) => {
    return sum + Math.max(0, Math.min(to, startTime + duration) - Math.max(from, startTime));
  }, 0);

const average = (all: readonly Went[]): Went =>
  Object.fromEntries(
    PARTS.map((part) => [part, all.reduce((sum, each) => sum + each[part], 0) / all.length]),
  ) as unknown as Went;

/** Milliseconds for which a process ran so far, and waited for a processor. */
interface Scheduled {
  readonly ran: number;
  readonly queued: number;
}

/** Of the thread that asks. What it has done since the last tick Linux adds only when it is asked for its times. */
function own(): Scheduled {
  process.cpuUsage();
  return scheduled('self');
}

/** Linux only; 0 elsewhere. */
function scheduled(pid: string): Scheduled {
  const [ran = 0, queued = 0] = read(`/proc/${pid}/schedstat`).split(' ').map(Number);
  return { ran: ran / 1e6, queued: queued / 1e6 };
}

/** Of each of PostgreSQL's processes there is. */
function postgresScheduled(parent: number): ReadonlyMap<string, Scheduled> {
  const pids = read(`/proc/${parent}/task/${parent}/children`).split(' ').filter(Boolean);
  return new Map(pids.map((pid) => [pid, scheduled(pid)]));
}

/** Of those that are still there; what a process did that has ended since, nobody can tell. */
function between(before: ReadonlyMap<string, Scheduled>, after: ReadonlyMap<string, Scheduled>): Scheduled {
  const sum = { ran: 0, queued: 0 };
  for (const [pid, { ran, queued }] of after) {
    sum.ran += ran - (before.get(pid)?.ran ?? 0);
    sum.queued += queued - (before.get(pid)?.queued ?? 0);
  }
  return sum;
}

/** Empty where there is none: the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
