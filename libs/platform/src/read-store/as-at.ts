import {
  Column,
  type DataSource,
  Entity,
  type ObjectLiteral,
  PrimaryColumn,
  type SelectQueryBuilder,
  getMetadataArgsStorage,
} from 'typeorm';
import { historyOf } from './history';

/** A moment of a read model: after the event at a position, or at an ISO instant. */
export type Moment = { readonly position: bigint } | { readonly time: string };

/** The span in which a version of a row held: from its first moment up to, and without, the next version's. */
export interface Span {
  /** Positions are bigint: a text here, as the driver hands them over. */
  readonly fromPosition: string;
  readonly toPosition: string | null;
  readonly fromTime: Date;
  readonly toTime: Date | null;
}

type RowClass<Row extends ObjectLiteral> = new () => Row;

const made = new Map<unknown, RowClass<ObjectLiteral>>();

/** The entity of a row's versions: the row with the span in which it held. Made once; it goes to the entities of the data source. */
export function versionRow<Row extends ObjectLiteral>(row: RowClass<Row>): RowClass<Row & Span> {
  const there = made.get(row);
  if (there) return there as RowClass<Row & Span>;
  const name = getMetadataArgsStorage().tables.find(({ target }) => target === row)?.name;
  if (name === undefined) throw new Error(`${row.name} is no row of a table`);
  const parent: RowClass<ObjectLiteral> = row;
  class Version extends parent {}
  Object.defineProperty(Version, 'name', { value: `${row.name}Version` });
  PrimaryColumn('bigint')(Version.prototype, 'fromPosition');
  Column('bigint', { nullable: true })(Version.prototype, 'toPosition');
  Column('timestamptz')(Version.prototype, 'fromTime');
  Column('timestamptz', { nullable: true })(Version.prototype, 'toTime');
  Entity(historyOf(name))(Version);
  made.set(row, Version);
  return Version as unknown as RowClass<Row & Span>;
}

/**
 * The rows of a read model as they were at a moment: a query to which conditions, order and limit are added as to one of the
 * rows of today. Of a projection that keeps history.
 */
export function asAt<Row extends ObjectLiteral>(
  db: DataSource,
  row: RowClass<Row>,
  moment: Moment,
  alias: string,
): SelectQueryBuilder<Row & Span> {
  const versions = db.getRepository(versionRow(row)).createQueryBuilder(alias);
  return 'position' in moment
    ? versions.where(`int8range(${alias}.fromPosition, ${alias}.toPosition) @> CAST(:asAt AS bigint)`, {
        asAt: String(moment.position),
      })
    : versions.where(`tstzrange(${alias}.fromTime, ${alias}.toTime) @> CAST(:asAt AS timestamptz)`, {
        asAt: moment.time,
      });
}

/** A row at two moments; undefined where there was none. */
export interface Difference<Row> {
  readonly before: (Row & Span) | undefined;
  readonly after: (Row & Span) | undefined;
}

/**
 * What differs between two positions, or two times, whichever comes first: as it was at the earlier and at the later, in the
 * order of the keys; at most so many.
 */
export async function between<Row extends ObjectLiteral>(
  db: DataSource,
  row: RowClass<Row>,
  a: Moment,
  b: Moment,
  limit = 1_000,
): Promise<readonly Difference<Row>[]> {
  const { primaryColumns } = db.getMetadata(row);
  const key = primaryColumns[0]?.propertyName ?? '';
  const [first, last] = inOrder(a, b);
  const field = 'position' in first ? 'Position' : 'Time';
  const touched = await db
    .getRepository(versionRow(row))
    .createQueryBuilder('v')
    .select(`v.${key}`, 'key')
    .distinct()
    .where(`(v.from${field} > :from AND v.from${field} <= :to) OR (v.to${field} > :from AND v.to${field} <= :to)`, {
      from: valueOf(first),
      to: valueOf(last),
    })
    .orderBy('1')
    .limit(limit)
    .getRawMany<{ key: string }>();
  const keys = touched.map((each) => each.key);
  const at = async (moment: Moment) => {
    const rows = await asAt(db, row, moment, 'v').andWhere(`v.${key} = ANY (:keys)`, { keys }).getMany();
    return new Map(rows.map((each) => [String(each[key]), each]));
  };
  const [before, after] = [await at(first), await at(last)];
  return keys
    .map((each) => ({ before: before.get(each), after: after.get(each) }))
    .filter(({ before: was, after: is }) => was?.fromPosition !== is?.fromPosition);
}

function inOrder(a: Moment, b: Moment): readonly [Moment, Moment] {
  if ('position' in a && 'position' in b) return a.position <= b.position ? [a, b] : [b, a];
  if ('time' in a && 'time' in b) return Date.parse(a.time) <= Date.parse(b.time) ? [a, b] : [b, a];
  throw new Error('Two positions are compared, or two times');
}

const valueOf = (moment: Moment): string => ('position' in moment ? String(moment.position) : moment.time);
