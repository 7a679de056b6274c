import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { type Moment, START } from '#app/platform';
import * as past from './as-at';
import { growthChart } from './chart';
import { type Rebuilt, rebuilt } from './rebuild';
import { fill, lifeOf, metadata } from './recommendations';
import { notesOn } from './report';
import { type Running, openRunning } from './running';
import { circumstances, startServer, tidyUp } from './server';
import { PARTS, type Times, timed } from './timed';

const HELP = `npm run bench:scale -- [--steps 10000,100000,1000000] [--long] [--requests N] [--smoke] [--json]
  --steps     how many events the log has at each step
  --long      to 10,000,000 events: takes one to two hours and some 50 GB
  --requests  requests of each kind at each step (default 1,000)
  --smoke     two small steps, to see whether it works
  --json      the steps as JSON, no report
Without --json the report goes to test/bench/reports/scale.md and scale.svg; the long one's to scale-10-million.md.`;

const { values } = parseArgs({
  options: {
    steps: { type: 'string' },
    long: { type: 'boolean', default: false },
    requests: { type: 'string', default: '1000' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
/** Seen from dist/test/bench. */
const REPORTS = resolve(__dirname, '../../../test/bench/reports');
const REPORT = values.long ? 'scale-10-million' : 'scale';
const STEPS = [10_000, 100_000, 1_000_000];
const SMALL_STEPS = [2_000, 2_200];

interface Step {
  readonly events: number;
  /** In milliseconds, by what was asked. */
  readonly times: Readonly<Record<string, Times>>;
  /** Events per second, all read models following. */
  readonly followed: number;
  readonly rebuilt: Rebuilt;
  /** Bytes, tables with their indexes. */
  readonly logBytesPerEvent: number;
  readonly rowBytesPerEvent: number;
  readonly rssMiB: number;
}

async function perSecond(events: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (events / (performance.now() - start)) * 1000;
}

async function step(house: Running, database: string, to: number, requests: number): Promise<Step> {
  const { log, engine, page } = house;
  const before = Number((await log.head()) - START);
  const ids = await fill(log, to - before, before, house.itIs);
  const followed = await perSecond(to - before, () => engine.catchUp());
  told('Followed; tidying up');
  await tidyUp(database, values.smoke ? 0 : undefined);
  told('Asking');
  const some = (n: number): string => ids[(n * 7919) % ids.length] ?? '';
  const append = async (n: number) => {
    const id = randomUUID();
    const [event] = lifeOf(id, 1, to + n);
    if (event)
      await log.append(`recommendation-${id}`, 'none', [{ id: randomUUID(), event, schemaVersion: 1, metadata }]);
  };
  const phrase = (n: number): string => `/recommendations?words=%22review+${n % 200}%22`;
  const twoWords = (n: number): string => `/recommendations?words=practice+${(n * 7919) % ids.length}`;
  const { positions, times: instants } = await past.momentsOf(house);
  const listed = (moments: readonly Moment[], theme?: string) => (n: number) =>
    house.rows((db) => past.open(db, moments[n % moments.length] as Moment, theme));
  const asked = (ask: (n: number) => Promise<unknown>): Promise<Times> => timed(house.db, requests, ask);
  const times = {
    'Append one event': await asked(append),
    Home: await asked(() => page('/')),
    'List, first page': await asked(() => page('/recommendations')),
    'List, filtered by theme': await asked(() => page('/recommendations?status=open&theme=neglect')),
    'List, one owner': await asked(() => page('/recommendations?owner=agency%3Aconstabulary')),
    'Search by a phrase, of which few or many have it': await asked((n) => page(phrase(n))),
    'Search by two words, for one that is there': await asked((n) => page(twoWords(n))),
    'Path to completion': await asked((n) => page(`/recommendations/${some(n)}`)),
    'List as at a position, rows alone': await asked(listed(positions)),
    'List as at a time, rows alone': await asked(listed(instants)),
    'List as at a time by theme, rows alone': await asked(listed(instants, 'neglect')),
  };
  await engine.catchUp();
  told('Rebuilding');
  return { events: to, times, followed, rebuilt: await rebuilt(database), ...(await sizes(house)) };
}

const told = (what: string): unknown => process.stderr.write(`  ${new Date().toISOString().slice(11, 19)} ${what} …\n`);

async function sizes({ db, log }: Running) {
  // What was asked has left appends and looks behind.
  const events = Number((await log.head()) - START);
  const [row]: { log: string; rows: string }[] = await db.query(`select pg_total_relation_size('log.event') as log,
    (select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace) as rows`);
  return {
    logBytesPerEvent: Number(row?.log) / events,
    rowBytesPerEvent: Number(row?.rows) / events,
    rssMiB: process.memoryUsage().rss / 2 ** 20,
  };
}

function asMarkdown(where: readonly string[], steps: readonly Step[]): string {
  const names = Object.keys(steps[0]?.times ?? {});
  const line = (name: string, tell: (each: Step) => string, growth = ''): string =>
    `| ${[name, ...steps.map(tell), growth].join(' | ')} |`;
  const growth = (name: string): string => {
    const times = (steps.at(-1)?.times[name]?.p99 ?? NaN) / (steps[0]?.times[name]?.p99 ?? NaN);
    return `${times.toFixed(2)} ×${times <= 1.5 ? '' : ' **over 1.5**'}`;
  };
  const number = (value: number): string => Math.round(value).toLocaleString('en-GB');
  return [
    '# How it grows',
    '',
    ...where.map((each) => `- ${each}`),
    '',
    'Times in milliseconds, p50 / p99, one request after another; the web, the engine and the asker share a process.',
    'Goal: no page has a p99 at the last step of more than 1.5 × its p99 at the first.',
    '',
    line('', ({ events }) => `${number(events)} events`, 'p99, last : first'),
    `|---${'|--:'.repeat(steps.length + 1)}|`,
    ...names.map((name) =>
      line(
        name,
        ({ times }) => `${times[name]?.p50.toFixed(1) ?? ''} / ${times[name]?.p99.toFixed(1) ?? ''}`,
        growth(name),
      ),
    ),
    line('All read models follow, events/s', ({ followed }) => number(followed)),
    line('`trail rebuild` of the heaviest read model, events/s', (each) => number(each.rebuilt.perSecond)),
    line('Of that, filling alone, events/s', (each) => number(each.rebuilt.filledPerSecond)),
    line('Of that, its reader stood still for, s', (each) => each.rebuilt.stoodStill.toFixed(1)),
    line('Memory of the rebuilding process at most, MiB', (each) => number(each.rebuilt.peakMiB)),
    line('Log on disk, bytes per event', ({ logBytesPerEvent }) => number(logBytesPerEvent)),
    line('Rows on disk, bytes per event', ({ rowBytesPerEvent }) => number(rowBytesPerEvent)),
    line('Memory of the process that serves, MiB', ({ rssMiB }) => number(rssMiB)),
    '',
    `![How it grows](${REPORT}.svg)`,
    '',
    'Where the time goes at the last step, in milliseconds: of a usual request (the tenth around the median) → of the slowest hundredth, on average.',
    '',
    '|  | Whole | This thread | Held up by its collector | PostgreSQL | Waiting for a processor | The rest | Write-ahead log, KiB a request, first step → last |',
    `|---${'|--:'.repeat(PARTS.length + 1)}|`,
    ...names.map((name) => whereItWent(name, steps[0]?.times[name], steps.at(-1)?.times[name])),
    '',
  ].join('\n');
}

function whereItWent(name: string, first?: Times, last?: Times): string {
  const change = (from?: number, to?: number): string => `${from?.toFixed(1)} → ${to?.toFixed(1)}`;
  const parts = PARTS.map((part) => change(last?.usual[part], last?.slowest[part]));
  return `| ${[name, ...parts, change(first?.walKiB, last?.walKiB)].join(' | ')} |`;
}

function stepsOf({ steps, long, smoke }: typeof values): readonly number[] {
  if (steps !== undefined) return steps.split(',').map(Number);
  if (smoke) return SMALL_STEPS;
  return long ? [...STEPS, 10_000_000] : STEPS;
}

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const wanted = stepsOf(values);
  const requests = values.smoke ? 2 : Number(values.requests);
  const server = await startServer(values.smoke);
  const steps: Step[] = [];
  let house: Running | undefined;
  try {
    const database = await server.database();
    const where = await circumstances(database);
    house = await openRunning(database);
    for (const events of wanted) {
      process.stderr.write(`To ${events.toLocaleString('en-GB')} events …\n`);
      const taken = await step(house, database, events, requests);
      steps.push(taken);
      // The last one takes hours: what is known before it is not lost with it.
      process.stderr.write(`${JSON.stringify(taken)}\n`);
    }
    if (values.json) {
      process.stdout.write(`${JSON.stringify(steps, undefined, 2)}\n`);
      return;
    }
    await keep(
      asMarkdown(where, steps) + (await notesOn(REPORTS, REPORT)),
      steps,
      values.steps === undefined && !values.smoke,
    );
  } catch (error) {
    // What is ended next may fail too, and would hide it.
    process.stderr.write(`${inspect(error)}\n`);
    throw error;
  } finally {
    await house?.close();
    await server.stop();
  }
}

/** A trial with steps of its own is printed and not kept. */
async function keep(report: string, steps: readonly Step[], isWhole: boolean): Promise<void> {
  process.stdout.write(report);
  if (!isWhole) return;
  const lines = new Map(
    Object.keys(steps[0]?.times ?? {}).map((name) => [
      `${name}, p99`,
      steps.map(({ events, times }) => [events, times[name]?.p99 ?? 0] as const),
    ]),
  );
  await mkdir(REPORTS, { recursive: true });
  await writeFile(join(REPORTS, `${REPORT}.md`), report);
  await writeFile(join(REPORTS, `${REPORT}.svg`), growthChart('How it grows: p99 in milliseconds', lines));
}

void main();
