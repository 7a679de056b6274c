import { type PathMark } from '../path';
import { type FixedDay, dateOf, shownWords } from './facts';
import { LINE_HEIGHT, heading, plain, strong, wrapped } from './lettering';
import { type Rule, type Station, type Words, block } from './scene';
import { dayOf } from './time-axis';

/** The narrow drawing, in units of a pixel on the narrowest phone. */
export const TALL_WIDTH = 288;
export const RAIL = 18;
export const TEXT = 42;
export const TEXT_WIDTH = TALL_WIDTH - TEXT - 2;
const SILENCE_DAYS = 92;

/** Draws downwards; `y` is where the next thing goes. */
export interface Pen {
  y: number;
  /** Where the marks begin, under the title. */
  top: number;
  day?: number;
  readonly owner: string;
  readonly words: Words[];
  readonly stations: Station[];
  readonly rules: Rule[];
  readonly scaleWords: Words[];
}

export const penFor = (owner: string, y: number): Pen => ({
  y,
  top: y,
  owner,
  words: [],
  stations: [],
  rules: [],
  scaleWords: [],
});

export function title(pen: Pen, text: string, note: string): void {
  const left = 30;
  const head = block(wrapped(text, TALL_WIDTH - left - 2, heading), heading, { left, y: 20 });
  const notes = block(wrapped(note, TALL_WIDTH - left - 2, plain), plain, { left, y: 20 + head.length * LINE_HEIGHT });
  pen.words.push(...head, ...notes.map((words) => ({ ...words, tone: 'quiet' as const })));
  pen.y = 20 + (head.length + notes.length) * LINE_HEIGHT + 14;
  pen.top = pen.y - 14;
}

export function station(pen: Pen, mark: PathMark): void {
  silence(pen, mark.on === undefined ? undefined : dayOf(mark.on));
  const { y, owner } = pen;
  const date = block([dateOf(mark)], strong, { left: TEXT, y: y + 6 });
  const words = block(wrapped(shownWords(mark), TEXT_WIDTH, plain), plain, { left: TEXT, y: y + 6 + LINE_HEIGHT });
  pen.stations.push({ mark, owner, x: RAIL, y, words: [...date, ...words], cut: false });
  pen.y += (words.length + 1) * LINE_HEIGHT + 16;
}

/** A gap of a quarter or more is a fact too. */
function silence(pen: Pen, day: number | undefined): void {
  if (day === undefined) return;
  const days = pen.day === undefined ? 0 : day - pen.day;
  pen.day = day;
  if (days <= SILENCE_DAYS) return;
  const months = Math.round(days / 30.44);
  const words = block([`${months} months later`], plain, { left: TEXT, y: pen.y + 6 });
  pen.scaleWords.push(...words.map((word) => ({ ...word, tone: 'quiet' as const })));
  pen.y += LINE_HEIGHT + 14;
}

export function dayRule(pen: Pen, mark: FixedDay): void {
  silence(pen, mark.day);
  const { y } = pen;
  pen.rules.push({ x1: RAIL - 14, y1: y, x2: TEXT - 6, y2: y, look: mark.look });
  const words = block(wrapped(mark.text, TEXT_WIDTH, strong), strong, { left: TEXT, y: y + 6 });
  pen.scaleWords.push(...words.map((word) => (mark.look === 'overdue' ? { ...word, tone: 'bad' as const } : word)));
  pen.y += words.length * LINE_HEIGHT + 14;
}
