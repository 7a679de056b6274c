import { randomInt } from 'node:crypto';

/** Who is next, without end: of every so many each as often as it is on a card, in an order that chance deals anew. */
export function* dealt<T>(cards: readonly T[]): Generator<T, never> {
  for (;;) for (const left = [...cards]; left.length > 0;) yield* left.splice(randomInt(left.length), 1);
}

/** Of so many each came at least as often as all whole rounds of the cards hold it. */
export function expectShares<T extends string>(
  came: Readonly<Record<T, number>>,
  cards: readonly T[],
  many: number,
): void {
  const rounds = Math.floor(many / cards.length);
  for (const card of new Set(cards)) {
    const each = cards.filter((other) => other === card).length;
    expect({ card, enough: came[card] >= rounds * each }).toEqual({ card, enough: true });
  }
}
