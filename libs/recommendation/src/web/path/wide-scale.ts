import { type Path, type PathMark } from '../path';
import { type FixedDay, beginning, daysOf } from './facts';
import { plain, strong, widthOf } from './lettering';
import { type Rule, type Words, block } from './scene';
import { type Interval, calendarBetween, dayOf } from './time-axis';
import { LEAD_IN, type Standing, type Track, placesOf, standingOn } from './wide-places';

/** The wide drawing: 960 pixels, time from LEFT to RIGHT, words of the last marks and the way to the end after that. */
export const WIDTH = 960;
export const TOP = 4;
export const LEFT = 16;
export const RIGHT = 684;
export const LABEL_WIDTH = 232;
/** The rail at the far right where the lines join. */
export const JOIN = WIDTH - 16;
const MARK_GAP = 28;
/** How roundly a lane leaves and joins. */
export const BEND = 14;
const LEAST_SPAN = 28;

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly x: (day: number) => number;
  readonly spots: (track: Track) => readonly { readonly mark: PathMark; readonly x: number }[];
  /** Today and the due days. */
  readonly rules: readonly { readonly day: FixedDay; readonly x: number }[];
  /** Where the path divides into its owners' lines. */
  readonly fork: number;
}

/** Time before the fork is drawn no wider than it needs, so that the lines have the room; the ticks show it. */
export function scaleOf(path: Path): Scale {
  const standing = standingOn(path);
  const from = standing[0]?.day ?? dayOf(path.today);
  const last = standing.at(-1)?.day ?? from;
  const lineDays = standing.flatMap((one) => ('track' in one && typeof one.track === 'number' ? [one.day] : []));
  const trunk = beginning(path);
  const trunkDays = daysOf(trunk, from);
  const forkDay = Math.min(dayOfFork(trunk, trunkDays), ...lineDays);
  const to = Math.max(last, forkDay + Math.max(LEAST_SPAN, (forkDay - from) / 2), dayOf(path.today) + 1);
  const before = trunkDays.filter((day) => day <= forkDay).length;
  const share = (forkDay - from) / (to - from);
  const [needed, most] = [(before - 1) * MARK_GAP, Math.max(before * MARK_GAP, 0.2 * (RIGHT - LEFT))];
  const forkAt = LEFT + Math.min(Math.max(share * (RIGHT - LEFT), needed, 1), most);
  // From here on time is even again, as far as the marks let it be.
  const begin = lineDays.length > 0 ? forkAt + LEAD_IN : forkAt;
  const wanted = (day: number): number =>
    day <= forkDay && forkDay > from
      ? LEFT + ((day - from) / (forkDay - from)) * (forkAt - LEFT)
      : begin + ((day - forkDay) / (to - forkDay)) * (RIGHT - begin);
  const least = before === 0 ? LEFT + MARK_GAP + 10 : LEFT;
  const xs = placesOf(standing, { least, most: RIGHT, x: wanted, forkDay });
  const placed = standing.map((one, i) => ({ one, x: xs[i] ?? LEFT }));
  const spots: Scale['spots'] = (track) =>
    placed.flatMap(({ one, x }) => ('track' in one && one.track === track ? [{ mark: one.mark, x }] : []));
  return {
    from,
    to,
    x: throughDays(placed, to),
    spots,
    rules: placed.flatMap(({ one, x }) => ('rule' in one ? [{ day: one.rule, x }] : [])),
    fork: spots('trunk')[before - 1]?.x ?? LEFT,
  };
}

function dayOfFork(trunk: readonly PathMark[], days: readonly number[]): number {
  const assigned = trunk.findLastIndex((mark) => mark.kind === 'assigned');
  return days[assigned === -1 ? days.length - 1 : assigned] ?? 0;
}

/** Where any day is: between the marks of the days around it. A day begins with its first mark. */
function throughDays(placed: readonly { readonly one: Standing; readonly x: number }[], to: number): Scale['x'] {
  const knots: { day: number; x: number }[] = [];
  for (const { one, x } of placed) {
    const begun = knots.at(-1);
    if (begun !== undefined && begun.day > one.day) {
      begun.x = Math.max(begun.x, x);
      const start = knots.at(-2);
      if (start) start.x = Math.min(start.x, x);
    } else knots.push({ day: one.day, x }, { day: one.day + 0.99, x });
  }
  knots.push({ day: Math.max(to, (knots.at(-1)?.day ?? to) + 0.01), x: RIGHT });
  return (day) => {
    const next = knots.findIndex((knot) => knot.day >= day);
    const [a, b] = [knots[next - 1], knots[next]];
    if (!b) return RIGHT;
    if (!a) return b.x;
    return a.x + ((day - a.day) / (b.day - a.day)) * (b.x - a.x);
  };
}

/** Height of the two rows of calendar. */
export const CALENDAR = 48;

/** Said where a month or a quarter is not as wide as the next: marks close in time need more room than their days. */
export const NOT_TO_SCALE = 'Time is not to scale';

function isToScale({ from, to, x }: Scale): boolean {
  const widths = calendarBetween(from, to).minor.map((one) => (x(one.to) - x(one.from)) / (one.to - one.from));
  return Math.max(...widths) <= 1.25 * Math.min(...widths);
}

/** Two rows of calendar along the top, and a faint rule at each boundary down to `bottom`. */
export function calendarRows(scale: Scale, top: number, bottom: number): { rules: Rule[]; words: Words[] } {
  const { minor, major } = calendarBetween(scale.from, scale.to);
  const row = (intervals: readonly Interval[], y: number, face = plain): Words[] =>
    intervals.flatMap(({ from, to, label, shorter }) => {
      const room = scale.x(to) - scale.x(from) - 6;
      const text = [label, ...shorter].find((words) => widthOf(words, face) <= room);
      return text === undefined ? [] : [{ x: scale.x(from) + 4, y, width: widthOf(text, face), text, face }];
    });
  const said = isToScale(scale) ? [] : [NOT_TO_SCALE];
  const note = block(said, plain, { right: JOIN, y: top + 16 }).map((words) => ({ ...words, tone: 'quiet' as const }));
  const tick =
    (y1: number, y2: number) =>
    (interval: Interval): Rule => {
      const at = scale.x(interval.from);
      return { x1: at, y1, x2: at, y2, look: 'tick' };
    };
  return {
    words: [...row(major, top + 16, strong), ...row(minor, top + 38), ...note],
    rules: [...minor.map(tick(top + 24, bottom)), ...major.map(tick(top, bottom))],
  };
}
