import { type Path, type PathLine } from '../path';
import { NOT_SHARED, noteOf, standing, stopsAt } from './facts';
import { placeLabels } from './label-rows';
import { LINE_HEIGHT, heading, plain, strong, wrapped } from './lettering';
import { type Part, type Rail, type Scene, type Words, block } from './scene';
import { endOf, endRails, joinOf } from './wide-end';
import { anchorOf, heightOf, stationOf } from './wide-labels';
import { BEND, JOIN, type Scale, TOP, WIDTH, calendarRows, scaleOf } from './wide-scale';
import { trunkOf } from './wide-trunk';

const STATE_WIDTH = 230;

/** Time runs to the right: a trunk from the source, a fork, one lane per owner, and a rail where the lanes join again. */
export function wideScene(path: Path): Scene {
  const scale = scaleOf(path);
  const { trunk, trunkY, flags } = trunkOf(scale);
  const lanes: Lane[] = [];
  let y = trunkY + 22;
  for (const [place, line] of path.lines.entries()) {
    const lane = laneOf(line, path, { scale, place, top: y, end: joinOf(path, scale) });
    lanes.push(lane);
    y = lane.bottom + 10;
  }
  const end = endOf(path, scale, y + 8);
  const calendar = calendarRows(scale, TOP, y);
  return {
    width: WIDTH,
    height: Math.ceil(end.bottom),
    name: `Path to completion of ${path.reference}. ${standing(path)}`,
    rails: [
      ...endRails(path, lanes, { y: trunkY, x: scale.spots('trunk').at(-1)?.x ?? scale.fork }, end),
      trunkRail(scale, trunkY, lanes),
      ...lanes.flatMap((lane) => lane.rails),
    ],
    scale: {
      rules: [...calendar.rules, ...flags.map((flag) => ({ ...flag.rule, y2: y }))],
      words: [...calendar.words, ...flags.flatMap((flag) => flag.words)],
    },
    parts: [trunk, ...lanes.map((lane) => lane.part), end.part],
  };
}

interface Lane {
  readonly part: Part;
  readonly rails: readonly Rail[];
  readonly y: number;
  readonly bottom: number;
  readonly joins: boolean;
}

interface Where {
  readonly scale: Scale;
  /** Which of the lines it is. */
  readonly place: number;
  readonly top: number;
  /** Where the lines join. */
  readonly end: number;
}

function laneOf(line: PathLine, path: Path, { scale, place, top, end }: Where): Lane {
  const left = scale.fork + BEND + 8;
  const state = block(wrapped(line.state, STATE_WIDTH, strong), strong, { right: JOIN - 20, y: top + 18 });
  const room = Math.min(...state.map((words) => words.x), JOIN - 20) - left - 20;
  const owner = block(wrapped(line.owner, room, heading), heading, { left, y: top + 18 });
  const notes = [noteOf(line, path), line.notShared ? NOT_SHARED : ''].filter((note) => note !== '').join(' · ');
  const note = block(wrapped(notes, room, plain), plain, { left, y: top + 18 + owner.length * LINE_HEIGHT }).map(quiet);
  const spots = scale.spots(place);
  const rows = placeLabels(
    spots.map((spot, i) => anchorOf(spot, i === spots.length - 1)),
    budgetFor(path.lines.length),
  );
  const y = top + Math.max(state.length, owner.length + note.length) * LINE_HEIGHT + 8 + heightOf(rows);
  const stations = spots.map((spot, i) => stationOf(spot, line.owner, y, rows.placed[i]));
  const joins = !stopsAt(spots.map((spot) => spot.mark));
  return {
    part: { name: line.owner, words: [...owner, ...note, ...state], stations },
    rails: laneRails(line, y, { fork: scale.fork, last: spots.at(-1)?.x, end, today: todayOf(path, scale) }, joins),
    y,
    joins,
    bottom: y + BELOW,
  };
}

/** Lines of type over each lane's rail: the more owners, the fewer words each can have. */
const budgetFor = (owners: number): number => (owners <= 3 ? 20 : owners <= 6 ? 14 : 8);
/** From a rail to the name of the next owner. */
const BELOW = 14;

/** How far right anything has come: to today, or to where a closed path joined. */
const todayOf = ({ closed }: Path, { rules }: Scale): number =>
  closed ? Infinity : (rules.find(({ day }) => day.look === 'today')?.x ?? Infinity);

const quiet = (words: Words): Words => ({ ...words, tone: 'quiet' });

interface Reach {
  readonly fork: number;
  readonly last: number | undefined;
  readonly end: number;
  /** Nothing is drawn as done to the right of it. */
  readonly today: number;
}

/** Solid as far as it has come, thick where it is closed; dotted from there to where the lines join. */
function laneRails(line: PathLine, y: number, { fork, last, end, today }: Reach, joins: boolean): Rail[] {
  const start = fork + BEND;
  const come = line.notShared || (line.closed && last === undefined) ? today : (last ?? start);
  const reached = Math.max(start, come);
  const bend = Math.max(start, end - BEND);
  const joining = `H${bend}q${BEND} 0 ${BEND} ${BEND}`;
  const look = line.closed ? 'closed' : line.notShared ? 'hidden' : 'going';
  if (!joins) return [{ d: `M${start} ${y}H${reached}`, look: 'going' }];
  // The whole is closed: every line that was runs on to where they joined.
  if (today === Infinity && look !== 'going')
    return [
      { d: `M${start} ${y}${joining}${last !== undefined && reached > bend ? `M${bend} ${y}H${reached}` : ''}`, look },
    ];
  return [
    { d: `M${reached} ${y}${joining}`, look: 'ahead' },
    { d: `M${start} ${y}H${reached}`, look },
  ];
}

function trunkRail(scale: Scale, y: number, lanes: readonly Lane[]): Rail {
  const trunk = scale.spots('trunk');
  const first = Math.min(scale.fork, trunk[0]?.x ?? scale.fork);
  const last = Math.max(scale.fork, trunk.at(-1)?.x ?? 0);
  const turns = lanes.map((lane) => `M${scale.fork} ${lane.y - BEND}q0 ${BEND} ${BEND} ${BEND}`).join('');
  const down = lanes.length > 0 ? `M${scale.fork} ${y}V${(lanes.at(-1)?.y ?? y) - BEND}${turns}` : '';
  return { d: `M${first} ${y}H${last}${down}`, look: 'going' };
}
