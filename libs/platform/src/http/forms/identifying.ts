import { dedications, firstNames, notSurnames, postcodeAreas, relations, titles } from './names';

/** A place in a text that seems to identify somebody; `text.slice(from, to)` is `words`. */
export interface Identifying {
  readonly kind: 'name' | 'date of birth' | 'postcode' | 'NHS number';
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/**
 * Names, dates of birth, postcodes and NHS numbers in free text, in order, not overlapping. A warning and no proof: it
 * knows common first names only, and leaves agencies, places and roles alone. Takes time in proportion to the text:
 * every pattern is bounded.
 */
export function findIdentifying(text: string): readonly Identifying[] {
  const found = [...nhsNumbers(text), ...postcodes(text), ...birthDates(text), ...names(text)];
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return found.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

const finding = (kind: Identifying['kind'], text: string, from: number, to: number): Identifying => ({
  kind,
  from,
  to,
  words: text.slice(from, to),
});

/** Ten digits that satisfy the modulus 11 check of the NHS Data Dictionary, and are not one digit ten times. */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  const sum = Array.from(digits.slice(0, 9)).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

function* nhsNumbers(text: string): Generator<Identifying> {
  const candidates = /(?<!\d)(?:\d(?:[ \u00a0]?\d){9}|\d{3}[-.]\d{3}[-.]\d{4})(?!\d)/g;
  for (let match = candidates.exec(text); match !== null; match = candidates.exec(text)) {
    const [words] = match;
    if (isNhsNumber(words.replace(/\D/g, '')))
      yield finding('NHS number', text, match.index, match.index + words.length);
    // A year before it may have been taken for its beginning: look again from the next digit.
    else candidates.lastIndex = match.index + 1;
  }
}

function* postcodes(text: string): Generator<Identifying> {
  const candidates = /(?<![\p{L}\d])([a-z]{1,2})\d[a-z\d]?[ \u00a0]?(\d[abd-hjlnp-uw-z]{2})(?![\p{L}\d])/giu;
  for (const match of text.matchAll(candidates)) {
    const [words, area = '', inward = ''] = match;
    const ordinal = /^(1st|2nd|3rd|\dth)$/.test(inward);
    if (!ordinal && postcodeAreas.has(area.toLowerCase()))
      yield finding('postcode', text, match.index, match.index + words.length);
  }
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}';
const DAY = '[0-3]?\\d(?:st|nd|rd|th)?';
const YEAR = '(?:(?:19|20)\\d\\d|\\d\\d)';
const DATE = new RegExp(
  `(?<![\\d/.-])(?:[0-3]?\\d[/.-][01]?\\d[/.-]${YEAR}|(?:19|20)\\d\\d-[01]\\d-[0-3]\\d` +
    `|${DAY}(?: of)?[ -]${MONTH},?[ -]${YEAR}|${MONTH} ${DAY},? ${YEAR})(?![\\d/-])`,
  'gi',
);
const BIRTH_BEFORE = /(?:\bborn|\bbirthday|\bbirth ?date|\bdate of birth|\bd\.? ?o\.? ?b\b\.?)[^.;\n]{0,20}$/i;
const BIRTH_AFTER = /^[\s,(–-]{0,3}(?:d\.? ?o\.? ?b\b|date of birth|was born)/i;

function* birthDates(text: string): Generator<Identifying> {
  for (const match of text.matchAll(DATE)) {
    const to = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (BIRTH_BEFORE.test(before) || BIRTH_AFTER.test(text.slice(to, to + 20)))
      yield finding('date of birth', text, match.index, to);
  }
}

interface Word {
  /** Without "'s" and without a full stop. */
  readonly bare: string;
  readonly lower: string;
  readonly from: number;
  readonly to: number;
  /** Only spaces stand between it and the word before. */
  readonly follows: boolean;
}

function wordsOf(text: string): readonly Word[] {
  let last = -1;
  return Array.from(text.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu), (match): Word => {
    const bare = match[0].replace(/['’]s?$|(?<!-)-+$/u, '');
    const gap = last < 0 ? '-' : text.slice(last, match.index);
    last = match.index + match[0].length;
    const from = match.index;
    return { bare, lower: bare.toLowerCase(), from, to: from + bare.length, follows: /^\.?[^\S\n]{1,3}$/.test(gap) };
  });
}

const isInitial = ({ bare }: Word): boolean => /^\p{Lu}$/u.test(bare);
const isCapital = ({ bare }: Word): boolean => /^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(bare);
const isSurname = (word: Word): boolean =>
  isCapital(word) && !notSurnames.has(word.lower) && !dedications.has(word.lower);
const isParticle = ({ lower }: Word): boolean => /^(?:de|da|di|van|von|der|den|la|le|al|el|bin|mac|mc|o)$/.test(lower);

/** The words of a name from `start` on: initials and particles, then what may be a surname; none where it is a place or a body. */
function surnameAfter(words: readonly Word[], start: number): Word | undefined {
  let last: Word | undefined;
  for (const word of words.slice(start, start + 5)) {
    if (!word.follows) break;
    if (isCapital(word) && notSurnames.has(word.lower)) return undefined;
    if (isSurname(word)) last = word;
    else if (!isInitial(word) && !isParticle(word)) break;
  }
  return last;
}

const isTitle = ({ bare, lower }: Word): boolean => /^\p{Lu}/u.test(bare) && titles.has(lower);
const isFirstName = (word: Word): boolean => isCapital(word) && firstNames.has(word.lower);

function* names(text: string): Generator<Identifying> {
  const words = wordsOf(text);
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const titled = isTitle(word);
    const dedicated = word.follows && before !== undefined && dedications.has(before.lower);
    if (!titled && (!isFirstName(word) || dedicated)) continue;
    const last = surnameAfter(words, index + 1);
    if (last !== undefined) yield finding('name', text, word.from, last.to);
    else if (!titled && before !== undefined && relations.has(before.lower) && isAlone(words[index + 1]))
      yield finding('name', text, word.from, word.to);
  }
}

/** "her sister Mary", but not "named Mary Ward". */
const isAlone = (next: Word | undefined): boolean => !(next?.follows === true && isCapital(next));
