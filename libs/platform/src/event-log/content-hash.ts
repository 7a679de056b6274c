import { hash } from 'node:crypto';
import type { Stored } from './event-log';

/** What the hash of an event covers. */
export type Content = Pick<Stored, 'stream' | 'id' | 'type' | 'schemaVersion' | 'at' | 'data' | 'metadata'>;

const FORMAT = 'learning-trail/event/v1';

/**
 * The content hash of an event: 32 bytes, made by the writer and stored beside the event, so that whoever reads the stored
 * columns can tell that they are what the writer meant. SHA-256 of eight lines in UTF-8, joined by "\n":
 *
 *     learning-trail/event/v1
 *     stream
 *     id, a UUID in lower case
 *     type
 *     schema version, in decimal
 *     when it was recorded, ISO 8601 in UTC with milliseconds: 2024-06-03T09:00:00.000Z
 *     SHA-256 of the data's bytes, 64 hexadecimal digits in lower case
 *     SHA-256 of the metadata's bytes, the same
 *
 * Lines, not canonical JSON: no part can hold a line break (names are refused with one), so nothing needs quoting and
 * plain SQL can make the same hash. Not the revision and not the position: the writer does not know them when it appends
 * to whatever the stream has. The order of events is what the Merkle tree proves.
 */
export function contentHash({ stream, id, type, schemaVersion, at, data, metadata }: Content): Buffer {
  const parts = [FORMAT, stream, id, type, schemaVersion, at, hash('sha256', data), hash('sha256', metadata)];
  return hash('sha256', parts.join('\n'), 'buffer');
}
