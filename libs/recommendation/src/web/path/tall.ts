import { type Path, type PathLine, type PathMark } from '../path';
import {
  END,
  NOT_SHARED,
  START,
  beginning,
  dateOf,
  ending,
  inOrder,
  shownWords,
  standing,
  stopsAt,
  targetInWords,
} from './facts';
import { LINE_HEIGHT, heading, plain, strong, wrapped } from './lettering';
import { type Part, type Rail, type Rule, type Scene, type Station, type Words, block } from './scene';
import { dateInWords, dayOf } from './time-axis';

/**
 * The narrow drawing, for a phone and for upright paper: one small drawing per part, so that they stand in as many
 * columns as there is room for and no page break cuts through one. Time runs down; a long silence is said in words.
 */
export const TALL_WIDTH = 288;
const RAIL = 18;
const TEXT = 42;
const TEXT_WIDTH = TALL_WIDTH - TEXT - 2;
const SILENCE_DAYS = 92;

export function tallScenes(path: Path): Scene[] {
  return [startScene(path), ...path.lines.map((line) => lineScene(line, path)), endScene(path)];
}

/** Draws downwards; `y` is where the next thing goes. */
interface Pen {
  y: number;
  day?: number;
  readonly owner: string;
  readonly words: Words[];
  readonly stations: Station[];
  readonly rules: Rule[];
  readonly scaleWords: Words[];
}

const penFor = (owner: string, y: number): Pen => ({ y, owner, words: [], stations: [], rules: [], scaleWords: [] });

function startScene(path: Path): Scene {
  const pen = penFor(START, 0);
  title(pen, 'From the source', `followed by ${path.monitor}`);
  const top = pen.y;
  for (const mark of beginning(path)) station(pen, mark);
  const count = path.lines.length;
  const text = count === 1 ? 'Goes on with one owner' : `Divides into ${count} lines, one for each owner`;
  const rest = block(wrapped(text, TEXT_WIDTH, plain), plain, { left: TEXT, y: pen.y + 6 });
  const fork = `M${RAIL} ${top}V${pen.y}m0 0q0 12 12 12M${RAIL} ${pen.y}q0 12 -12 12M${RAIL} ${pen.y}v14`;
  pen.words.push(...rest);
  return sceneOf(pen, `${path.reference}: the source and what was agreed`, pen.y + rest.length * LINE_HEIGHT, [
    { d: fork, look: 'going' },
  ]);
}

function lineScene(line: PathLine, path: Path): Scene {
  const pen = penFor(line.owner, 0);
  const target = line.target && line.target.due !== path.target?.due ? `due ${targetInWords(line.target)}` : undefined;
  title(pen, line.owner, [line.role, target].filter((note) => note !== undefined).join(' · '));
  const top = pen.y - 14;
  const marks = inOrder(line.marks);
  const days = line.notShared ? [] : dayMarks(path, line);
  for (const mark of marks) {
    while (days[0] && mark.on !== undefined && days[0].day < dayOf(mark.on)) dayRule(pen, days.shift());
    station(pen, mark);
  }
  const last = pen.stations.at(-1)?.y ?? top;
  if (!line.closed) for (const day of days) dayRule(pen, day);
  const entry = `M3 ${top - 12}Q${RAIL} ${top - 12} ${RAIL} ${top + 4}`;
  if (stopsAt(marks)) return sceneOf(pen, nameOf(line), pen.y, [{ d: `${entry}V${last}`, look: 'going' }]);
  const end = pen.y + 4;
  const text = line.notShared ? `${line.state}. ${NOT_SHARED}` : line.state;
  const state = block(wrapped(text, TEXT_WIDTH, strong), strong, { left: TEXT, y: end + 6 });
  pen.words.push(...state);
  const bottom = end + Math.max(22, state.length * LINE_HEIGHT);
  return sceneOf(pen, nameOf(line), bottom, railsOf(line, entry, last, end), line.closed ? undefined : end);
}

const nameOf = (line: PathLine): string => `${line.owner}: ${line.state}`;

