import { type Path, type PathMark } from '../path';
import { type FixedDay, beginning, daysOf, ending, fixedDays, inOrder } from './facts';
import { dayOf } from './time-axis';

/** Something on the time axis; `after` names earlier ones of the list, and how far to the right of each it stands. */
interface Place {
  readonly wanted: number;
  readonly after: readonly { readonly place: number; readonly by: number }[];
}

/**
 * As near as can be to where each is wanted, between `least` and `most`, and every one as far after the others as it
 * must be. Where there is not the room for that, all distances shrink alike, and the order stays.
 */
export function settled(places: readonly Place[], least: number, most: number): number[] {
  const leads: number[] = [];
  for (const { after } of places) leads.push(Math.max(0, ...after.map(({ place, by }) => (leads[place] ?? 0) + by)));
  const share = Math.min(1, (most - least) / Math.max(1, ...leads));
  const xs: number[] = [];
  for (const { wanted, after } of places)
    xs.push(Math.max(least, wanted, ...after.map(({ place, by }) => (xs[place] ?? least) + by * share)));
  const limits = places.map(() => most);
  for (let i = places.length - 1; i >= 0; i -= 1) {
    const x = Math.min(xs[i] ?? least, limits[i] ?? most);
    xs[i] = x;
    for (const { place, by } of places[i]?.after ?? []) limits[place] = Math.min(limits[place] ?? most, x - by * share);
  }
  return xs;
}

/** Which rail a mark stands on: the beginning, an owner's line (by its place among them) or the end. */
export type Track = 'trunk' | 'end' | number;
export type Standing =
  | { readonly track: Track; readonly mark: PathMark; readonly day: number }
  | { readonly rule: FixedDay; readonly day: number };

const ruleLast = (one: Standing): number => {
  if ('rule' in one) return one.rule.look === 'today' ? 2e6 : 2e6 + 1;
  return one.track === 'trunk' ? -1 : one.track === 'end' ? 1e6 : one.track;
};

/** All marks and fixed days, by day; on one day the beginning, then the lines, the end, and today when it is over. */
export function standingOn(path: Path): Standing[] {
  const marksOn = (track: Track, marks: readonly PathMark[], first: number): Standing[] => {
    const days = daysOf(marks, first);
    return marks.map((mark, i) => ({ track, mark, day: days[i] ?? first }));
  };
  const trunk = marksOn('trunk', beginning(path), firstDay(path));
  const end = ending(path);
  const agreed = trunk.at(-1)?.day ?? dayOf(path.today);
  return [
    ...trunk,
    ...path.lines.flatMap(({ marks }, i) => marksOn(i, inOrder(marks), firstOf(marks) ?? agreed)),
    ...marksOn('end', end, firstOf(end) ?? dayOf(path.today)),
    ...fixedDays(path).map((rule): Standing => ({ rule, day: rule.day })),
  ].sort((a, b) => a.day - b.day || ruleLast(a) - ruleLast(b));
}

/** The first day that anything in the picture states. */
function firstDay(path: Path): number {
  const marks = [...beginning(path), ...path.lines.flatMap((line) => line.marks), ...ending(path)];
  return Math.min(firstOf(marks) ?? Infinity, ...fixedDays(path).map(({ day }) => day));
}

/** The first day that these marks state; a mark of which no day is known stands no earlier. */
function firstOf(marks: readonly PathMark[]): number | undefined {
  const days = marks.flatMap(({ on }) => (on === undefined ? [] : [dayOf(on)]));
  return days.length === 0 ? undefined : Math.min(...days);
}

/** Between two marks of one rail, from a mark to the line of today, and from one day to the next. */
const GAP = 28;
const NEAR = 16;
const NEXT_DAY = 1;
/** From the fork to the first mark of a line. */
export const LEAD_IN = 38;

export interface Wanted {
  readonly least: number;
  readonly most: number;
  readonly x: (day: number) => number;
  readonly forkDay: number;
}

/**
 * Where each stands. What is later stands further right, on whichever rail; what has happened stands left of today's
 * line and what is ahead right of it. The marks of one day stand as they like, but none beside those of the next.
 */
export function placesOf(standing: readonly Standing[], { least, most, x, forkDay }: Wanted): number[] {
  const places: Place[] = [];
  const at: number[] = [];
  const lastOn = new Map<Track, number>();
  let today: number | undefined;
  let fork: number | undefined;
  let dayBefore: number | undefined;
  for (let i = 0; i < standing.length;) {
    const { day } = standing[i] ?? { day: 0 };
    const ofDay: number[] = [];
    for (let one = standing[i]; one?.day === day; one = standing[(i += 1)]) {
      const after = [
        ...(dayBefore === undefined ? [] : [{ place: dayBefore, by: NEXT_DAY }]),
        ...('rule' in one ? afterMarks(one.rule, lastOn) : afterRail(one.track, { lastOn, today, fork })),
      ];
      const place = places.push({ wanted: x(day), after }) - 1;
      at.push(place);
      ofDay.push(place);
      if ('rule' in one) today = one.rule.look === 'today' ? place : today;
      else {
        lastOn.set(one.track, place);
        if (one.track === 'trunk' && day <= forkDay) fork = place;
      }
    }
    dayBefore = places.push({ wanted: least, after: ofDay.map((place) => ({ place, by: NEXT_DAY })) }) - 1;
  }
  const xs = settled(places, least, most);
  return at.map((place) => xs[place] ?? least);
}

const afterMarks = ({ look }: FixedDay, lastOn: ReadonlyMap<Track, number>): Place['after'] =>
  look === 'today' ? [...lastOn.values()].map((place) => ({ place, by: NEAR })) : [];

interface Before {
  readonly lastOn: ReadonlyMap<Track, number>;
  readonly today: number | undefined;
  readonly fork: number | undefined;
}

/** After the mark before it on its rail; a line after the fork; the end after every line that has come so far. */
function afterRail(track: Track, { lastOn, today, fork }: Before): Place['after'] {
  const rails = track === 'end' ? [...lastOn.keys()].filter((one) => one !== 'trunk') : [track];
  return [
    ...rails.flatMap((rail) => {
      const place = lastOn.get(rail);
      return place === undefined ? [] : [{ place, by: GAP }];
    }),
    ...(today === undefined ? [] : [{ place: today, by: NEAR }]),
    ...(typeof track === 'number' && fork !== undefined ? [{ place: fork, by: LEAD_IN }] : []),
  ];
}
