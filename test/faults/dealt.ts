import { randomInt } from 'node:crypto';

/** Who is next, without end: of every so many each as often as it is on a card, in an order that chance deals anew. */
export function* dealt<T>(cards: readonly T[]): Generator<T, never> {
  for (;;) for (const left = [...cards]; left.length > 0;) yield* left.splice(randomInt(left.length), 1);
}
