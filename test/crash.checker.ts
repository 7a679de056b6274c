import { DataSource, type EntityManager, type ObjectLiteral } from 'typeorm';
import { type Recorded, fold } from '#app/kernel';
import {
  CheckpointRow,
  PostgresEventLog,
  type ReadModel,
  categoryOf,
  readerOf,
  systemClock,
  versionRow,
} from '#app/platform';
import { readStore } from '../apps/projector/src/read-store';
import { lifted, readModels, readers } from '../apps/projector/src/slices';
import { type Versions, versionsMade } from './history.checker';

/** What a database holds at one moment: the log, how far each reader says it is, and the rows of every read model. */
export interface Held {
  readonly events: readonly Recorded[];
  readonly checkpoints: ReadonlyMap<string, bigint>;
  readonly rows: ReadonlyMap<ReadModel, readonly ObjectLiteral[]>;
  /** Of those that keep history: every version of every row. */
  readonly histories: ReadonlyMap<ReadModel, Versions>;
}

/** Checkpoints and rows in one snapshot; the log after it, so that it holds what they were made from. */
export async function heldBy(databaseUrl: string): Promise<Held> {
  const db = await new DataSource({ ...readStore(databaseUrl), poolSize: 1 }).initialize();
  const log = await PostgresEventLog.open({ connectionString: databaseUrl, clock: systemClock, connections: 1 });
  try {
    const read = await db.transaction('REPEATABLE READ', snapshot);
    const events = await lifted(log).readAll(-1n, 1_000_000);
    return { events, ...read };
  } finally {
    await db.destroy();
    await log.close();
  }
}

async function snapshot(db: EntityManager): Promise<Omit<Held, 'events'>> {
  const checkpoints = (await db.find(CheckpointRow)).map(({ reader, position }) => [reader, BigInt(position)] as const);
  const rows: [ReadModel, readonly ObjectLiteral[]][] = [];
  const histories: [ReadModel, Versions][] = [];
  for (const model of readModels) {
    rows.push([model, await rowsOf(model, db)]);
    if (model.projection.history) histories.push([model, await db.find(versionRow(model.table as new () => object))]);
  }
  return { checkpoints: new Map(checkpoints), rows: new Map(rows), histories: new Map(histories) };
}

/** Those of one partnership after another's: two of the same id would be taken for one. */
async function rowsOf({ table }: ReadModel, db: EntityManager): Promise<readonly ObjectLiteral[]> {
  const all = db.createQueryBuilder<ObjectLiteral>(table, 'row');
  const partnerships = await all
    .clone()
    .select('"row"."partnership"', 'id')
    .distinct()
    .getRawMany<{ readonly id: string }>();
  const rows: ObjectLiteral[] = [];
  for (const { id } of partnerships)
    rows.push(...(await all.clone().where('"row"."partnership" = :id', { id }).getMany()));
  return rows;
}

/** Several partnerships have groups and roles of the same ids. */
function byPartnership(events: readonly Recorded[]): readonly (readonly Recorded[])[] {
  const partnerships = new Set(events.map(({ metadata }) => metadata.partnership));
  return [...partnerships].map((id) => events.filter(({ metadata }) => metadata.partnership === id));
}

/** Positions without gaps from 0, and revisions without gaps from 0 in every stream; no event twice. */
export function expectDense(events: readonly Recorded[]): void {
  expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, index) => index));
  for (const own of byPartnership(events)) {
    const last = new Map<string, number>();
    for (const { stream, revision } of own) {
      expect([stream, revision]).toEqual([stream, (last.get(stream) ?? -1) + 1]);
      last.set(stream, revision);
    }
  }
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
}

/**
 * No reader says it has read what is not there, and every read model holds what it says: the fold up to its checkpoint, with
 * every version on the way where history is kept.
 */
export function expectRowsOfCheckpoints({ events, checkpoints, rows, histories }: Held): void {
  const head = events.at(-1)?.position ?? -1n;
  for (const [reader, position] of checkpoints) expect([reader, position <= head]).toEqual([reader, true]);
  for (const [model, found] of rows) {
    const reader = readerOf(model);
    const upTo = checkpoints.get(reader) ?? -1n;
    const read = byPartnership(own(model, events).filter(({ position }) => position <= upTo));
    expect([reader, sorted(found)]).toEqual([reader, sorted(read.flatMap((each) => folded(model, each)))]);
    const history = histories.get(model);
    if (history) {
      const made = read.flatMap((each) => versionsMade(model, each));
      expect([reader, sorted(history)]).toEqual([reader, sorted(made)]);
    }
  }
}

/** The readers, reactions among them, that have not come to the end of the log. */
export function behind({ events, checkpoints }: Held): readonly string[] {
  const head = events.at(-1)?.position;
  return readers.filter((reader) => checkpoints.get(reader) !== head);
}

const own = (
  { projection: { categories, except = [] } }: ReadModel,
  events: readonly Recorded[],
): readonly Recorded[] =>
  events.filter(({ stream }) =>
    categories ? categories.includes(categoryOf(stream)) : !except.includes(categoryOf(stream)),
  );

function folded({ projection }: ReadModel, events: readonly Recorded[]): readonly ObjectLiteral[] {
  const rows = fold(events.flatMap((recorded) => projection.rows(recorded)));
  return [...rows.values()].filter((row) => row !== undefined);
}

/** As text, for a table has no order and hands dates and big numbers over in its own way. */
function sorted(rows: readonly ObjectLiteral[]): readonly string[] {
  return rows.map((row) => JSON.stringify(plain(row))).toSorted();
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const held = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(held.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, plain(each)]));
}
