import { setTimeout } from 'node:timers/promises';

/** The answer, where it comes within so many milliseconds; else an error says that it did not. What was asked goes on all the same. */
export async function within<T>(
  milliseconds: number,
  answer: Promise<T> | T,
  said = (): Error => new Error(`No answer within ${milliseconds / 1000} seconds`),
): Promise<T> {
  const given = new AbortController();
  const late = setTimeout(milliseconds, undefined, { ref: false, signal: given.signal }).then(() => {
    throw said();
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    late.catch(() => undefined);
    given.abort();
  }
}
