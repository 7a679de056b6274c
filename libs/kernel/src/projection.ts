import type { Message } from './decider';
import type { Recorded } from './recorded';

/** One read model as a fold. Pure: the engine reads, loads and stores. A change of shape is a new version with its own table. */
export interface Projection<Row, E extends Message = Message> {
  readonly name: string;
  readonly version: number;
  /** The categories it reads; every category when left out. */
  readonly categories?: readonly string[];
  /** Where no categories are named: those that it leaves out all the same. */
  readonly except?: readonly string[];
  /**
   * Puts an event aside that it cannot take, with all later ones of that stream, and goes on. Left out, it stops there and
   * says so: for a list in which a record must not be missing.
   */
  readonly parks?: boolean;
  /**
   * Keeps every version of each row, with the positions and times between which it held, so that a list can be shown as at
   * any moment. Only where a version begins with it, and never together with `parks`.
   */
  readonly history?: History<Row>;
  /** The rows an event touches, and what becomes of each. */
  rows(recorded: Recorded<E>): readonly Change<Row>[];
}

/** What is kept of earlier versions: all of it, or all but what a list does not show. What is left out is null there. */
export type History<Row> = true | { readonly without: readonly (keyof Row & string)[] };

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
