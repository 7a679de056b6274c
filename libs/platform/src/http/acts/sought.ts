import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** So many words are looked for at once: each is a further look at every row that has those before it. */
export const MOST_WORDS = 10;

/** A condition on rows, with the patterns that its names stand for. */
export interface Sought {
  readonly condition: string;
  readonly patterns: Readonly<Record<string, string>>;
}

/**
 * Words and phrases in double quotes, as they are looked for one by one. A quotation mark without its fellow is a
 * sign like others; a comma or semicolon only sets words apart.
 */
export const wordsIn = (typed: string): readonly string[] =>
  [...typed.matchAll(/["“”]([^"“”]*)["“”]|\S+/g)]
    .map(([all, phrase]) => phrase?.trim() ?? all.replace(/^[,;]+|[,;]+$/g, ''))
    .filter((word) => word !== '');

/**
 * The rows in which every word is found, in any order, each in whichever of the columns. One ILIKE for each word and column,
 * so that an index of trigrams serves.
 */
export function sought(columns: readonly string[], typed: string, name = 'words'): Sought {
  const words = wordsIn(typed);
  const each = words.map((_, n) => `(${columns.map((column) => `${column} ILIKE :${name}${n}`).join(' OR ')})`);
  return {
    condition: each.join(' AND ') || 'TRUE',
    patterns: Object.fromEntries(words.map((word, n) => [`${name}${n}`, like(word)])),
  };
}

/** Leaves of a list the rows in which the words are found, if any were typed. */
export function siftByWords(
  found: SelectQueryBuilder<ObjectLiteral>,
  columns: readonly string[],
  typed?: string,
): void {
  if (typed === undefined) return;
  const { condition, patterns } = sought(columns, typed);
  found.andWhere(condition, patterns);
}

/**
 * A pattern for ILIKE that finds a word anywhere, and takes no sign in it for more than itself. An apostrophe or quotation
 * mark is found however it was set: a keyboard has the straight one, and what was written elsewhere has the curly one.
 */
const like = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&').replace(/['"‘’“”]/g, '_')}%`;
