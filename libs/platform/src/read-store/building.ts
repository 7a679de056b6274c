import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Attended } from './attended';
import { bareHistory, historyOf, indexesOf, leftOut, onTable, versionKey } from './history';
import { guardRows } from '../partnership/granting';
import type { RowPolicy } from '../partnership/rights';
import { type ReadModel, readerOf } from './read-model';
import { Table, quoted } from './table';
import { needToKnow } from './withheld';

const BUILDING = '/building';

/** Indexes built at a time, each with so much memory of the server's. */
const ABREAST = 2;
const MEMORY = '256MB';

/** The reader whose table another one fills anew; itself where it fills its own. */
export const liveReader = (reader: string): string =>
  reader.endsWith(BUILDING) ? reader.slice(0, -BUILDING.length) : reader;

/** The reader that fills another one's table anew, beside it. */
export const fillingOf = (reader: string): string => `${reader}${BUILDING}`;

/** A new table would give rows that the old one withholds. */
export class PolicyLacking extends Error {
  override readonly name = 'PolicyLacking';
}

/** The table beside the old one that a rebuild fills, and its reader. */
export class Building {
  readonly live: string;
  readonly reader: string;
  readonly table: Table;
  readonly oldTable: Table;
  private readonly history: boolean;
  private readonly without: readonly string[];
  private readonly policies: readonly RowPolicy[];

  constructor(model: ReadModel, db: DataSource) {
    this.live = readerOf(model);
    this.reader = fillingOf(this.live);
    this.oldTable = new Table(model.table, db.manager);
    this.table = new Table(model.table, db.manager, `${this.oldTable.name}_building`);
    this.history = model.projection.history !== undefined;
    this.without = leftOut(model.projection);
    this.policies = needToKnow(model);
  }

  /** The pairs of tables, old and new, with their key. */
  get pairs(): readonly (readonly [old: string, building: string])[] {
    const [old, building] = [this.oldTable.name, this.table.name];
    return this.history
      ? [
          [old, building],
          [historyOf(old), historyOf(building)],
        ]
      : [[old, building]];
  }

  /** The new tables beside those of another version; of its versions only where that one keeps them too. */
  async beside(other: string, db: EntityManager): Promise<readonly (readonly [old: string, building: string])[]> {
    const pairs = [[other, this.table.name] as const, [historyOf(other), historyOf(this.table.name)] as const];
    const [found] = await db.query<{ kept: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS "kept"', [
      quoted(historyOf(other)),
    ]);
    return this.history && found?.kept ? pairs : pairs.slice(0, 1);
  }

  /** An empty table of the same shape. Its indexes come when it is full: that is several times faster. */
  async make(db: EntityManager): Promise<void> {
    const [old, building, key] = [this.oldTable.name, this.table.name, this.table.keyName];
    await db.query(
      `CREATE TABLE ${quoted(building)} (LIKE ${quoted(old)} INCLUDING ALL EXCLUDING INDEXES,
        PRIMARY KEY (${quoted(key)}, "partnership"))`,
    );
    if (this.history) for (const statement of bareHistory(building, key, this.without)) await db.query(statement);
    for (const [, table] of this.pairs) await guardRows(table, db, this.policies);
  }

  /** The indexes of the old tables, on the new ones, several at a time, and how many there are. Those that are there already stay. */
  async index(db: DataSource, attended: Attended, said: (done: number, of: number) => void): Promise<void> {
    const wanted: (() => Promise<void>)[] = [];
    for (const [old, building] of this.pairs)
      for (const definition of await indexesOf(old, db.manager))
        wanted.push(() => indexed(building, onTable(definition, building, true), attended));
    const of = wanted.length + (this.history ? 1 : 0);
    let done = 0;
    const made = async (make: () => Promise<void>): Promise<void> => {
      await make();
      said(++done, of);
    };
    said(done, of);
    if (this.history) await made(() => keyed(historyOf(this.table.name), this.table.keyName, attended));
    const build = async (): Promise<void> => {
      for (let next = wanted.shift(); next; next = wanted.shift()) await made(next);
    };
    await allEnded(Array.from({ length: ABREAST }, () => build().finally(() => wanted.splice(0))));
    for (const [, building] of this.pairs)
      await attended.transaction((rows) => rows.query(`ANALYZE ${quoted(building)}`));
  }

  /** Throws PolicyLacking, as where it was begun before the old one had all its policies. */
  async insistOnPolicies(db: EntityManager): Promise<void> {
    for (const [old, building] of this.pairs) {
      const lacking = await db.query<{ name: string }[]>(POLICIES_LACKING, [quoted(building), quoted(old)]);
      const names = lacking.map(({ name }) => name).join(', ');
      if (names !== '') throw new PolicyLacking(`${building} lacks policies of ${old}: ${names}. Nothing is switched.`);
    }
  }

  async drop(db: EntityManager): Promise<void> {
    for (const [, building] of this.pairs) await db.query(`DROP TABLE IF EXISTS ${quoted(building)}`);
    for (const table of ['checkpoint', 'known_reader', 'parked_event'])
      await db.query(`DELETE FROM ${quoted(table)} WHERE "reader" = $1`, [this.reader]);
  }

  /**
   * The new tables under the old names; the old ones beside them until they are retired, but for one that holds nothing.
   * Answers what those are called now.
   */
  async rename(db: EntityManager): Promise<readonly string[]> {
    const olds: string[] = [];
    for (const [old, building] of this.pairs) {
      const [row] = await db.query<{ n: number }[]>(
        `SELECT coalesce(max(substring(relname FROM '_old_([0-9]+)$')::int), 0) + 1 AS n FROM pg_class
          WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname ~ ('^' || $1 || '_old_[0-9]+$')`,
        [old],
      );
      const kept = `${old}_old_${String(row?.n ?? 1)}`;
      const [found] = await db.query<{ rows: boolean }[]>(`SELECT EXISTS (SELECT FROM ${quoted(old)}) AS "rows"`);
      if (found?.rows) olds.push(kept);
      await db.query(
        found?.rows ? `ALTER TABLE ${quoted(old)} RENAME TO ${quoted(kept)}` : `DROP TABLE ${quoted(old)}`,
      );
      await db.query(`ALTER TABLE ${quoted(building)} RENAME TO ${quoted(old)}`);
    }
    return olds;
  }
}

