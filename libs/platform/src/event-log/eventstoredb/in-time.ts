import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable } from '../event-log';
import { NoAnswer } from './kurrent.port';

const ATTEMPT_MS = 2_000;
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 2_000;

/** Twice as long each time, and by chance up to half shorter, so that not everybody comes back at once. */
export const backOff = (failures: number): number =>
  Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** failures) * (1 - Math.random() / 2);

/** The answer, or NoAnswer when there is none in time. One that comes later is nobody's concern, and harms nobody. */
export async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer(new Error(`No answer in ${Math.ceil(milliseconds)} ms`)));
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The milliseconds that are left. Throws NoAnswer when none are. */
export type Left = () => number;

export function leftOf(within: number): Left {
  const end = performance.now() + within;
  return () => {
    const left = end - performance.now();
    if (left <= 0)
      throw new NoAnswer(new Error('The time is up: the server is slow, or others kept writing to the stream'));
    return left;
  };
}

/**
 * Tries until there is an answer, within so many milliseconds; one attempt that hangs does not take all of them.
 * Throws LogUnavailable when there was none or the signal aborts, and at once whatever else is thrown.
 */
export async function persistently<T>(
  attempt: (within: number) => Promise<T>,
  within: number,
  signal: AbortSignal,
): Promise<T> {
  const end = performance.now() + within;
  for (let failures = 0; ; failures++) {
    // A call would have the client make a connection that nobody closes.
    if (signal.aborted) throw new LogUnavailable(new Error('The event log is closed'));
    try {
      return await attempt(Math.min(ATTEMPT_MS, Math.max(1, end - performance.now())));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const milliseconds = backOff(failures);
      if (end - performance.now() < milliseconds) throw new LogUnavailable(error.cause);
      await pause(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  }
}
