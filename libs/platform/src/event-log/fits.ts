import type { Expected } from './event-log';

/** Whether what is expected is so of a stream at this revision; -1 where it has no event. */
export function fits(expected: Expected, revision: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return revision === -1;
  if (expected === 'exists') return revision >= 0;
  return revision === expected;
}
