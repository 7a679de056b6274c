import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { append } from './append.bench';
import { ratioChart } from './chart';
import type { Row } from './figures';
import { openReadSide } from './house';
import { openBare, pages } from './page.bench';
import { rebuild } from './read.bench';
import { fill } from './recommendations';
import { asJson, asMarkdown, notesOn } from './report';
import { openRunning } from './running';
import { circumstances, startServer } from './server';
import { openContestants } from './sides';
import type * as slices from './slices';
import { hotStream, loadStream } from './stream.bench';
import { type Plan, visible } from './visible.bench';

/** Seen from dist/test/bench. */
const REPORTS = resolve(__dirname, '../../../test/bench/reports');

const HELP = `npm run bench -- [--quick] [--json] [--events N] [--theirs N]
  --quick     fewer and shorter rounds: within two minutes
  --smoke     next to nothing of each: tells that every part works, and nothing about speed
  --json      rows as JSON on standard output, no report
  --events N  events of the rebuild (default 1,000,000; 20,000 when quick)
  --theirs N  events of Emmett's, and of ours beside it (default 3,000; 500 when quick)
  --only P    one part: append, stream, read or page; the report is printed and not kept
Without --json the report goes to test/bench/reports/speed.md and speed.svg.`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    events: { type: 'string' },
    theirs: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

type Open = <T extends Closable>(make: (url: string) => Promise<T>) => Promise<T>;
interface Closable {
  close(): Promise<void>;
}

interface Sizes {
  readonly append: Omit<slices.Plan, 'clients'>;
  readonly page: slices.Plan;
  readonly rebuild: { readonly ours: number; readonly theirs: number; readonly rounds: number };
  /** So long everybody writes to one stream. */
  readonly hotMs: number;
  /** So often a long stream is loaded. */
  readonly loads: number;
  readonly visible: Plan;
  readonly shown: number;
}

const WHOLE: Sizes = {
  append: { rounds: 11, sliceMs: 600, warmUpMs: 3_000 },
  page: { clients: 50, rounds: 11, sliceMs: 2_000, warmUpMs: 3_000 },
  rebuild: { ours: 1_000_000, theirs: 3_000, rounds: 3 },
  hotMs: 5_000,
  loads: 110,
  visible: { seconds: 20, rounds: 4, warmUp: 1, calm: 50 },
  shown: 20_000,
};
const QUICK: Sizes = {
  append: { rounds: 5, sliceMs: 250, warmUpMs: 1_000 },
  page: { clients: 50, rounds: 3, sliceMs: 600, warmUpMs: 600 },
  rebuild: { ours: 20_000, theirs: 500, rounds: 2 },
  hotMs: 1_000,
  loads: 50,
  visible: { seconds: 3, rounds: 1, warmUp: 1, calm: 50 },
  shown: 2_000,
};
const SMOKE: Sizes = {
  append: { rounds: 1, sliceMs: 50, warmUpMs: 0 },
  page: { clients: 5, rounds: 1, sliceMs: 50, warmUpMs: 0 },
  rebuild: { ours: 200, theirs: 100, rounds: 1 },
  hotMs: 50,
  loads: 3,
  visible: { seconds: 0.2, rounds: 1, warmUp: 0.1, calm: 0 },
  shown: 100,
};

function sizesOf({ quick, smoke, events, theirs }: typeof values): Sizes {
  const sizes = smoke ? SMOKE : quick ? QUICK : WHOLE;
  const { ours, theirs: peers, rounds } = sizes.rebuild;
  return { ...sizes, rebuild: { ours: Number(events ?? ours), theirs: Number(theirs ?? peers), rounds } };
}

/** Each has a database of its own for whoever takes part. */
const parts: Readonly<Record<string, (open: Open, sizes: Sizes) => Promise<readonly Row[]>>> = {
  append: async (open, sizes) => append(await open(openContestants), sizes.append),
  stream: async (open, { hotMs, loads }) => {
    const contestants = await open(openContestants);
    return [...(await hotStream(contestants, hotMs)), await loadStream(contestants, loads)];
  },
  read: async (open, sizes) => {
    const [large, small] = [await open(openReadSide), await open(openReadSide)];
    const peer = await open((url) => Promise.resolve({ url, close: () => Promise.resolve() }));
    const rebuilds = await rebuild({ large, small, theirs: peer.url }, sizes.rebuild);
    return [...rebuilds, ...(await visible(large, sizes.visible))];
  },
  page: async (open, { page, shown }) => {
    const house = await open(openRunning);
    await fill(house.log, shown);
    const bare = await open(() => openBare(house));
    return pages(house, bare, page);
  },
};

async function measure(
  wanted: readonly string[],
  sizes: Sizes,
): Promise<{ rows: readonly Row[]; where: readonly string[] }> {
  const server = await startServer(values.smoke);
  const opened: Closable[] = [];
  const open: Open = async (make) => {
    const made = await make(await server.database());
    opened.push(made);
    return made;
  };
  try {
    const where = await circumstances(await server.database());
    const rows: Row[] = [];
    for (const name of wanted) {
      const start = performance.now();
      process.stderr.write(`Measuring: ${name} …\n`);
      rows.push(...((await parts[name]?.(open, sizes)) ?? []));
      for (const each of opened.splice(0).toReversed()) await each.close();
      process.stderr.write(`  in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    }
    return { rows, where };
  } finally {
    for (const each of opened.toReversed()) await each.close();
    await server.stop();
  }
}

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const wanted = values.only ? [values.only] : Object.keys(parts);
  if (!wanted.every((name) => name in parts)) throw new Error(`There is no part ${wanted.join()}. ${HELP}`);
  const start = performance.now();
  const { rows, where } = await measure(wanted, sizesOf(values));
  process.stderr.write(`Measured in ${((performance.now() - start) / 1000).toFixed(0)} s.\n`);
  if (values.json) {
    process.stdout.write(`${asJson(rows)}\n`);
    return;
  }
  const title = 'How fast it is';
  const report = asMarkdown(title, where, rows, 'speed.svg') + (await notesOn(REPORTS, 'speed'));
  process.stdout.write(report);
  if (values.only || values.quick || values.smoke) return;
  await mkdir(REPORTS, { recursive: true });
  await writeFile(join(REPORTS, 'speed.md'), report);
  await writeFile(join(REPORTS, 'speed.svg'), ratioChart(title, rows));
}

void main();
