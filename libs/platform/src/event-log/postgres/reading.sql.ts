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

/**
 * The events after a position and, where given, up to another, that pass the filter, in order, at most `limit`.
 * A list of types or categories is read name by name, each along its own index and each with the limit, because one index
 * scan over several names does not come in the order of the log.
 */
export function scan(after: bigint, upTo: bigint | null, limit: number, { categories, types }: Filter): Query {
  const range = 'position > $1 and position <= coalesce($2, 9223372036854775807)';
  const values = [after.toString(), upTo?.toString() ?? null, limit];
  const along = (name: string, also: string) => `select ${COLUMNS} from unnest($4::text[]) name cross join lateral (
    select * from log.event where ${name} = name and ${range} ${also} order by position limit $3) event
    order by position limit $3`;
  if (types && categories) {
    return { text: along('type', 'and category = any($5)'), values: [...values, distinct(types), categories] };
  }
  if (types) return { text: along('type', ''), values: [...values, distinct(types)] };
  if (categories) return { text: along('category', ''), values: [...values, distinct(categories)] };
  return { text: `select ${COLUMNS} from log.event where ${range} order by position limit $3`, values };
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
