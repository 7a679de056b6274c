import { readFile, readdir } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

/** Of one tick of /proc/…/stat: 10 ms on every Linux that Node runs on. */
const TICK_US = 10_000;

/** Processor time of PostgreSQL's processes so far, in microseconds. Linux only; 0 elsewhere. */
export async function postgresSpent(parent: number): Promise<number> {
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

/** The process that made this process. Linux only; 0 elsewhere. */
export async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** Microseconds in each function of this process while some work is done, by its name and file. */
export async function timesOf(work: () => Promise<unknown>): Promise<ReadonlyMap<string, number>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const names = new Map(
    profile.nodes.map(({ id, callFrame: { functionName, url } }) => [id, nameOf(functionName, url)]),
  );
  const times = new Map<string, number>();
  for (const [n, id] of (profile.samples ?? []).entries()) {
    const name = names.get(id) ?? '';
    times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas?.[n] ?? 0));
  }
  return times;
}

/** The dozen in which most of it goes, as lines of a table: microseconds for each of so many. */
export const longest = (times: ReadonlyMap<string, number>, many: number): readonly string[] =>
  [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([name, time]) => `| ${name} | ${(time / many).toFixed(1)} |`);

function nameOf(name: string, url: string): string {
  const file = url.split('/').slice(-2).join('/');
  return [name || 'a function without a name', file && `(${file})`].filter(Boolean).join(' ').replaceAll('|', '');
}
