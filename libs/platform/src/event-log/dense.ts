import { type Filter, PositionMissing, RevisionMissing } from './event-log';

/** The events, or PositionMissing: what follows a position without a filter, in a log without gaps, follows one by one. */
export function dense<T extends { readonly position: bigint }>(after: bigint, events: readonly T[]): readonly T[] {
  let expected = after;
  for (const { position } of events)
    if (position !== ++expected) throw new PositionMissing(expected, position > expected ? position : undefined);
  return events;
}

interface OfStream {
  readonly stream: string;
  readonly revision: number;
}

/** The events of a stream from a revision on, or RevisionMissing. */
export function whole<T extends OfStream>(from: number, events: readonly T[]): readonly T[] {
  for (const [n, { stream, revision }] of events.entries())
    if (revision !== from + n) throw new RevisionMissing(stream, from + n);
  return events;
}

/** The same, newest first, down to the first of all where there are fewer than `limit`. */
export function wholeBackwards<T extends OfStream>(limit: number, events: readonly T[]): readonly T[] {
  const [newest] = events;
  if (!newest) return events;
  const least = events.length < limit ? 0 : newest.revision - limit + 1;
  for (let n = newest.revision; n >= least; n--)
    if (events[newest.revision - n]?.revision !== n) throw new RevisionMissing(newest.stream, n);
  return events;
}

export const isFiltered = ({ categories, types }: Filter): boolean => categories !== undefined || types !== undefined;
