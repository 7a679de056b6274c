import type { Metadata, Recorded } from '#app/kernel';
import type { Filter } from '../event-log';

const COLUMNS = 'position, stream, revision, type, schema_version, id, data, metadata, recorded_at';

export const STREAM = `select ${COLUMNS} from log.event where stream = $1 and revision >= $2 order by revision`;
export const HEAD = 'select max(position) as head from log.event';

/** A row of log.event as pg reads it: bigint as text, json parsed. */
export interface Row {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schema_version: number;
  readonly id: string;
  readonly data: unknown;
  readonly metadata: Metadata;
  readonly recorded_at: Date;
}

export interface Query {
  readonly text: string;
  readonly values: unknown[];
}

/** No position is greater. */
const NO_END = 9_223_372_036_854_775_807n;

/**
 * The events after a position and up to another that pass the filter, in order, at most `limit`.
 * A list of types or categories is read name by name, each along its own index and each with the limit, because one index
 * scan over several names does not come in the order of the log. Pairs are compared, not columns, because that order has
 * only one index: with `category = name` the planner may go through the whole log by position and look for a rare name.
 */
export function scan(after: bigint, upTo: bigint | undefined, limit: number, { categories, types }: Filter): Query {
  const range = [after.toString(), (upTo ?? NO_END).toString(), limit];
  const along = (name: string, also: string) => `select ${COLUMNS} from unnest($4::text[]) name cross join lateral (
    select * from log.event where (${name}, position) > (name, $1) and (${name}, position) <= (name, $2) ${also}
    order by ${name}, position limit $3) event order by position limit $3`;
  if (types && categories) {
    return { text: along('type', 'and category = any($5)'), values: [...range, distinct(types), categories] };
  }
  if (types) return { text: along('type', ''), values: [...range, distinct(types)] };
  if (categories) return { text: along('category', ''), values: [...range, distinct(categories)] };
  const text = `select ${COLUMNS} from log.event where position > $1 and position <= $2 order by position limit $3`;
  return { text, values: range };
}

export const recorded = (row: Row): Recorded => ({
  id: row.id,
  event: { type: row.type, data: row.data },
  schemaVersion: row.schema_version,
  stream: row.stream,
  revision: row.revision,
  position: BigInt(row.position),
  at: row.recorded_at.toISOString(),
  metadata: row.metadata,
});

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];
