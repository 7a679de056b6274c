import type { DataSource, ObjectLiteral } from 'typeorm';
import { type Moment, type RowClass, type Span, versionRow } from './as-at';
import { historyOf } from './history';
import { quoted } from './table';

/** A row at two moments; undefined where there was none. */
export interface Difference<Row> {
  readonly before: (Row & Span) | undefined;
  readonly after: (Row & Span) | undefined;
  /** Of the latest event that made the difference. */
  readonly position: bigint;
}

/** So many differences are looked up at once, and more where one event has made more. */
const PAGE = 500;

/**
 * What differs between two positions, or two times, whichever comes first: as it was at the earlier and at the later, in the
 * order of the events that made it differ. All of it, however much; `page` at a time is looked up while it is asked for.
 * Of moments that the read model has reached, for later ones may still change.
 */
export async function* between<Row extends ObjectLiteral>(
  db: DataSource,
  row: RowClass<Row>,
  a: Moment,
  b: Moment,
  page = PAGE,
): AsyncGenerator<Difference<Row>, void, undefined> {
  const { tableName, primaryColumns } = db.getMetadata(row);
  const { propertyName: key = '', databaseName: id = '' } = primaryColumns[0] ?? {};
  const [first, last] = await inOrder(db, tableName, a, b);
  for (let after = first; ;) {
    const found = await db.query<Found[]>(differing(tableName, id), [first, last, after, page]);
    const versions = await versionsOf(db, row, key, found);
    const version = (of: Found, from: string | null) =>
      from === null ? undefined : versions.get(nameOf(of.key, from));
    for (const one of found)
      yield {
        before: version(one, one.before),
        after: version(one, one.after),
        position: BigInt(one.position),
      };
    const end = found.at(-1);
    if (!end || found.length < page) return;
    after = end.position;
  }
}

/** A row that differs, with the positions at which its versions at both moments began. */
interface Found {
  readonly key: string;
  readonly position: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The statement for a page of what differs: from a position ($1) to another ($2), of what events behind a third ($3) have done,
 * so many ($4) and with them all that the last of these events has done, so that the next page begins behind it. Where a version
 * ends is compared in a way that no index answers: most of all versions end after $2, and these would be looked up.
 */
function differing(table: string, key: string): string {
  const [history, id] = [quoted(historyOf(table)), quoted(key)];
  return `SELECT made."key", made."position", was."fromPosition" AS "before", made."after" FROM (
      SELECT ${id} AS "key", "partnership", "fromPosition" AS "position", "fromPosition" AS "after" FROM ${history}
        WHERE "fromPosition" > $3::bigint AND "fromPosition" <= $2::bigint AND coalesce("toPosition" > $2::bigint, TRUE)
      UNION ALL
      SELECT ${id}, "partnership", "toPosition", NULL FROM ${history} AS gone
        WHERE "toPosition" > $3::bigint AND "toPosition" <= $2::bigint AND NOT EXISTS (SELECT FROM ${history} AS later
          WHERE later.${id} = gone.${id} AND later."partnership" = gone."partnership"
            AND later."fromPosition" >= gone."toPosition" AND later."fromPosition" <= $2::bigint)
    ) AS made LEFT JOIN LATERAL (
      SELECT "fromPosition", "toPosition" FROM ${history} AS one
        WHERE one.${id} = made."key" AND one."partnership" = made."partnership" AND one."fromPosition" <= $1::bigint
        ORDER BY one."fromPosition" DESC LIMIT 1
    ) AS was ON was."toPosition" IS NULL OR was."toPosition" > $1::bigint
    WHERE made."after" IS NOT NULL OR was."fromPosition" IS NOT NULL
    ORDER BY made."position" FETCH FIRST $4 ROWS WITH TIES`;
}

/** By key and beginning: one event belongs to one partnership, so these are one version. */
async function versionsOf<Row extends ObjectLiteral>(
  db: DataSource,
  row: RowClass<Row>,
  key: string,
  found: readonly Found[],
): Promise<ReadonlyMap<string, Row & Span>> {
  const wanted = found.flatMap(({ key: of, before, after }) =>
    [before, after].flatMap((from) => (from === null ? [] : [{ key: of, from }])),
  );
  const rows = await db
    .getRepository(versionRow(row))
    .createQueryBuilder('v')
    .where(`(v.${key}, v.fromPosition) IN (SELECT * FROM unnest(CAST(:keys AS text[]), CAST(:froms AS bigint[])))`, {
      keys: wanted.map((each) => each.key),
      froms: wanted.map(({ from }) => from),
    })
    .getMany();
  return new Map(rows.map((each) => [nameOf(String(each[key]), each.fromPosition), each]));
}

const nameOf = (key: string, from: string): string => `${from} ${key}`;

/** As positions, the earlier first. */
async function inOrder(db: DataSource, table: string, a: Moment, b: Moment): Promise<readonly [string, string]> {
  if ('position' in a !== 'position' in b) throw new Error('Two positions are compared, or two times');
  const [one, other] = await Promise.all([a, b].map((moment) => positionOf(db, table, moment)));
  return (one ?? 0n) <= (other ?? 0n) ? [String(one), String(other)] : [String(other), String(one)];
}

/** Of the last event that changed a row up to a moment. */
async function positionOf(db: DataSource, table: string, moment: Moment): Promise<bigint> {
  if ('position' in moment) return moment.position;
  const found = await Promise.all(
    (['from', 'to'] as const).map((end) => db.query<[{ position: string }]>(upTo(table, end), [moment.time])),
  );
  return found.map(([{ position }]) => BigInt(position)).reduce((most, each) => (each > most ? each : most));
}

/**
 * The statement for the last position at which a version began, or ended, up to a time ($1). Times never go back along the
 * positions, so it is found by halves, along the index by position.
 */
function upTo(table: string, end: 'from' | 'to'): string {
  const [history, position, time] = [quoted(historyOf(table)), `"${end}Position"`, `"${end}Time"`];
  return `WITH RECURSIVE sought AS (
      SELECT -1::bigint AS low, coalesce(max(${position}), -1) AS high FROM ${history}
      UNION ALL
      SELECT CASE WHEN met.${time} <= $1 THEN met.${position} ELSE low END, CASE WHEN met.${time} <= $1 THEN high ELSE middle - 1 END
        FROM sought, LATERAL (SELECT (low + high + 1) / 2 AS middle) AS half,
          LATERAL (SELECT ${position}, ${time} FROM ${history} WHERE ${position} >= middle ORDER BY ${position} LIMIT 1) AS met
        WHERE low < high
    ) SELECT low AS "position" FROM sought WHERE low = high`;
}
