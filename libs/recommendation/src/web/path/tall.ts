import { type Path, type PathLine, type PathMark } from '../path';
import {
  END,
  NOT_SHARED,
  NO_OWNER,
  START,
  beginning,
  ending,
  fixedDays,
  inOrder,
  noteOf,
  standing,
  stopsAt,
} from './facts';
import { LINE_HEIGHT, plain, strong, wrapped } from './lettering';
import { type Part, type Rail, type Scene, block } from './scene';
import { type Pen, RAIL, TALL_WIDTH, TEXT, TEXT_WIDTH, dayRule, penFor, station, title } from './tall-pen';
import { dayOf } from './time-axis';

/**
 * The narrow drawing, for a phone and for upright paper: one small drawing per part, so that they stand in as many
 * columns as there is room for and no page break cuts through one. Time runs down; a long silence is said in words.
 */
export function tallScenes(path: Path): Scene[] {
  return [startScene(path), ...path.lines.flatMap((line) => lineScenes(line, path)), endScene(path)];
}

/** A line longer than this goes on in a further drawing, so that each fits a landscape sheet of A4. */
const SHEET = 480;

function startScene(path: Path): Scene {
  const pen = penFor(START, 0);
  title(pen, 'From the source', `followed by ${path.monitor}`);
  const top = pen.y;
  for (const mark of beginning(path)) station(pen, mark);
  const count = path.lines.length;
  const divides = count === 1 ? 'Goes on with one owner' : `Divides into ${count} lines, one for each owner`;
  const text = count === 0 ? NO_OWNER : divides;
  const rest = block(wrapped(text, TEXT_WIDTH, plain), plain, { left: TEXT, y: pen.y + 6 });
  const fork = `M${RAIL} ${top}V${pen.y}m0 0q0 12 12 12M${RAIL} ${pen.y}q0 12 -12 12M${RAIL} ${pen.y}v14`;
  pen.words.push(...rest);
  const onward: Rail = count === 0 ? { d: `M${RAIL} ${top}V${pen.y + 8}`, look: 'going' } : { d: fork, look: 'going' };
  const bottom = pen.y + rest.length * LINE_HEIGHT;
  return sceneOf(pen, `${path.reference}: the source and what was agreed`, bottom, [onward]);
}

function lineScenes(line: PathLine, path: Path): Scene[] {
  const marks = inOrder(line.marks);
  const pens = walk(marks, line, path);
  const lastWithMarks = pens.findLastIndex((pen) => pen.stations.length > 0);
  return pens.map((pen, i) => {
    const top =
      i === 0 ? `M3 ${pen.top - 12}Q${RAIL} ${pen.top - 12} ${RAIL} ${pen.top + 4}` : `M${RAIL} ${pen.top - 12}`;
    const reached = i < lastWithMarks ? Infinity : (pen.stations.at(-1)?.y ?? (i === 0 ? pen.top + 4 : pen.top - 12));
    const name = `${line.owner}: ${i === 0 ? line.state : 'continued'}`;
    if (i < pens.length - 1) return sceneOf(pen, name, pen.y, railsOf(line, top, reached, pen.y + 8));
    return lastScene(pen, line, stopsAt(marks), { name, top, reached });
  });
}

/** The marks with the fixed days between them; an open line is walked up to today and its target. */
function walk(marks: readonly PathMark[], line: PathLine, path: Path): Pen[] {
  const target = line.target ?? path.target;
  const days = line.notShared ? [] : fixedDays({ ...path, ...(target && { target }), closed: line.closed });
  const first = penFor(line.owner, 0);
  title(first, line.owner, noteOf(line, path));
  const pens = [first];
  const pen = (): Pen => {
    const last = pens.at(-1) ?? first;
    if (last.y <= SHEET) return last;
    const next = penFor(line.owner, 0);
    title(next, `${line.owner}, continued`, '');
    if (last.day !== undefined) next.day = last.day;
    pens.push(next);
    return next;
  };
  for (const mark of marks) {
    const passed = mark.on === undefined ? 0 : days.filter(({ day }) => day < dayOf(mark.on ?? '')).length;
    for (const day of days.splice(0, passed)) dayRule(pen(), day);
    station(pen(), mark);
  }
  if (!line.closed) for (const day of days) dayRule(pen(), day);
  return pens;
}

function lastScene(
  pen: Pen,
  line: PathLine,
  stopped: boolean,
  at: { name: string; top: string; reached: number },
): Scene {
  const end = stopped ? pen.y : pen.y + 4;
  const text = line.notShared ? `${line.state}. ${NOT_SHARED}` : line.state;
  const state = block(wrapped(text, TEXT_WIDTH, strong), strong, { left: TEXT, y: end + 6 });
  pen.words.push(...state);
  const bottom = end + Math.max(22, state.length * LINE_HEIGHT);
  if (stopped) return sceneOf(pen, at.name, bottom, [{ d: `${at.top}V${at.reached}`, look: 'going' }]);
  if (!line.closed) return sceneOf(pen, at.name, bottom, railsOf(line, at.top, at.reached, end - 12), end);
  const arrow = `${at.top}V${end + 8}m-6 -6l6 6l6 -6`;
  return sceneOf(pen, at.name, bottom, [{ d: arrow, look: 'closed' }]);
}

/** Solid as far as it has come, dotted from there on. */
function railsOf(line: PathLine, top: string, reached: number, end: number): Rail[] {
  if (line.closed) return [{ d: `${top}V${end}`, look: 'closed' }];
  if (line.notShared) return [{ d: `${top}V${end}`, look: 'hidden' }];
  const solid = Math.min(reached, end);
  const ahead: Rail = { d: `M${RAIL} ${solid}V${end}`, look: 'ahead' };
  const going: Rail = { d: `${top}V${solid}`, look: 'going' };
  return top.endsWith(` ${solid}`) ? [ahead] : [ahead, going];
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

function sceneOf(pen: Pen, name: string, bottom: number, rails: readonly Rail[], ringAt?: number): Scene {
  const ring = ringAt === undefined ? {} : { ring: { x: RAIL, y: ringAt } };
  const part: Part = { name: pen.owner, words: pen.words, stations: pen.stations, ...ring };
  const scale = { rules: pen.rules, words: pen.scaleWords };
  return { width: TALL_WIDTH, height: Math.ceil(bottom + 8), name, rails, scale, parts: [part] };
}
