import type { Recorded } from '#app/kernel';

/** The partnership that was there before any other: its streams are called as its records are, and stay so. */
export const FIRST_PARTNERSHIP = 'isle-of-wight';

/** What stands between a record's name and whose it is. */
export const SIGN = '@';

type Owned = Pick<Recorded, 'stream'> & { readonly metadata: Pick<Recorded['metadata'], 'partnership'> };

const ending = (partnership: string): string => (partnership === FIRST_PARTNERSHIP ? '' : SIGN + partnership);

/** Within a partnership no stream has such a name: in the log it would be another's. */
export const isForeignName = (stream: string): boolean => stream.includes(SIGN);

/**
 * What a partnership's stream is called in a log that several share: every partnership has groups and roles of the same ids.
 * The category stays at its beginning, so that filters find it.
 */
export const sharedName = (stream: string, partnership: string): string => stream + ending(partnership);

/** What it is called within its partnership. */
export function ownName({ stream, metadata: { partnership } }: Owned): string {
  const end = ending(partnership);
  return end !== '' && stream.endsWith(end) ? stream.slice(0, -end.length) : stream;
}

/** Of an event as the house reads it: what its stream is called in the log. */
export const nameInLog = ({ stream, metadata: { partnership } }: Owned): string => sharedName(stream, partnership);
