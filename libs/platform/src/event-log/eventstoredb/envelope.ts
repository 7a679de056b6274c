import type { Metadata, Recorded } from '#app/kernel';
import { contentHash } from '../content-hash';
import type { Stored } from '../event-log';
import type { StorableAppend, StorableEvent } from '../storable';
import type { Found, Proposed } from './kurrent.port';

/** What we keep in the server's metadata of an event: ours as it is, and what the server has no field for. */
interface Envelope {
  readonly schemaVersion: number;
  readonly recordedAt: string;
  /** 64 hexadecimal digits. */
  readonly contentHash: string;
  readonly metadata: Metadata;
}

/** The server's own events, streams and links. */
export const isSystem = ({ stream, type }: Pick<Found, 'stream' | 'type'>): boolean =>
  stream.startsWith('$') || type.startsWith('$');

/** The names with a dollar are those by which the server's own tools follow one thing to another. */
export function enclosed(stream: string, event: StorableEvent, at: string): Proposed {
  const { id, type, schemaVersion, metadata } = event;
  const { correlationId, causationId } = JSON.parse(metadata) as Metadata;
  const beside = {
    $correlationId: correlationId,
    $causationId: causationId,
    schemaVersion,
    recordedAt: at,
    contentHash: contentHash({ ...event, stream, at }).toString('hex'),
  };
  const text = `${JSON.stringify(beside).slice(0, -1)},"metadata":${metadata}}`;
  return { id, type, data: JSON.parse(event.data) as unknown, metadata: Uint8Array.from(Buffer.from(text)) };
}

/** How many bytes the server counts: with what is kept beside each event, and the names of their types in UTF-16. */
export const bytesOf = ({ events, bytes }: StorableAppend, proposed: readonly Proposed[]): number =>
  proposed.reduce(
    (sum, { type, metadata }, n) =>
      sum + 2 * type.length + metadata.length - Buffer.byteLength(events[n]?.metadata ?? ''),
    bytes,
  );

export function recorded(found: Found): Recorded {
  const { id, stream, revision, position } = found;
  const { schemaVersion, recordedAt, metadata } = envelopeOf(found);
  return {
    id,
    event: { type: found.type, data: found.data },
    schemaVersion,
    stream,
    revision,
    position,
    at: recordedAt,
    metadata,
  };
}

/** The texts are those that were sent: what JSON.stringify has written, it writes again when it is read (tested). */
export function stored(found: Found): Stored {
  const { id, type, stream, revision, position } = found;
  const { schemaVersion, recordedAt, metadata, contentHash: hash } = envelopeOf(found);
  return {
    position,
    stream,
    revision,
    type,
    schemaVersion,
    id,
    data: JSON.stringify(found.data),
    metadata: JSON.stringify(metadata),
    at: recordedAt,
    contentHash: Buffer.from(hash, 'hex'),
  };
}

/** Only we write to this log. An event of somebody else stops the reader: what it would make of the rest may be wrong. */
function envelopeOf({ stream, revision, metadata }: Found): Envelope {
  const envelope = metadata as Partial<Envelope> | undefined;
  if (envelope?.metadata === undefined || envelope.recordedAt === undefined)
    throw new Error(`Event ${revision} of ${stream} in EventStoreDB was not written by Learning Trail`);
  return envelope as Envelope;
}
