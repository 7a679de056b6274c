import { createHash } from 'node:crypto';
import { FIRST_PARTNERSHIP } from '../event-log/shared-names';

/** A name-based UUID (RFC 9562, version 5 layout): the same parts always give the same id. */
export function derivedId(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha1').update(JSON.stringify(parts)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/**
 * The key of a request, or the id of a command, as a partnership goes by it. Two of them may be sent the same, and what comes of
 * it has ids derived from it: events, records, files and people of one must not be taken for the other's. The first goes by the
 * key itself.
 */
export const ownKey = (key: string, partnership: string): string =>
  partnership === FIRST_PARTNERSHIP ? key : derivedId(key, partnership);

/** The fingerprint of a command's body: the same words in the same fields, in whatever order they came. */
export function fingerprint(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(body)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (Buffer.isBuffer(value)) return createHash('sha256').update(value).digest('hex');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, sorted(held)]));
}
