import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Append, Expected } from '#app/platform';
import { counted } from './counted';

/** An append as a property makes it up. Few streams and few words: repeats, conflicts and ids used elsewhere are common. */
interface Sent {
  readonly stream: string;
  readonly expected: Expected;
  readonly words: readonly string[];
}

export const stream = fc.constantFrom('tally-1', 'tally-2', 'two-1');
const WORDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
const sent: fc.Arbitrary<Sent> = fc.record({
  stream,
  expected: fc.oneof(fc.constantFrom<Expected[]>('none', 'any', 'any', 'exists'), fc.integer({ min: -1, max: 4 })),
  words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
});

/** What one of several processes sends: an append, or several of which all or none are taken. */
export interface SentBy {
  readonly by: number;
  readonly appends: readonly Sent[];
}

export const sentByOneOf = (many: number): fc.Arbitrary<SentBy> =>
  fc.record({
    by: fc.nat({ max: many - 1 }),
    appends: fc.oneof(
      { weight: 3, arbitrary: sent.map((one) => [one]) },
      { weight: 1, arbitrary: fc.array(sent, { minLength: 2, maxLength: 3 }) },
    ),
  });

/** Streams and ids are each run's own; an event is what its word says. */
export const appendsOf = ({ appends }: SentBy, run: string): readonly Append[] =>
  appends.map(({ stream: name, expected, words }) => ({
    stream: `${name}${run}`,
    expected,
    events: words.map((word) => ({
      ...counted(idOf(`${run} ${word}`), 'Counted', { n: 0, of: word }),
      // Never a number that is echoed.
      event: { type: word, data: { n: 1 + (WORDS.indexOf(word) % 9), of: word } },
    })),
  }));

const idOf = (words: string): string =>
  createHash('sha256')
    .update(words)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
