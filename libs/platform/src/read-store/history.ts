import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { Plain, Projection, Recorded } from '#app/kernel';
import { copyIn } from '../copy';
import { isSearched } from './searched';
import { MANY, type Table, mapped, quoted } from './table';

/** The table that keeps the versions of a table's rows. */
export const historyOf = (table: string): string => `${table}_history`;

/** A row from one event to the next that changes it. */
export interface Version {
  readonly key: string;
  /** undefined: there is no row. */
  readonly row: Plain<ObjectLiteral> | undefined;
  readonly from: Point;
  to?: Point;
}

/** A version of a row that is there. */
interface Kept {
  readonly row: Plain<ObjectLiteral>;
  readonly from: Point;
  readonly to: Point | undefined;
}

/** A place in the log, and the time of its event. */
interface Point {
  readonly position: string;
  /** ISO instant. It never goes back: where the clocks of writers disagree, a later event is not earlier than its forerunner. */
  readonly time: string;
}

/** An event with the time from which what it leads to holds. */
export interface Timed {
  readonly recorded: Recorded;
  /** As of a point. */
  readonly time: string;
}

/** Events in order, after one that was recorded at `since`. */
export function inTime(events: readonly Recorded[], since: string): readonly Timed[] {
  let time = since;
  return events.map((recorded) => {
    if (recorded.at > time) time = recorded.at;
    return { recorded, time };
  });
}

/** Every version of the rows that events make of those before, in order, each with where it begins and where it ends. */
export function versionsOf(
  projection: Projection<ObjectLiteral>,
  events: readonly Timed[],
  before: ReadonlyMap<string, Plain<ObjectLiteral>>,
): readonly Version[] {
  const versions: Version[] = [];
  const latest = new Map<string, Version>();
  for (const { recorded, time } of events) {
    const from = { position: String(recorded.position), time };
    for (const touch of projection.rows(recorded)) {
      const { key } = touch;
      const last = latest.get(key);
      const was = last ? last.row : before.get(key);
      const row = touch.change(was);
      if (row === was) continue;
      if (last?.from.position === from.position) versions.splice(versions.indexOf(last), 1);
      else if (last) last.to = from;
      const version: Version = { key, row, from };
      versions.push(version);
      latest.set(key, version);
    }
  }
  return versions;
}

/** The fields that the history of a projection leaves out. */
export const leftOut = ({ history }: Pick<Projection<ObjectLiteral>, 'history'>): readonly string[] =>
  typeof history === 'object' ? history.without : [];

/** A partnership's part of a table. */
export interface Share {
  readonly table: Table;
  readonly partnership: string;
}

/** Writes versions, and ends those that they follow: of the rows that there were before. */
export async function keepVersions(
  versions: readonly Version[],
  before: ReadonlyMap<string, unknown>,
  without: readonly string[],
  share: Share,
  db: EntityManager,
): Promise<void> {
  const { table, partnership } = share;
  await endVersions(
    versions.filter(({ key }) => before.has(key)),
    share,
    db,
  );
  const kept = versions.flatMap(({ row, from, to }) => (row ? [{ row, from, to }] : []));
  if (kept.length < MANY) return addVersions(kept, without, share, db);
  const { names, line } = table.copied(partnership, without);
  await copyIn(
    `${quoted(historyOf(table.name))} (${names}, "fromPosition", "fromTime", "toPosition", "toTime")`,
    mapped(kept, ({ row, from, to }) => `${line(row)}\t${pointIn(from)}\t${to ? pointIn(to) : NOWHERE}\n`),
    db,
  );
}

const pointIn = ({ position, time }: Point): string => `${position}\t${time}`;
const NOWHERE = '\\N\t\\N';

/** Ends the version that each key has, where the first of these begins. */
async function endVersions(
  versions: readonly Version[],
  { table, partnership }: Share,
  db: EntityManager,
): Promise<void> {
  if (versions.length === 0) return;
  const history = quoted(historyOf(table.name));
  const key = quoted(table.keyName);
  const begun = new Map(versions.toReversed().map(({ key: id, from }) => [id, from]));
  const ended = [...begun].map(([id, { position, time }]) => ({
    [table.keyName]: id,
    toPosition: position,
    toTime: time,
  }));
  await db.query(
    `UPDATE ${history} AS h SET "toPosition" = e."toPosition", "toTime" = e."toTime"
      FROM json_populate_recordset(NULL::${history}, $1) AS e
      WHERE h.${key} = e.${key} AND h."partnership" = $2 AND h."toPosition" IS NULL`,
    [JSON.stringify(ended), partnership],
  );
}

