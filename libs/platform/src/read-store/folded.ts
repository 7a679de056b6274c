import type { EntityManager, ObjectLiteral } from 'typeorm';
import { type Plain, type Projection, type Recorded, fold } from '#app/kernel';
import { type Share, type Timed, type Version, inTime, keepVersions, leftOut, versionsOf } from './history';
import type { Table } from './table';

type Row = Plain<ObjectLiteral>;

/** What events come to for the rows of one partnership. */
interface Outcome {
  readonly partnership: string;
  /** The rows that there were. */
  readonly before: ReadonlyMap<string, Row>;
  /** Every row that was touched, as it will be; undefined: there will be none. */
  readonly rows: ReadonlyMap<string, Row | undefined>;
  /** Only where they are kept. */
  readonly versions: readonly Version[] | undefined;
}

/** What a step comes to, not yet written. */
export type Folded = readonly Outcome[];

/**
 * Works out what events come to. `last` is what is being written meanwhile and may not be seen yet: its rows are taken as it has
 * them. Rows belong to the partnership of the event that led to them: those of another stay as they are, also under the same key.
 */
export async function foldOver(
  projection: Projection<ObjectLiteral>,
  table: Table,
  { events, since }: { readonly events: readonly Recorded[]; readonly since: string },
  db: EntityManager,
  last: Folded = [],
): Promise<Folded> {
  const shares = new Map<string, Timed[]>();
  for (const timed of inTime(events, since)) {
    const { partnership } = timed.recorded.metadata;
    const own = shares.get(partnership);
    if (own) own.push(timed);
    else shares.set(partnership, [timed]);
  }
  const outcomes: Outcome[] = [];
  for (const [partnership, own] of shares) {
    const changes = own.flatMap(({ recorded }) => projection.rows(recorded));
    if (changes.length === 0) continue;
    const written = last.find((each) => each.partnership === partnership)?.rows;
    const before = await rowsBefore(new Set(changes.map(({ key }) => key)), { table, partnership }, db, written);
    const versions = projection.history ? versionsOf(projection, own, before) : undefined;
    const rows = versions ? new Map(versions.map(({ key, row }) => [key, row])) : fold(changes, before);
    outcomes.push({ partnership, before, rows, versions });
  }
  return outcomes;
}

/** One query for the rows that are touched. */
async function rowsBefore(
  touched: ReadonlySet<string>,
  { table, partnership }: Share,
  db: EntityManager,
  written: Outcome['rows'] = new Map(),
): Promise<ReadonlyMap<string, Row>> {
  const before = new Map<string, Row>();
  const unknown: string[] = [];
  for (const key of touched) {
    const row = written.get(key);
    if (row) before.set(key, row);
    else if (!written.has(key)) unknown.push(key);
  }
  for (const row of await table.find(unknown, partnership, db)) before.set(String(row[table.key]), row);
  return before;
}

/** For each partnership one writing of the kept, one delete for the gone; and their versions where they are kept. */
export async function store(
  projection: Projection<ObjectLiteral>,
  table: Table,
  folded: Folded,
  db: EntityManager,
): Promise<void> {
  for (const { partnership, before, rows, versions } of folded) {
    if (versions) await keepVersions(versions, before, leftOut(projection), { table, partnership }, db);
    const kept = [...rows].flatMap(([key, row]) => (row !== undefined && row !== before.get(key) ? [row] : []));
    const gone = [...rows.keys()].filter((key) => !rows.get(key) && before.has(key));
    await table.write(kept, (key) => before.has(key), partnership, db);
    await table.delete(gone, partnership, db);
  }
}