function railsOf(line: PathLine, entry: string, last: number, end: number): Rail[] {
  const arrow = `V${end + 8}m-6 -6l6 6l6 -6`;
  if (line.closed) return [{ d: `${entry}${arrow}`, look: 'closed' }];
  if (line.notShared) return [{ d: `${entry}V${end - 10}`, look: 'hidden' }];
  return [
    { d: `M${RAIL} ${last}V${end - 12}`, look: 'ahead' },
    { d: `${entry}V${last}`, look: 'going' },
  ];
}

function endScene(path: Path): Scene {
  const pen = penFor(END, 0);
  title(pen, 'The end', '');
  const top = pen.y - 4;
  for (const mark of ending(path)) station(pen, mark);
  const open = !path.closed || pen.stations.length === 0;
  const y = pen.y;
  if (open) {
    const words = [
      ...block([path.closed ? path.state : 'Not complete yet'], strong, { left: TEXT, y: y + 6 }),
      ...block(wrapped(standing(path), TEXT_WIDTH, plain), plain, { left: TEXT, y: y + 6 + LINE_HEIGHT }),
    ];
    pen.words.push(...words);
    pen.y += words.length * LINE_HEIGHT;
  }
  const last = open ? y - 11 : (pen.stations.at(-1)?.y ?? y);
  const rail: Rail = { d: `M${RAIL} ${top - 8}V${last}`, look: path.closed ? 'closed' : 'ahead' };
  return sceneOf(pen, `${path.reference}: the end`, pen.y, [rail], open ? y : undefined);
}

function title(pen: Pen, text: string, note: string): void {
  const left = 30;
  const head = block(wrapped(text, TALL_WIDTH - left - 2, heading), heading, { left, y: 20 });
  const notes = block(wrapped(note, TALL_WIDTH - left - 2, plain), plain, { left, y: 20 + head.length * LINE_HEIGHT });
  pen.words.push(...head, ...notes.map((words) => ({ ...words, tone: 'quiet' as const })));
  pen.y = 20 + (head.length + notes.length) * LINE_HEIGHT + 14;
}

function station(pen: Pen, mark: PathMark): void {
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

interface DayMark {
  readonly day: number;
  readonly text: string;
  readonly look: 'due' | 'firstDue' | 'today';
}

function dayMarks(path: Path, line: PathLine): DayMark[] {
  const target = line.target ?? path.target;
  const first = path.firstTarget;
  const days: DayMark[] = [{ day: dayOf(path.today), text: `Today, ${dateInWords(path.today)}`, look: 'today' }];
  if (first?.due !== undefined)
    days.push({ day: dayOf(first.due), text: `First due ${targetInWords(first)}`, look: 'firstDue' });
  if (target?.due !== undefined)
    days.push({ day: dayOf(target.due), text: `Due ${targetInWords(target)}`, look: 'due' });
  return days.sort((a, b) => a.day - b.day);
}

function dayRule(pen: Pen, mark: DayMark | undefined): void {
  if (!mark) return;
  silence(pen, mark.day);
  const { y } = pen;
  pen.rules.push({ x1: RAIL - 14, y1: y, x2: TEXT - 6, y2: y, look: mark.look });
  const words = block(wrapped(mark.text, TEXT_WIDTH, strong), strong, { left: TEXT, y: y + 6 });
  pen.scaleWords.push(...words.map((word) => (mark.look === 'due' ? { ...word, tone: 'bad' as const } : word)));
  pen.y += words.length * LINE_HEIGHT + 14;
}

function sceneOf(pen: Pen, name: string, bottom: number, rails: readonly Rail[], ringAt?: number): Scene {
  const ring = ringAt === undefined ? {} : { ring: { x: RAIL, y: ringAt } };
  const part: Part = { name: pen.owner, words: pen.words, stations: pen.stations, ...ring };
  const scale = { rules: pen.rules, words: pen.scaleWords };
  return { width: TALL_WIDTH, height: Math.ceil(bottom + 8), name, rails, scale, parts: [part] };
}
