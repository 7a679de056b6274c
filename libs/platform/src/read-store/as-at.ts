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

export type RowClass<Row extends ObjectLiteral> = new () => Row;

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
