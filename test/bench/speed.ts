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
import { hotStream, loadStream } from './stream.bench';
import { visible } from './visible.bench';

/** Seen from dist/test/bench. */
const REPORTS = resolve(__dirname, '../../../test/bench/reports');

const HELP = `npm run bench -- [--quick] [--json] [--events N]
  --quick     fewer and shorter rounds: within two minutes
  --json      rows as JSON on standard output, no report
  --events N  events of the rebuild (default 1,000,000; 20,000 when quick)
  --only P    one part: append, stream, read or page; the report is printed and not kept
Without --json the report goes to test/bench/reports/speed.md and speed.svg.`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    events: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

type Open = <T extends Closable>(make: (url: string) => Promise<T>) => Promise<T>;
interface Closable {
  close(): Promise<void>;
}

const sizesOf = (quick: boolean) => ({
  rounds: quick ? 5 : 11,
  sliceMs: quick ? 300 : 600,
  pageMs: quick ? 600 : 2_000,
  rebuild: {
    ours: Number(values.events ?? (quick ? 20_000 : 1_000_000)),
    theirs: quick ? 500 : 3_000,
    rounds: quick ? 2 : 3,
  },
  seconds: quick ? 4 : 20,
  turns: quick ? 1 : 4,
  shown: quick ? 2_000 : 20_000,
});
type Sizes = ReturnType<typeof sizesOf>;

/** Each has a database of its own for whoever takes part. */
const parts: Readonly<Record<string, (open: Open, sizes: Sizes) => Promise<readonly Row[]>>> = {
  append: async (open, { rounds, sliceMs }) => append(await open(openContestants), rounds, sliceMs),
  stream: async (open, { rounds, seconds }) => {
    const contestants = await open(openContestants);
    return [...(await hotStream(contestants, seconds * 250)), await loadStream(contestants, rounds)];
  },
  read: async (open, sizes) => {
    const side = await open(openReadSide);
    const peer = await open((url) => Promise.resolve({ url, close: () => Promise.resolve() }));
    return [...(await rebuild(side, peer.url, sizes.rebuild)), ...(await visible(side, sizes.seconds, sizes.turns))];
  },
  page: async (open, { rounds, pageMs, shown }) => {
    const house = await open(openRunning);
    await fill(house.log, shown);
    const bare = await open(() => openBare(house));
    return pages(house, bare, rounds, pageMs);
  },
};

async function measure(
  wanted: readonly string[],
  sizes: Sizes,
): Promise<{ rows: readonly Row[]; where: readonly string[] }> {
  const server = await startServer();
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
      process.stderr.write(`Measuring: ${name} …\n`);
      rows.push(...((await parts[name]?.(open, sizes)) ?? []));
      for (const each of opened.splice(0).toReversed()) await each.close();
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
  const { rows, where } = await measure(wanted, sizesOf(values.quick));
  process.stderr.write(`Measured in ${((performance.now() - start) / 1000).toFixed(0)} s.\n`);
  if (values.json) {
    process.stdout.write(`${asJson(rows)}\n`);
    return;
  }
  const title = 'How fast it is';
  const report = asMarkdown(title, where, rows, 'speed.svg') + (await notesOn(REPORTS, 'speed'));
  process.stdout.write(report);
  if (values.only || values.quick) return;
  await mkdir(REPORTS, { recursive: true });
  await writeFile(join(REPORTS, 'speed.md'), report);
  await writeFile(join(REPORTS, 'speed.svg'), ratioChart(title, rows));
}

void main();
