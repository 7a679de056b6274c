import type { EntityManager } from 'typeorm';
import { type Recorded, fold } from '#app/kernel';
import { CheckpointRow, type EventLog, START, derivedId, historyOf, readerOf } from '#app/platform';
import { versionsMade } from '../history.checker';
import type { Acknowledged, Refused, Sent } from './appender.child';
import { type Counted, openLog } from './counted';
import { echo, models, openRows, readers } from './tally';

/** What a database of the tally holds at one moment. */
export interface Held {
  readonly events: readonly Recorded<Counted>[];
  readonly checkpoints: ReadonlyMap<string, bigint>;
  /** By reader, each row as text. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  /** By reader, where it keeps history: each version of each row as text. */
  readonly histories: ReadonlyMap<string, readonly string[]>;
}

/** Rows and checkpoints in one snapshot; the log after it, so that it holds what they were made from. */
export async function heldIn(url: string): Promise<Held> {
  const [db, log] = [await openRows(url), await openLog(url)];
  try {
    const read = await db.transaction('REPEATABLE READ', snapshot);
    return { events: await everything(log), ...read };
  } finally {
    await db.destroy();
    await log.close();
  }
}

export async function everything(log: Pick<EventLog, 'readAll'>): Promise<readonly Recorded<Counted>[]> {
  const events: Recorded[] = [];
  for (let after = START; ;) {
    const page = await log.readAll(after, 1_000);
    events.push(...page);
    const last = page.at(-1);
    if (!last) return events as Recorded<Counted>[];
    after = last.position;
  }
}

async function snapshot(db: EntityManager): Promise<Omit<Held, 'events'>> {
  const checkpoints = (await db.find(CheckpointRow)).map(({ reader, position }) => [reader, BigInt(position)] as const);
  const rows = new Map<string, readonly string[]>();
  const histories = new Map<string, readonly string[]>();
  for (const model of models) {
    rows.set(readerOf(model), asText(await db.find(model.table)));
    const history = historyOf(db.dataSource.getMetadata(model.table).tableName);
    if (model.projection.history) histories.set(readerOf(model), asText(await db.query(`SELECT * FROM "${history}"`)));
  }
  return { checkpoints: new Map(checkpoints), rows, histories };
}

const asText = (rows: readonly object[]): readonly string[] =>
  rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(isFolded).toSorted()))).toSorted();

/** Whose a row is the engine adds to what is folded. */
const isFolded = ([column]: readonly [string, unknown]): boolean => column !== 'partnership';

/** Positions without gaps from 0, revisions without gaps from 0 in every stream, and no event twice. */
export function expectDense(events: readonly Recorded[]): void {
  expect(events.findIndex(({ position }, index) => position !== BigInt(index))).toBe(-1);
  const next = new Map<string, number>();
  const astray = events.filter(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision !== expected;
  });
  expect(astray).toEqual([]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
}

/**
 * No checkpoint is ahead of the log, and rows, and every version of them, are what the events up to their checkpoint make:
 * not one more, not one less.
 */
export function expectRowsOfCheckpoints({ events, checkpoints, rows, histories }: Held): void {
  const head = events.at(-1)?.position ?? START;
  expect([...checkpoints].filter(([, position]) => position > head)).toEqual([]);
  for (const model of models) {
    const reader = readerOf(model);
    const { categories } = model.projection;
    const read = events
      .filter(({ position }) => position <= (checkpoints.get(reader) ?? START))
      .filter(({ stream }) => categories?.includes(stream.split('-')[0] ?? '') !== false);
    const made = fold(read.flatMap((recorded) => model.projection.rows(recorded)));
    expect([reader, rows.get(reader)]).toEqual([reader, asText([...made.values()].filter((row) => row !== undefined))]);
    const history = histories.get(reader);
    if (history) expect([reader, history]).toEqual([reader, asText(versionsMade(model, read))]);
  }
}

/** What was acknowledged stands where the answer said, whole and once; of what was not, each append is there whole or not at all. */
export function expectStoredOnce(
  events: readonly Recorded<Counted>[],
  sent: readonly Sent[],
  acknowledged: readonly Acknowledged[],
): void {
  const byId = new Map(events.map((recorded) => [recorded.id, recorded]));
  const lost = acknowledged.filter(({ stream, events: mine, revision, position }) => {
    const stored = mine.map(({ id }) => byId.get(id));
    const first = { revision: revision - mine.length + 1, position: BigInt(position) - BigInt(mine.length - 1) };
    return !stored.every(
      (each, k) =>
        each?.stream === stream &&
        each.event.data.n === mine[k]?.n &&
        each.revision === first.revision + k &&
        each.position === first.position + BigInt(k),
    );
  });
  expect(lost).toEqual([]);
  const halves = sent.filter(({ events: mine }) => {
    const there = mine.filter(({ id }) => byId.has(id)).length;
    return there !== 0 && there !== mine.length;
  });
  expect(halves).toEqual([]);
  const known = new Set(sent.flatMap(({ events: mine }) => mine.map(({ id }) => id)));
  expect(events.filter(({ stream, id }) => stream.startsWith('tally-') && !known.has(id))).toEqual([]);
}

/** Of what was refused nothing is there, and nothing was refused for its ids: every append has its own, and is sent again whole. */
export function expectRefusedRightly(events: readonly Recorded<Counted>[], refused: readonly Refused[]): void {
  expect(refused.filter(({ error }) => error !== 'WrongRevision')).toEqual([]);
  const held = new Set(events.map(({ id }) => id));
  expect(refused.filter(({ events: mine }) => mine.some(({ id }) => held.has(id)))).toEqual([]);
}

/** Every tenth number has its echo, once, and nothing else has one. */
export function expectEchoes(events: readonly Recorded<Counted>[]): void {
  const due = events.filter(({ stream, event }) => stream.startsWith('tally-') && event.data.n % 10 === 0);
  const echoes = events.filter(({ stream }) => stream.startsWith('echo-'));
  const expected = due.map(({ id }) => derivedId(derivedId(id, echo.name, 0), 0));
  expect(echoes.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
}

export const behind = ({ events, checkpoints }: Held): readonly string[] =>
  readers.filter((reader) => checkpoints.get(reader) !== events.at(-1)?.position);
