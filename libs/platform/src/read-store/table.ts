import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { copyIn, writerOf } from '../copy';

/** From so many rows on they are copied: below, one statement is quicker than two. */
export const MANY = 50;

interface ColumnOf {
  /** As the row has it. */
  readonly property: string;
  /** As the table has it. */
  readonly name: string;
  readonly type: string;
  readonly isArray: boolean;
}

/** The statements that a read model needs of its table. Made once, from what TypeORM knows of the row. */
export class Table<Row extends ObjectLiteral = ObjectLiteral> {
  /** The property that is the key: a row is flat and has one. */
  readonly key: string;
  /** The same as the table has it. */
  readonly keyName: string;
  readonly columns: readonly ColumnOf[];
  private readonly selecting: string;
  private readonly upserting: string;
  private readonly deleting: string;

  /** `name` where it is another table of the same shape: one that is being built. */
  constructor(target: EntityTarget<Row>, db: EntityManager, name?: string) {
    const metadata = db.dataSource.getMetadata(target);
    const [key, another] = metadata.primaryColumns;
    if (!key || another) throw new Error(`A row of ${metadata.tableName} needs one primary column`);
    this.name = name ?? metadata.tableName;
    this.key = key.propertyName;
    this.keyName = key.databaseName;
    const keyColumn = quoted(key.databaseName);
    this.columns = metadata.columns.map(({ propertyName, databaseName, type, isArray }) => ({
      property: propertyName,
      name: databaseName,
      type: typeof type === 'string' ? type : type.name.toLowerCase(),
      isArray,
    }));
    const names = this.columns.map((column) => quoted(column.name));
    const others = names.filter((column) => column !== keyColumn);
    const set = others.map((column) => `${column} = excluded.${column}`).join(', ');
    const table = quoted(this.name);
    this.selecting = `SELECT ${this.columns.map(selected).join(', ')} FROM ${table}`;
    this.upserting = `INSERT INTO ${table} (${names.join(', ')}, "partnership")
      SELECT ${names.join(', ')}, $2::text FROM json_populate_recordset(NULL::${table}, $1)
      ON CONFLICT (${keyColumn}, "partnership") DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`;
    this.deleting = `DELETE FROM ${table} WHERE ${keyColumn} = ANY ($1) AND "partnership" = $2`;
  }

  readonly name: string;

  /** The rows that a partnership has under these keys, as TypeORM hands them over: a date is a text, a bigint too. */
  async find(keys: readonly string[], partnership: string, db: EntityManager): Promise<readonly Row[]> {
    return db.query(`${this.selecting} WHERE ${quoted(this.keyName)} = ANY ($1) AND "partnership" = $2`, [
      keys,
      partnership,
    ]);
  }

  /** Writes rows of a partnership, each of which `isThere` already or is new. */
  async write(
    rows: readonly Row[],
    isThere: (key: string) => boolean,
    partnership: string,
    db: EntityManager,
  ): Promise<void> {
    if (rows.length < MANY) return this.upsert(rows, partnership, db);
    // Nobody else writes here while the checkpoint is held, and nobody sees the table without them.
    await this.delete(rows.map((row) => String(row[this.key])).filter(isThere), partnership, db);
    const { names, line } = this.copied(partnership);
    await copyIn(
      `${quoted(this.name)} (${names})`,
      mapped(rows, (row) => `${line(row)}\n`),
      db,
    );
  }

  /** Every row in one statement: PostgreSQL takes them out of one JSON text by the table's own types. */
  private async upsert(rows: readonly Row[], partnership: string, db: EntityManager): Promise<void> {
    if (rows.length === 0) return;
    await db.query(this.upserting, [JSON.stringify(rows.map((row) => this.stored(row))), partnership]);
  }

  async delete(keys: readonly string[], partnership: string, db: EntityManager): Promise<void> {
    if (keys.length > 0) await db.query(this.deleting, [keys, partnership]);
  }

  /** A row under the names of its columns, all but some. */
  stored(row: Row, without: readonly string[] = []): Readonly<Record<string, unknown>> {
    const kept = this.columns.filter(({ property }) => !without.includes(property));
    return Object.fromEntries(kept.map(({ property, name }) => [name, row[property] as unknown]));
  }

  /**
   * The names of the columns, all but some, and what makes a line for COPY, without its end, of a row of this partnership.
   */
  copied(
    partnership: string,
    without: readonly string[] = [],
  ): { readonly names: string; readonly line: (row: Row) => string } {
    const whose = `\t${writerOf({ type: 'text', isArray: false })(partnership)}`;
    const [first, ...others] = this.columns
      .filter(({ property }) => !without.includes(property))
      .map((column) => ({ ...column, write: writerOf(column) }));
    if (!first) throw new Error(`Nothing of ${this.name} is kept`);
    return {
      names: `${[first, ...others].map(({ name }) => quoted(name)).join(', ')}, "partnership"`,
      line: (row) => {
        let line = first.write(row[first.property]);
        for (const { property, write } of others) line += `\t${write(row[property])}`;
        return line + whose;
      },
    };
  }
}

/** One after another as they are asked for, so that never all the lines of a piece are there at once. */
export function* mapped<From, To>(all: Iterable<From>, to: (each: From) => To): Iterable<To> {
  for (const each of all) yield to(each);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function selected({ property, name, type }: ColumnOf): string {
  const column = quoted(name);
  if (type === 'date') return `to_char(${column}, 'YYYY-MM-DD') AS ${quoted(property)}`;
  return `${column} AS ${quoted(property)}`;
}
