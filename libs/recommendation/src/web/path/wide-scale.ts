import { type Path, type PathMark } from '../path';
import { beginning, daysOf } from './facts';
import { plain, strong, widthOf } from './lettering';
import { type Rule, type Words } from './scene';
import { type Interval, calendarBetween, dayOf, spread } from './time-axis';

/** The wide drawing: 960 pixels, time from LEFT to RIGHT, words of the last marks and the way to the end after that. */
export const WIDTH = 960;
export const TOP = 4;
export const LEFT = 16;
export const RIGHT = 684;
export const LABEL_WIDTH = 232;
/** The rail at the far right where the lines join. */
export const JOIN = WIDTH - 16;
export const MARK_GAP = 28;
/** How roundly a lane leaves and joins. */
export const BEND = 14;
const LEAST_SPAN = 28;

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly x: (day: number) => number;
  readonly trunk: readonly { readonly mark: PathMark; readonly x: number }[];
  /** Where the path divides into its owners' lines. */
  readonly fork: number;
}

/** Time before the fork is drawn no wider than it needs, so that the lines have the room; the ticks show it. */
export function scaleOf(path: Path): Scale {
  const trunk = beginning(path);
  const lineDays = path.lines.flatMap((line) => daysOf(line.marks.filter(hasDate), 0));
  const dated = daysOf(trunk.filter(hasDate), 0);
  const dues = [path.target?.due, path.firstTarget?.due].flatMap((due) => (due === undefined ? [] : [dayOf(due)]));
  const today = dayOf(path.today);
  const from = Math.min(today, ...dated, ...lineDays, ...dues);
  const trunkDays = daysOf(trunk, from);
  const forkDay = Math.min(dayOfFork(trunk, trunkDays), ...lineDays);
  const rest = Math.max(LEAST_SPAN, (forkDay - from) / 2);
  const to = Math.max(forkDay + rest, today + 1, ...dated, ...lineDays, ...dues);
  const before = trunkDays.filter((day) => day <= forkDay).length;
  const share = (forkDay - from) / (to - from);
  const forkAt =
    LEFT + Math.min(Math.max(share * (RIGHT - LEFT), 1), Math.max(before * MARK_GAP, 0.2 * (RIGHT - LEFT)));
  const x = (day: number): number =>
    day <= forkDay && forkDay > from
      ? LEFT + ((day - from) / (forkDay - from)) * (forkAt - LEFT)
      : forkAt + ((day - forkDay) / (to - forkDay)) * (RIGHT - forkAt);
  const xs = spread(trunkDays.map(x), LEFT, RIGHT, MARK_GAP + 2);
  return {
    from,
    to,
    x,
    trunk: trunk.map((mark, i) => ({ mark, x: xs[i] ?? LEFT })),
    fork: xs[before - 1] ?? LEFT,
  };
}

const hasDate = (mark: PathMark): boolean => mark.on !== undefined;

function dayOfFork(trunk: readonly PathMark[], days: readonly number[]): number {
  const assigned = trunk.findLastIndex((mark) => mark.kind === 'assigned');
  return days[assigned === -1 ? days.length - 1 : assigned] ?? 0;
}

/** Height of the two rows of calendar. */
export const CALENDAR = 48;

/** Two rows of calendar along the top, and a faint rule at each boundary down to `bottom`. */
export function calendarRows(scale: Scale, top: number, bottom: number): { rules: Rule[]; words: Words[] } {
  const { minor, major } = calendarBetween(scale.from, scale.to);
  const row = (intervals: readonly Interval[], y: number, face = plain): Words[] =>
    intervals.flatMap(({ from, to, label }) => {
      const room = scale.x(to) - scale.x(from);
      const width = widthOf(label, face);
      return width + 8 > room ? [] : [{ x: scale.x(from) + 4, y, width, text: label, face }];
    });
  const tick =
    (y1: number, y2: number) =>
    (interval: Interval): Rule => {
      const at = scale.x(interval.from);
      return { x1: at, y1, x2: at, y2, look: 'tick' };
    };
  return {
    words: [...row(major, top + 16, strong), ...row(minor, top + 38)],
    rules: [...minor.map(tick(top + 24, bottom)), ...major.map(tick(top, bottom))],
  };
}
