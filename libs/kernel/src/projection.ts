import type { Message } from './decider';
import type { Recorded } from './recorded';

/** One read model as a fold. Pure: the engine reads, loads and stores. A change of shape is a new version with its own table. */
export interface Projection<Row, E extends Message = Message> {
  readonly name: string;
  readonly version: number;
  /** The categories it reads; every category when left out. */
  readonly categories?: readonly string[];
  /** The rows an event touches, and what becomes of each. */
  rows(recorded: Recorded<E>): readonly Change<Row>[];
}

/** What one event does to one row; undefined is "no row", before and after. */
export interface Change<Row> {
  readonly key: string;
  change(row: Plain<Row> | undefined): Plain<Row> | undefined;
}

/** The fields of a row without its class, so that a fold may spread them; read-only, for a fold makes a new row. */
export type Plain<Row> = { readonly [Field in keyof Row]: Row[Field] };

export type Rows<Row> = ReadonlyMap<string, Plain<Row> | undefined>;

/** Every touched row, after the changes. The engine and the tests fold with these same lines. */
export function fold<Row>(changes: readonly Change<Row>[], before: Rows<Row> = new Map()): Rows<Row> {
  const rows = new Map(before);
  for (const touch of changes) rows.set(touch.key, touch.change(rows.get(touch.key)));
  return rows;
}