/** Few versions, in one statement. */
async function addVersions(
  versions: readonly Kept[],
  without: readonly string[],
  { table, partnership }: Share,
  db: EntityManager,
): Promise<void> {
  if (versions.length === 0) return;
  const history = quoted(historyOf(table.name));
  const rows = versions.map(({ row, from, to }) => ({
    ...table.stored(row, without),
    partnership,
    fromPosition: from.position,
    fromTime: from.time,
    toPosition: to?.position,
    toTime: to?.time,
  }));
  await db.query(`INSERT INTO ${history} SELECT * FROM json_populate_recordset(NULL::${history}, $1)`, [
    JSON.stringify(rows),
  ]);
}

/** The statements that make the history of a table, with the one index that writing needs and without its key. */
export function bareHistory(table: string, key: string, without: readonly string[]): readonly string[] {
  const history = quoted(historyOf(table));
  return [
    `CREATE TABLE ${history} (LIKE ${quoted(table)}, "fromPosition" bigint NOT NULL, "toPosition" bigint,
      "fromTime" timestamptz NOT NULL, "toTime" timestamptz)`,
    ...without.map((column) => `ALTER TABLE ${history} ALTER COLUMN ${quoted(column)} DROP NOT NULL`),
    latestVersion(historyOf(table), key),
  ];
}

/** The columns by which a version is told from the others. */
export const versionKey = (key: string): string => `${quoted(key)}, "fromPosition"`;

/** The index by which the version is found that a row of a partnership has now. */
export const latestVersion = (history: string, key: string): string =>
  `CREATE UNIQUE INDEX ON ${quoted(history)} (${quoted(key)}, "partnership") WHERE "toPosition" IS NULL`;

/**
 * The same, and all that it takes to find its versions by moment, and as the rows of the table are found. `isNear`: the server
 * has what `nearest` asks for.
 */
export function historyTable(
  table: string,
  key: string,
  indexes: readonly string[],
  without: readonly string[] = [],
  isNear = false,
): readonly string[] {
  const history = historyOf(table);
  const order = isNear ? orderOf(indexes) : undefined;
  return [
    ...bareHistory(table, key, without),
    `ALTER TABLE ${quoted(history)} ADD PRIMARY KEY (${versionKey(key)})`,
    ...momentIndexes(history, order?.column),
    `CREATE INDEX ON ${quoted(history)} ("fromPosition")`,
    `CREATE INDEX ON ${quoted(history)} ("toPosition")`,
    ...indexes
      .filter((each) => !isSearched(each) && each !== order?.definition)
      .map((definition) => onTable(definition, history)),
  ];
}

/**
 * The indexes by which the versions of a moment are found; and where there is a column by which lists are in order, the newest
 * of these first, without those that came later and without those that had ended.
 */
export const momentIndexes = (history: string, column?: string): readonly string[] =>
  ['int8range("fromPosition", "toPosition")', 'tstzrange("fromTime", "toTime")'].map(
    (span) =>
      `CREATE INDEX ON ${quoted(history)} USING gist (${[span, ...(column ? [quoted(column)] : [])].join(', ')})`,
  );

/** The index by which the lists of a table are in order, the newest first, and the column that it begins with. */
export function orderOf(
  indexes: readonly string[],
): { readonly definition: string; readonly column: string } | undefined {
  for (const definition of indexes) {
    const column = / USING btree \("?(\w+)"? DESC[^)]*\)$/.exec(definition)?.[1];
    if (column !== undefined) return { definition, column };
  }
  return undefined;
}

/** An index's definition as PostgreSQL gives it, for another table of the same columns; what was unique there is not here. */
export const onTable = (definition: string, table: string, unique = false): string =>
  definition.replace(
    /^CREATE (UNIQUE )?INDEX .+? ON .+? USING /,
    (_whole, was?: string) => `CREATE ${unique ? (was ?? '') : ''}INDEX ON ${quoted(table)} USING `,
  );

/** The definitions of a table's indexes, without its primary key. */
export async function indexesOf(table: string, db: EntityManager): Promise<readonly string[]> {
  const rows: { definition: string }[] = await db.query(
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index WHERE indrelid = $1::regclass AND NOT indisprimary
      ORDER BY indexrelid`,
    [quoted(table)],
  );
  return rows.map(({ definition }) => definition);
}
