import type { Conflict, Metadata } from '#app/kernel';
import type { Names } from '../../identity/directory';
import { WHAT_WAS_DONE } from '../forms';

/** A conflict of interest as people read it. */
export interface ConflictTold {
  readonly who: string;
  readonly nature: string;
  readonly done: string;
}

export const conflictTold = (
  { post, agency, nature, did, reason }: Conflict,
  names: Names,
  on: string,
): ConflictTold => ({
  who: post === undefined ? names.agency(agency ?? '', on) : names.person(post),
  nature,
  done: reason === undefined ? WHAT_WAS_DONE[did] : `${WHAT_WAS_DONE[did]}, because: ${reason}`,
});

export const conflictSaid = ({ who, nature, done }: ConflictTold): string => `${who}: ${nature}. ${done}`;

export const NONE_DECLARED = 'None was declared';

/** What was declared at a decision, in a history. Of a decision from before it was asked, and of older papers, that too is said. */
export function conflictsSaid(
  { onBehalfOf: { conflicts }, imported, happenedOn }: Pick<Metadata, 'onBehalfOf' | 'imported' | 'happenedOn'>,
  names: Names,
): string | { readonly list: readonly string[] } {
  if (conflicts === undefined) return imported ? 'Not stated in the source' : 'Not asked at the time';
  if (conflicts.length === 0) return NONE_DECLARED;
  return { list: conflicts.map((one) => conflictSaid(conflictTold(one, names, happenedOn))) };
}
