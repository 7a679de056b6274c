import { Rebuild, catchUp } from '#app/platform';
import { openReadSide } from './house';
import { fill } from './recommendations';
import { longest, postgresSpent, timesOf } from './spent';

/** Where the time of `trail rebuild` of the heaviest read model goes, as lines of the report. `parent` is PostgreSQL's process. */
export async function profiledRebuild(url: string, parent: number, events: number): Promise<readonly string[]> {
  const side = await openReadSide(url);
  try {
    const { log, db, model } = side;
    await fill(log, events);
    await catchUp(model, log, db);
    const rebuild = new Rebuild(model, log, db);
    await rebuild.begin();
    const lines: string[] = [];
    const part = async (name: string, work: () => Promise<unknown>): Promise<ReadonlyMap<string, number>> => {
      const [start, node, postgres] = [performance.now(), process.cpuUsage(), await postgresSpent(parent)];
      const times = await timesOf(work);
      const { user, system } = process.cpuUsage(node);
      const told = [(performance.now() - start) * 1000, user + system, (await postgresSpent(parent)) - postgres].map(
        (microseconds) => (microseconds / events).toFixed(1),
      );
      lines.push(`| ${[name, ...told].join(' | ')} |`);
      return times;
    };
    const filling = await part('Filling', () => rebuild.fill(() => undefined, new AbortController().signal));
    await part('Indexing, comparing, switching', () => rebuild.finish(false));
    return [
      '## A rebuild',
      '',
      `Microseconds for each of ${events.toLocaleString('en-GB')} events of the heaviest read model, with the versions of its rows: by the clock, and of processor.`,
      '',
      '| Part | By the clock | Node | PostgreSQL |',
      '|---|--:|--:|--:|',
      ...lines,
      '',
      '### Filling: functions of this process',
      '',
      '| Function | µs for each event |',
      '|---|--:|',
      ...longest(filling, events),
    ];
  } finally {
    await side.close();
  }
}
