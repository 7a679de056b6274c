/**
 * Text in a drawing: how wide it will be, where it breaks, how it is written safely.
 * The server has no fonts, so widths come from the published Helvetica metrics plus a margin, which also covers
 * the wider faces a machine without Helvetica or Arial falls back to.
 */
export const TYPE_SIZE = 16;
export const HEADING_SIZE = 18;
export const LINE_HEIGHT = 21;

export interface Face {
  readonly size: number;
  readonly bold: boolean;
}
export const plain: Face = { size: TYPE_SIZE, bold: false };
export const strong: Face = { size: TYPE_SIZE, bold: true };
export const heading: Face = { size: HEADING_SIZE, bold: true };

/** Thousandths of the type size. */
const widths: readonly (readonly [string, number])[] = [
  ["ijl'’‘", 222],
  ['ftI.,:;!/\\|[] \u00a0·', 290],
  ['r-()`"“”†', 350],
  ['ckvxyzsJ*^', 500],
  ['abdeghnopqu0123456789?$#_L–~+=<>', 570],
  ['ABEKPSVXYFTZ&', 670],
  ['CDHNRUGOQw', 770],
  ['mMW%@…—', 950],
];
const byLetter = new Map(
  widths.flatMap(([letters, width]) => Array.from(letters).map((letter) => [letter, width] as const)),
);
const UNKNOWN = 1150;
const MARGIN = 1.09;
const BOLD = 1.08;

/** Pixels at most, at the size of the face. */
export function widthOf(text: string, face: Face): number {
  let sum = 0;
  for (const letter of text) sum += byLetter.get(letter) ?? UNKNOWN;
  return (sum / 1000) * face.size * MARGIN * (face.bold ? BOLD : 1);
}

/** Breaks at spaces, and inside a word only where the word alone is too wide. Past `most` lines it ends in "…". */
export function wrapped(text: string, width: number, face: Face, most = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  let line = '';
  const words = keptTogether(clean(text)).split(' ');
  for (const word of words.flatMap((long) => pieces(long, width, face))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, face) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  const kept =
    lines.length <= most ? lines : [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', width, face)];
  return kept.map((one) => one.replaceAll(HARD_SPACE, ' '));
}

const HARD_SPACE = '\u00a0';
const MONTH = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const insideADate = new RegExp(`(?<=\\b(?:Q[1-4]|\\d{1,2}|${MONTH})) (?=\\d{4}\\b|(?:${MONTH})\\b)`, 'g');

/** "Q4 2024-25" and "9 Dec 2025" are read in one go. */
function keptTogether(text: string): string {
  return text.replace(insideADate, HARD_SPACE);
}

function pieces(word: string, width: number, face: Face): string[] {
  if (widthOf(word, face) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter, face) > width) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}

function shortened(line: string, width: number, face: Face): string {
  const letters = Array.from(line);
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, face) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** One space between words, and nothing that XML forbids (control characters, half a surrogate pair). */
export function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and inside a quoted attribute. */
export function escaped(text: string): string {
  return clean(text).replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
}
