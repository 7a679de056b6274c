import { type Filter, PositionMissing } from './event-log';

/** The events, or PositionMissing: what follows a position without a filter, in a log without gaps, follows one by one. */
export function dense<T extends { readonly position: bigint }>(after: bigint, events: readonly T[]): readonly T[] {
  let expected = after;
  for (const { position } of events) if (position !== ++expected) throw new PositionMissing(expected);
  return events;
}

export const isFiltered = ({ categories, types }: Filter): boolean => categories !== undefined || types !== undefined;
