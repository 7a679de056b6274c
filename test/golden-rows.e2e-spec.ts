import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Recorded, fold } from '#app/kernel';
import { type ReadModel, type Stored, categoryOf, lineOf, readLine, readerOf } from '#app/platform';
import { readModels, shapes } from '../apps/projector/src/slices';
import { recordedAs } from './golden.files';
import { openHouse } from './house';

/**
 * Pages and rows of every database hold what a projection made of its events. So a change in what it makes is a new version
 * with a table of its own, and this test finds the one that was forgotten.
 *
 * - For new projections and new versions: GOLDEN=write npx jest --config .jest.config.cjs test/golden-rows
 * - To record the sample of events anew, from the demonstration year as it is loaded today, and every sum with it:
 *   GOLDEN=record npx jest --config .jest.config.cjs test/golden-rows
 */
const SAMPLE = join(__dirname, 'golden', 'year.jsonl');
const SUMS = join(__dirname, 'golden', 'rows.json');
const asked = process.env['GOLDEN'];

type Sums = Readonly<Record<string, string>>;

const sample = (): readonly Recorded[] =>
  readFileSync(SAMPLE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => shapes.lift(recordedAs(readLine(line) as Stored)));

/** Of the rows that a projection makes of the sample, whatever the order of their fields. */
function sumOf({ projection }: ReadModel, events: readonly Recorded[]): string {
  const { categories } = projection;
  const own = events.filter(({ stream }) => !categories || categories.includes(categoryOf(stream)));
  const rows = [...fold(own.flatMap((each) => projection.rows(each)))].filter(([, row]) => row !== undefined);
  const hash = createHash('sha256');
  for (const [key, row] of rows.toSorted(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${key} ${inOrder(row)}\n`);
  return hash.digest('hex');
}

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

async function record(): Promise<void> {
  const house = await openHouse();
  const stored = await house.log.readStored(-1n, 1_000_000);
  await house.close();
  writeFileSync(SAMPLE, stored.map((each) => `${lineOf(each)}\n`).join(''));
}

function write(sums: Sums): void {
  const inTheOrderOfNames = Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(SUMS, `${JSON.stringify(Object.fromEntries(inTheOrderOfNames), null, 2)}\n`);
}

describe('what a projection makes of a recorded year', () => {
  let events: readonly Recorded[];
  let golden: Sums = {};

  beforeAll(async () => {
    if (asked === 'record') await record();
    else golden = JSON.parse(readFileSync(SUMS, 'utf8')) as Sums;
    events = sample();
    if (asked !== 'record' && asked !== 'write') return;
    golden = Object.fromEntries(
      readModels.map((model) => [readerOf(model), golden[readerOf(model)] ?? sumOf(model, events)]),
    );
    write(golden);
  }, 120_000);

  it.each(readModels.map((model) => [readerOf(model), model] as const))(
    '%s: is what it was, or comes under a new version',
    (name, model) => {
      expect({ [name]: sumOf(model, events) }).toEqual({ [name]: golden[name] });
    },
  );

  it('is known of the versions in use, and of no other', () => {
    expect(Object.keys(golden).toSorted()).toEqual(readModels.map(readerOf).toSorted());
  });
});
