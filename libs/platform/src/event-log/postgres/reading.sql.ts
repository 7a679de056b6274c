import { type CustomTypesConfig, types } from 'pg';
import type { Metadata, Recorded } from '#app/kernel';
import type { Filter, Scan, Stored } from '../event-log';
import type { Query } from './statements';

const COLUMNS = 'position, stream, revision, type, schema_version, id, data, metadata, recorded_at';

const TIMESTAMPTZ = types.builtins.TIMESTAMPTZ;
const dateOf = types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;
const asItIs = (text: string): string => text;
const OWN: ReadonlyMap<number, (text: string) => unknown> = new Map([
  [TIMESTAMPTZ, asItIs],
  [types.builtins.JSON, JSON.parse],
  [types.builtins.JSONB, JSON.parse],
]);

/**
 * How the log's connections read what PostgreSQL writes: as ever, but a time stays the text that it is, and JSON is JSON. The
 * driver keeps how it is read for the whole process, and packages change that: Emmett's makes instants of what looks like them.
 */
export const TYPES: CustomTypesConfig = {
  getTypeParser: (...[type, format]: Parameters<typeof types.getTypeParser>) =>
    OWN.get(type) ?? (types.getTypeParser(type, format) as (text: string) => unknown),
};

/** The ISO instant of a time as PostgreSQL writes it. In UTC, as nearly always, the one is cut out of the other. */
export function instantOf(text: string): string {
  const isUtc = text.endsWith('+00') && text[10] === ' ' && text.length < 30;
  if (!isUtc) return dateOf(text).toISOString();
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`;
}

export const head: Query = { name: 'log.head', text: 'select log.head() as head', values: [] };

export const stream = (name: string, from: number): Query => ({
  name: 'log.stream',
  text: `select ${COLUMNS} from log.event where stream = $1 and revision >= $2 order by revision`,
  values: [name, from],
});

export const streamBackwards = (name: string, limit: number, from: number): Query => ({
  name: 'log.stream_backwards',
  text: `select ${COLUMNS} from log.event where stream = $1 and revision <= $3 order by revision desc limit $2`,
  values: [name, limit, from],
});

export const storedAfter = (after: bigint, limit: number): Query => ({
  name: 'log.stored',
  text: `select position, stream, revision, type, schema_version, id, data::text, metadata::text, recorded_at, content_hash
    from log.event where position > $1 order by position limit $2`,
  values: [after.toString(), limit],
});

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
  /** As PostgreSQL writes it: a Date of each would be made only to be written as text again. */
  readonly recorded_at: string;
}

/** No position is greater. */
const NO_END = 9_223_372_036_854_775_807n;

/**
 * The events after a position that pass the filter, in order, at most `limit`.
 * A list of types or categories is read name by name, each along its own index and each with the limit, because one index
 * scan over several names does not come in the order of the log. Pairs are compared, not columns, because that order has
 * only one index: with `category = name` the planner may go through the whole log by position and look for a rare name.
 */
export function scan(after: bigint, limit: number, { categories, types, upTo = NO_END }: Scan): Query {
  const range = [after.toString(), upTo.toString(), limit];
  const along = (name: string, also: string) => `select ${COLUMNS} from unnest($4::text[]) name cross join lateral (
    select * from log.event where (${name}, position) > (name, $1) and (${name}, position) <= (name, $2) ${also}
    order by ${name}, position limit $3) event order by position limit $3`;
  if (types && categories) {
    return { text: along('type', 'and category = any($5)'), values: [...range, distinct(types), categories] };
  }
  if (types) return { text: along('type', ''), values: [...range, distinct(types)] };
  if (categories) return { text: along('category', ''), values: [...range, distinct(categories)] };
  const text = `select ${COLUMNS} from log.event where position > $1 and position <= $2 order by position limit $3`;
  return { name: 'log.all', text, values: range };
}

/**
 * The same up to a position, and how far the log goes: both at the same moment, on the same server. Where there is no
 * event there is one row, which tells that alone.
 */
export function scanUpTo(upTo: bigint, after: bigint, limit: number, filter: Filter): Query {
  const { name, text, values } = scan(after, limit, { ...filter, upTo });
  const reached = `select head, event.* from log.head() head left join (${text}) event on true order by position`;
  return { ...(name !== undefined && { name: `${name}_up_to` }), text: reached, values };
}

/** A row of it. */
export type ReachedRow = (Row | { readonly position: null }) & {
  readonly head: string | null;
};

/** The first position after one and up to another that has no event, and how far the log goes: both at the same moment. */
export const firstMissing = (after: bigint, upTo: bigint): Query => ({
  name: 'log.first_missing',
  text: 'select log.first_missing($1, $2) as missing, log.head() as head',
  values: [after.toString(), upTo.toString()],
});

export const recordedAfter = (position: bigint): Query => ({
  name: 'log.recorded_after',
  text: 'select log.recorded_after($1) as recorded_at',
  values: [position.toString()],
});

export const recorded = (row: Row): Recorded => ({
  id: row.id,
  event: { type: row.type, data: row.data },
  schemaVersion: row.schema_version,
  stream: row.stream,
  revision: row.revision,
  position: BigInt(row.position),
  at: instantOf(row.recorded_at),
  metadata: row.metadata,
});

/** The same with its bytes as they are kept. */
export interface StoredRow extends Omit<Row, 'data' | 'metadata'> {
  readonly data: string;
  readonly metadata: string;
  readonly content_hash: Buffer;
}

export const stored = (row: StoredRow): Stored => ({
  position: BigInt(row.position),
  stream: row.stream,
  revision: row.revision,
  type: row.type,
  schemaVersion: row.schema_version,
  id: row.id,
  data: row.data,
  metadata: row.metadata,
  at: instantOf(row.recorded_at),
  contentHash: row.content_hash,
});

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];
