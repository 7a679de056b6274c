import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '#app/kernel';
import {
  Decisions,
  Observations,
  type ReadModel,
  START,
  type Stored,
  categoryOf,
  leftOut,
  lineOf,
  readLine,
  readerOf,
} from '#app/platform';
import { readModels, shapes } from '../apps/projector/src/slices';
import { dispatchOf } from '../apps/web/src/house';
import { aboutDataSpecimens } from './golden.about-data';
import { recordedAs } from './golden.files';
import { lookSpecimens } from './golden.looks';
import { actSpecimens } from './golden.specimens';
import { openHouse } from './house';

/**
 * Pages and rows of every database hold what a projection made of its events. So a change in what it makes is a new version
 * with a table of its own, and this test finds the one that was forgotten.
 *
 * - For new projections and new versions: GOLDEN=write npx jest --config .jest.config.cjs test/golden-rows
 * - To record the sample of events anew, from the demonstration year as it is loaded today and what the year does not have, and
 *   every sum with it:
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

/**
 * Of every row that a projection makes of the sample, as each event leaves it, whatever the order of its fields: databases in
 * use hold rows that are half way, and the versions of all, which all leave out the same.
 */
function sumOf({ projection }: ReadModel, events: readonly Recorded[]): string {
  const { categories, except, history } = projection;
  const rows = new Map<string, object | undefined>();
  const hash = createHash('sha256');
  for (const event of events) {
    const category = categoryOf(event.stream);
    if (!(categories?.includes(category) ?? !except?.includes(category))) continue;
    const changes = projection.rows(event);
    for (const each of changes) rows.set(each.key, each.change(rows.get(each.key)));
    for (const key of new Set(changes.map(({ key }) => key)))
      hash.update(`${event.position} ${key} ${inOrder(rows.get(key) ?? null)}\n`);
  }
  if (history && rows.size > 0) hash.update(`versions without ${leftOut(projection).join(' ')}\n`);
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
  const { app } = house.web;
  await aboutDataSpecimens(app.get(Decisions));
  await actSpecimens(await house.log.readAll(START, 1_000_000), dispatchOf([app]));
  await lookSpecimens(app.get(Observations));
  const stored = await house.log.readStored(START, 1_000_000);
  await house.close();
  writeFileSync(SAMPLE, stored.map((each) => `${lineOf(each)}\n`).join(''));
}

function write(sums: Sums): void {
  const inTheOrderOfNames = Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(SUMS, `${JSON.stringify(Object.fromEntries(inTheOrderOfNames), null, 2)}\n`);
}

/** Of no rows at all. */
const NOTHING = createHash('sha256').digest('hex');

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
  });

  it.each(readModels.map((model) => [readerOf(model), model] as const))(
    '%s: is what it was, or comes under a new version',
    (name, model) => {
      expect({ [name]: sumOf(model, events) }).toEqual({ [name]: golden[name] });
    },
  );

  it('is something, and made of every type of event that there is', () => {
    expect(Object.keys(golden).filter((name) => golden[name] === NOTHING)).toEqual([]);
    const had = new Set(events.map(({ stream, event: { type } }) => `${categoryOf(stream)} ${type}`));
    const types = shapes.types().map(({ category, type }) => `${category} ${type}`);
    expect(types.filter((type) => !had.has(type))).toEqual([]);
  });

  it('is known of the versions in use, and of no other', () => {
    expect(Object.keys(golden).toSorted()).toEqual(readModels.map(readerOf).toSorted());
  });
});
