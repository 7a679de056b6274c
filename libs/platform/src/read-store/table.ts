import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

interface ColumnOf {
  /** As the row has it. */
  readonly property: string;
  /** As the table has it. */
  readonly name: string;
  readonly type: string;
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
    this.columns = metadata.columns.map(({ propertyName, databaseName, type }) => ({
      property: propertyName,
      name: databaseName,
      type: typeof type === 'string' ? type : type.name.toLowerCase(),
    }));
    const names = this.columns.map((column) => quoted(column.name));
    const others = names.filter((column) => column !== keyColumn);
    const set = others.map((column) => `${column} = excluded.${column}`).join(', ');
    const table = quoted(this.name);
    this.selecting = `SELECT ${this.columns.map(selected).join(', ')} FROM ${table}`;
    this.upserting = `INSERT INTO ${table} (${names.join(', ')})
      SELECT ${names.join(', ')} FROM json_populate_recordset(NULL::${table}, $1)
      ON CONFLICT (${keyColumn}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`;
    this.deleting = `DELETE FROM ${table} WHERE ${keyColumn} = ANY ($1)`;
  }

  readonly name: string;

  /** The rows of these keys, as TypeORM hands them over: a date is a text, a bigint too. */
  async find(keys: readonly string[], db: EntityManager): Promise<readonly Row[]> {
    return db.query(`${this.selecting} WHERE ${quoted(this.keyName)} = ANY ($1)`, [keys]);
  }

  /** Every row in one statement, whatever their number: PostgreSQL takes them out of one JSON text by the table's own types. */
  async upsert(rows: readonly Row[], db: EntityManager): Promise<void> {
    if (rows.length > 0) await db.query(this.upserting, [JSON.stringify(rows.map((row) => this.stored(row)))]);
  }

  async delete(keys: readonly string[], db: EntityManager): Promise<void> {
    if (keys.length > 0) await db.query(this.deleting, [keys]);
  }

  /** A row under the names of its columns, all but some. */
  stored(row: Row, without: readonly string[] = []): Readonly<Record<string, unknown>> {
    const kept = this.columns.filter(({ property }) => !without.includes(property));
    return Object.fromEntries(kept.map(({ property, name }) => [name, row[property] as unknown]));
  }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function selected({ property, name, type }: ColumnOf): string {
  const column = quoted(name);
  if (type === 'date') return `to_char(${column}, 'YYYY-MM-DD') AS ${quoted(property)}`;
  return `${column} AS ${quoted(property)}`;
}
