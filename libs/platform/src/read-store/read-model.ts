import { type DataSource, type EntityManager, type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import { type Projection, type Recorded, fold } from '#app/kernel';
import { type EventLog, categoryOf } from '../event-log/event-log';
import { moveCheckpoint, reached } from './checkpoint';

const BATCH = 500;

/** A projection with the table that it fills. */
export interface ReadModel<Row extends ObjectLiteral = ObjectLiteral> {
  readonly projection: Projection<Row>;
  readonly table: EntityTarget<Row>;
}

/** Pairs them; the events of a projection are known to itself only. */
export const readModel = <Row extends ObjectLiteral>(
  projection: Projection<Row, never>,
  table: EntityTarget<Row>,
): ReadModel => ({ projection: projection, table });

/** The reader's name at its checkpoint: a new version starts from the beginning, in its own table. */
export const readerOf = ({ projection }: ReadModel): string => `${projection.name}-${projection.version}`;

/**
 * Folds what the log holds into the projection's table, and answers with the position reached.
 * Rows and checkpoint change in one transaction, so each event counts exactly once, whatever crashes.
 */
export async function catchUp(model: ReadModel, log: Pick<EventLog, 'readAll'>, db: DataSource): Promise<bigint> {
  const reader = readerOf(model);
  for (let position = await reached(reader, db.manager); ;) {
    const batch = await log.readAll(position, BATCH);
    const last = batch.at(-1);
    if (!last) return position;
    await db.transaction(async (rows) => {
      await moveCheckpoint(reader, position, last.position, rows);
      await project(model, batch, rows);
    });
    position = last.position;
  }
}

/** One query for the touched rows, one upsert for the kept, one delete for the gone. */
async function project(model: ReadModel, batch: readonly Recorded[], db: EntityManager): Promise<void> {
  const { projection, table } = model;
  const { categories } = projection;
  const changes = batch
    .filter(({ stream }) => !categories || categories.includes(categoryOf(stream)))
    .flatMap((recorded) => projection.rows(recorded));
  if (changes.length === 0) return;

  const key = keyOf(table, db);
  const touched = [...new Set(changes.map((change) => change.key))];
  const found = await db.findBy(table, { [key]: In(touched) });
  const before = new Map(found.map((row) => [String(row[key]), row]));
  const rows = fold(changes, before);

  const kept = [...rows.values()].filter((row) => row !== undefined);
  const gone = [...rows.keys()].filter((id) => !rows.get(id) && before.has(id));
  for (let from = 0; from < kept.length; from += 500) await db.upsert(table, kept.slice(from, from + 500), [key]);
  if (gone.length > 0) await db.delete(table, gone);
}

/** Rows are flat and have one key. */
function keyOf(table: EntityTarget<ObjectLiteral>, db: EntityManager): string {
  const [column] = db.dataSource.getMetadata(table).primaryColumns;
  if (!column) throw new Error('A row needs a primary column');
  return column.propertyName;
}
