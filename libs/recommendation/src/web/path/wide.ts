import { type Path, type PathLine } from '../path';
import { NOT_SHARED, START, daysOf, inOrder, standing, stopsAt, targetInWords } from './facts';
import { LINE_HEIGHT, heading, plain, strong, wrapped } from './lettering';
import { type Part, type Rail, type Scene, type Words, block } from './scene';
import { dayOf, spread } from './time-axis';
import { endOf, endRails } from './wide-end';
import { roomFor, stationsOf } from './wide-labels';
import { BEND, JOIN, MARK_GAP, RIGHT, type Scale, WIDTH, calendarRows, dayRules, scaleOf } from './wide-scale';

const TOP = 4;
const AXIS = 48;
const STATE_WIDTH = 230;

/** Time runs to the right: a trunk from the source, a fork, one lane per owner, and a rail where the lanes join again. */
export function wideScene(path: Path): Scene {
  const scale = scaleOf(path);
  const budget = budgetFor(path.lines.length);
  const trunkRow = { marks: scale.trunk, side: 'above' as const, budget };
  const flags = dayRules(path, scale, TOP + AXIS + 6, 0).foot;
  const trunkY = flags + 8 + roomFor(trunkRow);
  const lanes: Lane[] = [];
  let y = trunkY + 22;
  for (const line of path.lines) {
    const lane = laneOf(line, path, scale, y, budget);
    lanes.push(lane);
    y = lane.bottom + 10;
  }
  const end = endOf(path, y + 8);
  const trunk: Part = { name: START, words: [], stations: stationsOf({ ...trunkRow, owner: START, y: trunkY }) };
  const days = dayRules(path, scale, TOP + AXIS + 6, y);
  const calendar = calendarRows(scale, TOP, y);
  return {
    width: WIDTH,
    height: Math.ceil(end.bottom),
    name: `Path to completion of ${path.reference}. ${standing(path)}`,
    rails: [
      ...trunkRails(scale, trunkY, lanes),
      ...lanes.flatMap((lane) => lane.rails),
      ...endRails(path, lanes, trunkY, end.last),
    ],
    scale: { rules: [...calendar.rules, ...days.rules], words: [...calendar.words, ...days.words] },
    parts: [trunk, ...lanes.map((lane) => lane.part), end.part],
  };
}

/** Lines of type under each lane: the more owners, the fewer words each can have. */
const budgetFor = (owners: number): number => (owners <= 2 ? 12 : owners <= 6 ? 7 : 5);

interface Lane {
  readonly part: Part;
  readonly rails: readonly Rail[];
  readonly y: number;
  readonly bottom: number;
  readonly joins: boolean;
}

function laneOf(line: PathLine, path: Path, scale: Scale, top: number, budget: number): Lane {
  const left = scale.fork + BEND + 8;
  const state = block(wrapped(line.state, STATE_WIDTH, strong), strong, { right: JOIN - 20, y: top + 18 });
  const stateLeft = Math.min(...state.map((words) => words.x), JOIN - 20);
  const owner = block(wrapped(line.owner, stateLeft - left - 20, heading), heading, { left, y: top + 18 });
  const below = top + 18 + owner.length * LINE_HEIGHT;
  const note = block(wrapped(noteOf(line, path), stateLeft - left - 20, plain), plain, { left, y: below }).map(quiet);
  const y = top + Math.max(state.length, owner.length + note.length) * LINE_HEIGHT + 20;
  const marks = inOrder(line.marks);
  const days = daysOf(marks, dayOf(path.today));
  const latest = Math.max(...days) <= dayOf(path.today) ? scale.x(dayOf(path.today)) : RIGHT;
  const least = scale.fork + 38;
  const xs = spread(days.map(scale.x), least, latest < least + marks.length * MARK_GAP ? RIGHT : latest, MARK_GAP);
  const row = { marks: marks.map((mark, i) => ({ mark, x: xs[i] ?? least })), side: 'below' as const, budget };
  const part = {
    name: line.owner,
    words: [...owner, ...note, ...state],
    stations: stationsOf({ ...row, owner: line.owner, y }),
  };
  const joins = !stopsAt(marks);
  return { part, y, joins, bottom: y + roomFor(row), rails: laneRails(line, y, scale.fork, xs.at(-1), joins) };
}

const quiet = (words: Words): Words => ({ ...words, tone: 'quiet' });

function noteOf(line: PathLine, path: Path): string {
  const target = line.target && line.target.due !== path.target?.due ? `due ${targetInWords(line.target)}` : undefined;
  return [line.role, target, line.notShared ? NOT_SHARED : undefined].filter((note) => note !== undefined).join(' · ');
}

function laneRails(line: PathLine, y: number, fork: number, last: number | undefined, joins: boolean): Rail[] {
  const start = fork + BEND;
  const reached = last ?? start;
  const end = JOIN - BEND;
  if (line.notShared) return [{ d: `M${start} ${y}H${end}`, look: line.closed ? 'closed' : 'hidden' }];
  if (!joins) return [{ d: `M${start} ${y}H${reached}`, look: 'going' }];
  if (line.closed) return [{ d: `M${start} ${y}H${end}`, look: 'closed' }];
  return [
    { d: `M${reached} ${y}H${end}`, look: 'ahead' },
    { d: `M${start} ${y}H${reached}`, look: 'going' },
  ];
}

function trunkRails(scale: Scale, y: number, lanes: readonly Lane[]): Rail[] {
  const first = scale.trunk[0]?.x ?? scale.fork;
  const last = Math.max(scale.fork, scale.trunk.at(-1)?.x ?? 0);
  const bottom = lanes.at(-1)?.y ?? y;
  const turns = lanes.map((lane) => `M${scale.fork} ${lane.y - BEND}q0 ${BEND} ${BEND} ${BEND}`).join('');
  const down = lanes.length > 0 ? `M${scale.fork} ${y}V${bottom - BEND}${turns}` : '';
  return [{ d: `M${first} ${y}H${last}${down}`, look: 'going' }];
}
