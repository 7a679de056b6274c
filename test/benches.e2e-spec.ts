import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { readModels } from '../apps/projector/src/slices';
import { COMPILED } from './crash.system';
import { dueToday } from './sample';

/** A busy machine takes a minute for the longest. */
jest.setTimeout(300_000);

const BENCH = resolve(__dirname, 'bench/bench.mjs');

/** What a benchmark says on standard output, in a process of its own as `npm run` starts it, with next to nothing of each. */
async function said(program: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED };
  const { stdout } = await promisify(execFile)(process.execPath, [BENCH, program, '--smoke', ...args], { env });
  return stdout;
}

const FIGURE = 'a figure';

/** Anything that is no finite number above nothing stays as it is. */
const seen = (value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? FIGURE : value;

/** Figures that stand in a row, beside its own. */
type Also = 'peer' | 'times';

function row(name: string, clients: number, peerName: string | null, ...also: readonly Also[]) {
  const [peer, times] = (['peer', 'times'] as const).map((each) => (also.includes(each) ? FIGURE : null));
  return { name, clients, ours: FIGURE, peer, peerName, ratio: peer, p50: times, p99: times };
}

const many = `all ${readModels.length} read models`;
const waits = `${many} having followed, for which a page waits`;
const [theirs, ours] = ['by the projector, a process of its own', 'within the process that appends and asks'];

const SPEED = [
  ...[1, 32, 128, 256].flatMap((clients) => [
    row('Append one event', clients, 'Emmett', 'peer', 'times'),
    row('Append one event', clients, 'a prepared INSERT', 'peer', 'times'),
  ]),
  row('One stream, appends that won', 32, null, 'times'),
  row('One stream, conflicts told', 32, null, 'times'),
  row('Load 1,000 events of a stream and decide', 1, 'Emmett', 'peer', 'times'),
  row('trail rebuild of 200 events, theirs of 100: filling alone', 1, 'Emmett', 'peer'),
  row('trail rebuild of 200 events, theirs of 100: filled, indexed, compared and switched', 1, 'Emmett', 'peer'),
  row('trail rebuild of 100 events, as many as theirs: filling alone', 1, 'Emmett', 'peer'),
  row('trail rebuild of 100 events, as many as theirs: filled, indexed, compared and switched', 1, 'Emmett', 'peer'),
  row(`From append to visible, ${many} followed ${theirs}`, 1, null, 'times'),
  row(`From append to ${waits}, ${theirs}`, 1, null, 'times'),
  row(`From append to visible, ${many} followed ${ours}`, 1, null, 'times'),
  row(`From append to ${waits}, ${ours}`, 1, null, 'times'),
  row(`From append to visible, the heaviest read model alone followed ${ours}`, 1, null, 'times'),
  row('GET /recommendations, the open ones: p99', 5, 'a bare Nest route', 'peer', 'times'),
  row('POST a referral, until it is in the list', 5, 'a bare Nest route', 'peer', 'times'),
];

const TIMED = [
  'Append one event',
  'Home',
  'List, first page',
  'List, filtered by theme',
  'List, one owner',
  'Search by a phrase, of which few or many have it',
  'Search by two words, for one that is there',
  'Path to completion',
  'List as at a position, rows alone',
  'List as at a time, rows alone',
  'List as at a time by theme, rows alone',
];

/** Where a request's time went; of its parts any may be none. */
const WENT = Object.fromEntries(
  ['whole', 'node', 'collector', 'postgres', 'queued', 'rest'].map((part) => [part, expect.anything() as unknown]),
);

const STEP = {
  events: FIGURE,
  times: Object.fromEntries(
    TIMED.map((name) => [
      name,
      { p50: FIGURE, p99: FIGURE, usual: WENT, slowest: WENT, walKiB: expect.anything() as unknown },
    ]),
  ),
  followed: FIGURE,
  rebuilt: { perSecond: FIGURE, filledPerSecond: FIGURE, stoodStill: FIGURE, peakMiB: FIGURE },
  logBytesPerEvent: FIGURE,
  rowBytesPerEvent: FIGURE,
  rssMiB: FIGURE,
};

/** The beginnings of the lines of its tables in which there is a figure; processor time comes in ticks, of which few may be none. */
const PROFILED = [
  ...[1, 32, 256].flatMap((clients) =>
    ['ours', 'a prepared INSERT', 'Emmett'].map((side) => new RegExp(`^\\| ${clients} \\| ${side} \\| [1-9]`, 'm')),
  ),
  /^### Ours, 1 client: functions[^#]*\| \d+\.\d \|/m,
  /^### Ours, 256 clients: functions[^#]*\| \d+\.\d \|/m,
  /^\| Filling \| [1-9][^|]*\| [1-9]/m,
  /^\| Indexing, comparing, switching \| [1-9][^|]*\| [1-9]/m,
  /^### Filling: functions[^#]*\| \d+\.\d \|/m,
];

/** They take turns from day to day: each begins a house or a server of its own. */
const BENCHES: readonly [string, () => Promise<void>][] = [
  [
    'bench tells every figure that is promised, and those only',
    async () => {
      const rows = JSON.parse(await said('speed', '--json'), (key, value: unknown) =>
        key === 'clients' ? value : seen(value),
      ) as unknown;
      expect(rows).toStrictEqual(SPEED);
    },
  ],
  [
    'bench:scale tells every figure of every step',
    async () => {
      const steps = JSON.parse(await said('scale', '--json'), (_, value: unknown) => seen(value)) as unknown;
      expect(steps).toStrictEqual([STEP, STEP]);
    },
  ],
  [
    'bench:profile tells where the time goes, of every side',
    async () => {
      const report = await said('profile');
      for (const line of PROFILED) expect(report).toMatch(line);
    },
  ],
];

describe('npm run', () => {
  it.each(dueToday(BENCHES, BENCHES.length, () => 'a benchmark'))('%s', (_, tells) => tells());
});
