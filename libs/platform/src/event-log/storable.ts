import {
  APPEND_LIMIT_BYTES,
  type Append,
  EVENT_LIMIT_BYTES,
  EventTooLarge,
  type Expected,
  IdempotencyViolation,
  type NewEvent,
  NotStorable,
} from './event-log';

/** An append whose bytes are settled: what is stored, hashed and measured is this text and no other. */
export interface StorableAppend {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly StorableEvent[];
  /** Of data and metadata, in UTF-8. */
  readonly bytes: number;
}

export interface StorableEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON text. */
  readonly data: string;
  /** JSON text. */
  readonly metadata: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME_LIMIT = 250;
/** Control characters and halves of a surrogate pair. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/**
 * JSON.stringify writes a NUL and half of a surrogate pair as escapes, which the type `json` keeps but no reader can use.
 * An escaped backslash before the letters means that somebody wrote the letters, which is fine.
 */
const BROKEN = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** What every adapter checks before it sends anything. Throws NotStorable, EventTooLarge, IdempotencyViolation. */
export function storable({ stream, expected, events }: Append): StorableAppend {
  if (!isName(stream) || stream.indexOf('-') < 1) throw new NotStorable(stream, 'its name is not category-id');
  if (events.length === 0) throw new NotStorable(stream, 'it has no event');
  const written = events.map((event) => storableEvent(stream, event));
  const sizes = written.map(({ data, metadata }) => Buffer.byteLength(data) + Buffer.byteLength(metadata));
  const tooLarge = sizes.find((size) => size > EVENT_LIMIT_BYTES);
  if (tooLarge !== undefined) throw new EventTooLarge(stream, tooLarge, EVENT_LIMIT_BYTES, 'event');
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > APPEND_LIMIT_BYTES) throw new EventTooLarge(stream, bytes, APPEND_LIMIT_BYTES);
  if (new Set(written.map(({ id }) => id)).size < written.length) throw new IdempotencyViolation(stream);
  return { stream, expected, events: written, bytes };
}

function storableEvent(stream: string, { id, event, schemaVersion, metadata }: NewEvent): StorableEvent {
  const { type } = event;
  const lowerCaseId = id.toLowerCase();
  if (!UUID.test(lowerCaseId)) throw new NotStorable(stream, `the id ${JSON.stringify(id)} is not a UUID`);
  if (!isName(type)) throw new NotStorable(stream, `${JSON.stringify(type)} is not the name of an event type`);
  if (!Number.isInteger(schemaVersion) || schemaVersion < 1) {
    throw new NotStorable(stream, `the schema version of ${type} is not 1 or more`);
  }
  return {
    id: lowerCaseId,
    type,
    schemaVersion,
    data: jsonText(stream, `the data of ${type}`, event.data),
    metadata: jsonText(stream, `the metadata of ${type}`, metadata),
  };
}

const isName = (name: string): boolean => name.length > 0 && name.length <= NAME_LIMIT && !UNFIT.test(name);

function jsonText(stream: string, what: string, value: unknown): string {
  const text = stringify(stream, what, value);
  if (text === undefined) throw new NotStorable(stream, `${what} is missing`);
  if (BROKEN.test(text)) throw new NotStorable(stream, `${what} holds a null character or half a character`);
  return text;
}

function stringify(stream: string, what: string, value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new NotStorable(stream, `${what} is not plain JSON`, { cause });
  }
}
