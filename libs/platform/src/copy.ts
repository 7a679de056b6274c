import type { ClientBase, Submittable } from 'pg';
import type { EntityManager } from 'typeorm';

/** What a table's column is, as far as writing a value of it depends on it. */
export interface Copied {
  readonly type: string;
  readonly isArray: boolean;
}

/** So many characters go out at a time: PostgreSQL reads the first ones while the next are made. */
const CHUNK = 65_536;

/**
 * Adds rows to a table by COPY, in the transaction that is open: where rows are many, PostgreSQL takes them in less than
 * half the time that it needs to take them out of a JSON text. A line is a row: its values in the order of
 * the columns, as `writerOf` writes them, between tabs, and a line break.
 */
export async function copyIn(into: string, lines: Iterable<string>, db: EntityManager): Promise<void> {
  if (!db.queryRunner) throw new Error('Rows are copied within a transaction');
  await copyLines((await db.queryRunner.connect()) as ClientBase, into, lines);
}

/** The same on a connection. */
export async function copyLines(client: ClientBase, into: string, lines: Iterable<string>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.query(new CopyIn(`COPY ${into} FROM STDIN`, lines, resolve, reject));
  });
}

/** What the driver's connection has and its types do not tell. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

/** One COPY as the driver wants a question to be: it calls these as PostgreSQL's messages come in. */
class CopyIn implements Submittable {
  /** The driver sets it where an answer may not take longer than some time: told, it waits no more. */
  callback?: (error: unknown) => void;
  private failed: unknown;

  constructor(
    private readonly statement: string,
    private readonly lines: Iterable<string>,
    private readonly resolve: () => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  submit = (connection: unknown): void => {
    (connection as Wire).query(this.statement);
  };

  handleCopyInResponse(connection: Wire): void {
    try {
      let chunk = '';
      for (const line of this.lines) {
        chunk += line;
        if (chunk.length < CHUNK) continue;
        connection.sendCopyFromChunk(Buffer.from(chunk));
        chunk = '';
      }
      if (chunk !== '') connection.sendCopyFromChunk(Buffer.from(chunk));
      connection.endCopyFrom();
    } catch (error) {
      // A row that cannot be written ends the COPY; PostgreSQL answers with an error, and this one tells why.
      this.failed = error;
      connection.sendCopyFail('A row cannot be written');
    }
  }

  handleError(error: unknown): void {
    this.callback?.(error);
    this.reject(this.failed ?? error);
  }

  handleReadyForQuery(): void {
    this.callback?.(null);
    this.resolve();
  }

  /** The number of rows: it is known. */
  handleCommandComplete(): void {
    return;
  }
}

/** What makes a column's text of a value: the same value as PostgreSQL would take out of the JSON of a row. */
export function writerOf({ type, isArray }: Copied): (value: unknown) => string {
  const text = type === 'jsonb' || type === 'json' ? inJson : isArray ? inArray : plain;
  return (value) => (value === null || value === undefined ? '\\N' : escaped(text(value)));
}

const inJson = (value: unknown): string => JSON.stringify(value);

const plain = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value);
};

/** As PostgreSQL writes an array: every element in quotes, with a backslash before what would end them. */
function inArray(value: unknown): string {
  if (!Array.isArray(value)) return plain(value);
  let text = '{';
  for (const each of value as readonly unknown[]) text += `${text === '{' ? '' : ','}${elementOf(each)}`;
  return `${text}}`;
}

function elementOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return Array.isArray(value) ? inArray(value) : `"${plain(value).replace(/["\\]/g, '\\$&')}"`;
}

/** What COPY would take for the end of a value or of a row, or for one of these. */
const SPECIAL = /[\\\t\n\r]/;
const SIGNS: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => SIGNS[sign] ?? sign) : text;
