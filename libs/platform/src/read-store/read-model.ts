import { type DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { type Plain, type Projection, fold } from '#app/kernel';
import { START } from '../event-log/event-log';
import { moveCheckpoint } from './checkpoint';
import { type Share, type Timed, inTime, keepVersions, leftOut, versionsOf } from './history';
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

/** Folds the log into the projection's table. */
export function modelReader(model: ReadModel, db: DataSource, name = readerOf(model), tableName?: string): Reader {
  const { projection } = model;
  const table = new Table(model.table, db.manager, tableName);
  return {
    name,
    categories: projection.categories,
    except: projection.except,
    parks: projection.parks ?? false,
    table: table.name,
    entersAt: () => Promise.resolve(START),
    /** Rows and checkpoint change in one transaction, so each event counts exactly once, whatever crashes. */
    take: (step) =>
      db.transaction(async (rows) => {
        await moveCheckpoint(step.lease, step, rows);
        await write(projection, table, step, rows);
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

/** Rows belong to the partnership of the event that led to them: those of another stay as they are, also under the same key. */
async function project(
  projection: Projection<ObjectLiteral>,
  table: Table,
  { events, since }: Pick<Step, 'events' | 'since'>,
  db: EntityManager,
): Promise<void> {
  const shares = new Map<string, Timed[]>();
  for (const timed of inTime(events, since)) {
    const { partnership } = timed.recorded.metadata;
    const own = shares.get(partnership);
    if (own) own.push(timed);
    else shares.set(partnership, [timed]);
  }
  for (const [partnership, own] of shares) await projectOwn(projection, own, { table, partnership }, db);
}

/** One query for the touched rows, one writing of the kept, one delete for the gone; and their versions where they are kept. */
async function projectOwn(
  projection: Projection<ObjectLiteral>,
  events: readonly Timed[],
  share: Share,
  db: EntityManager,
): Promise<void> {
  const { table, partnership } = share;
  const changes = events.flatMap(({ recorded }) => projection.rows(recorded));
  if (changes.length === 0) return;
  const touched = [...new Set(changes.map(({ key }) => key))];
  const found = await table.find(touched, partnership, db);
  const before = new Map<string, Plain<ObjectLiteral>>(found.map((row) => [String(row[table.key]), row]));
  const versions = projection.history ? versionsOf(projection, events, before) : undefined;
  const rows = versions ? new Map(versions.map(({ key, row }) => [key, row])) : fold(changes, before);
  if (versions) await keepVersions(versions, before, leftOut(projection), share, db);

  const kept = [...rows].filter(([key, row]) => row !== undefined && row !== before.get(key));
  const gone = [...rows.keys()].filter((key) => !rows.get(key) && before.has(key));
  await table.write(
    kept.flatMap(([, row]) => (row ? [row] : [])),
    (key) => before.has(key),
    partnership,
    db,
  );
  await table.delete(gone, partnership, db);
}
