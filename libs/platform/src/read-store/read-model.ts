import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Projection } from '#app/kernel';
import { START } from '../event-log/event-log';
import { moveCheckpoint } from './checkpoint';
import { foldOver, store } from './folded';
import { park, sorted } from './parking';
import type { Reader, Step } from './reader';
import { Table } from './table';

/** A projection with the table that it fills. */
export interface ReadModel<Row extends ObjectLiteral = ObjectLiteral> {
  readonly projection: Projection<Row>;
  readonly table: EntityTarget<Row>;
  /**
   * The columns that name the record a row is about, by its id or its stream: who may not know of that record is given no such
   * row. Left out where a row is about no record.
   */
  readonly about?: readonly (keyof Row & string)[];
}

/** Pairs them; the events of a projection are known to itself only. */
export const readModel = <Row extends ObjectLiteral>(
  projection: Projection<Row, never>,
  table: EntityTarget<Row>,
  about?: readonly (keyof Row & string)[],
): ReadModel => {
  if (projection.history && projection.parks)
    throw new Error(
      `${projection.name} cannot keep history and put events aside: what is taken later has no place in it`,
    );
  return { projection: projection, table, ...(about && { about }) };
};

/** The reader's name at its checkpoint: a new version starts from the beginning, in its own table. */
export const readerOf = ({ projection }: ReadModel): string => `${projection.name}-${projection.version}`;

/** Of a read model. */
export type ModelReader = Reader & Required<Pick<Reader, 'write'>>;

/** Folds the log into the projection's table. */
export function modelReader(model: ReadModel, db: DataSource, name = readerOf(model), tableName?: string): ModelReader {
  const { projection } = model;
  const table = new Table(model.table, db.manager, tableName);
  return {
    name,
    categories: projection.categories,
    except: projection.except,
    parks: projection.parks ?? false,
    table: table.name,
    entersAt: () => Promise.resolve(START),
    ...(!projection.parks && { fold: (step, last) => foldOver(projection, table, step, db.manager, last) }),
    /** Rows and checkpoint change in one transaction, so each event counts exactly once, whatever crashes. */
    take: (step, folded) =>
      db.transaction(async (rows) => {
        await moveCheckpoint(step.lease, step, rows);
        await (folded ? store(projection, table, folded, rows) : write(projection, table, step, rows));
        return step;
      }),
    write: (step, rows) => write(projection, table, step, rows),
    /** The same for events that were put aside, which the checkpoint has passed already. */
    catchUpOn: (some, rows) => project(projection, table, some, rows),
  };
}

async function write(
  projection: Projection<ObjectLiteral>,
  table: Table,
  step: Step,
  db: EntityManager,
): Promise<void> {
  const { lease, events, since } = step;
  if (!projection.parks) return project(projection, table, step, db);
  const { followers, others } = await sorted(lease.reader, events, db);
  await park(lease.reader, followers, null, db);
  await project(projection, table, { events: others, since }, db);
}

async function project(
  projection: Projection<ObjectLiteral>,
  table: Table,
  some: Pick<Step, 'events' | 'since'>,
  db: EntityManager,
): Promise<void> {
  await store(projection, table, await foldOver(projection, table, some, db), db);
}