/** Policies that table $2 has and $1 has not, in all that they say. */
const POLICIES_LACKING = `SELECT o.polname::text AS name FROM pg_policy AS o WHERE o.polrelid = $2::regclass AND NOT EXISTS (
  SELECT FROM pg_policy AS n WHERE n.polrelid = $1::regclass AND n.polname = o.polname AND n.polcmd = o.polcmd
    AND n.polpermissive = o.polpermissive AND n.polroles = o.polroles
    AND pg_get_expr(n.polqual, n.polrelid) IS NOT DISTINCT FROM pg_get_expr(o.polqual, o.polrelid)
    AND pg_get_expr(n.polwithcheck, n.polrelid) IS NOT DISTINCT FROM pg_get_expr(o.polwithcheck, o.polrelid))`;

/** Waits for every one, and throws what the first one failed with: none is left at work by itself. */
async function allEnded(works: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(works);
  const failed = ended.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Gives a full history the key that it has not got yet: nothing asks by it before, and kept up row by row it costs more. */
const keyed = (history: string, key: string, attended: Attended): Promise<void> =>
  attended.transaction(async (rows) => {
    await rows.query(`SET LOCAL lock_timeout = 0`);
    await rows.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [history]);
    const found = await rows.query<unknown[]>('SELECT FROM pg_index WHERE indrelid = $1::regclass AND indisprimary', [
      quoted(history),
    ]);
    if (found.length > 0) return;
    await rows.query(`SET LOCAL maintenance_work_mem = '${MEMORY}'`);
    await rows.query(`ALTER TABLE ${quoted(history)} ADD PRIMARY KEY (${versionKey(key)})`);
  });

/**
 * Makes an index that is not there yet, also where another process is about to. Named by itself: PostgreSQL cuts long names
 * to be alike, and two that it names at the same moment may get one name.
 */
const indexed = (table: string, definition: string, attended: Attended): Promise<void> =>
  attended.transaction(async (rows) => {
    // Whoever else makes it takes as long as it takes.
    await rows.query(`SET LOCAL lock_timeout = 0`);
    await rows.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [definition]);
    const there = await indexesOf(table, rows);
    if (there.some((each) => onTable(each, table, true) === definition)) return;
    await rows.query(`SET LOCAL maintenance_work_mem = '${MEMORY}'`);
    await rows.query(definition.replace(' INDEX ON ', ` INDEX "rebuilt_${randomUUID()}" ON `));
  });
