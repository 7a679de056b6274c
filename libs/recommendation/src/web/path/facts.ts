import { type Path, type PathLine, type PathMark, type PathMarkKind, type PathTarget } from '../path';
import { rhythmWords } from '../target.words';
import { clean } from './lettering';
import { dateInWords, dayOf } from './time-axis';

/** The order of the path: what came before the owners' lines, the lines, and the end where they join again. */
const atTheEnd: ReadonlySet<PathMarkKind> = new Set(['completed', 'embedded', 'reopened', 'withdrawn', 'handedOver']);
/** After these a line stops; it does not run on to the end. */
const stops: ReadonlySet<PathMarkKind> = new Set(['withdrawn', 'notApplicable', 'handedOver']);

export const NOT_SHARED = 'Its steps are not shared with you';
export const INVENTED = 'invented for the demonstration';
export const NO_OWNER = 'No owner is named yet';
export const NO_DATE = 'date not stated';

/** Of a line that is not shared only its owner and state go further, whatever came with it. */
export function asShared(path: Path): Path {
  const lines = path.lines.map((line): PathLine =>
    line.notShared
      ? { id: line.id, owner: line.owner, state: line.state, closed: line.closed, marks: [], notShared: true }
      : line,
  );
  return { ...path, lines };
}

/** The source comes first, then every milestone that is not an end. */
export function beginning(path: Path): PathMark[] {
  const { label, on, href, invented } = path.source;
  const source: PathMark = {
    kind: 'source',
    label,
    ...(on !== undefined && { on }),
    ...(href !== undefined && { href }),
    ...(invented === true && { invented }),
  };
  const told = path.milestones.some((mark) => mark.kind === 'source');
  return inOrder([...(told ? [] : [source]), ...path.milestones.filter((mark) => !atTheEnd.has(mark.kind))]);
}

export function ending(path: Path): PathMark[] {
  return inOrder(path.milestones.filter((mark) => atTheEnd.has(mark.kind)));
}

/** By date; a mark without a date stays after the one it was told after. */
export function inOrder(marks: readonly PathMark[]): PathMark[] {
  const days = daysOf(marks, Number.NEGATIVE_INFINITY);
  return marks
    .map((mark, i) => ({ mark, day: days[i] ?? 0 }))
    .sort((a, b) => (a.day === b.day ? 0 : a.day - b.day))
    .map(({ mark }) => mark);
}

/** The day of each mark; without a date, that of the mark before it. */
export function daysOf(marks: readonly PathMark[], first: number): number[] {
  let day = first;
  return marks.map((mark) => (day = mark.on === undefined ? day : dayOf(mark.on)));
}

export function stopsAt(marks: readonly PathMark[]): boolean {
  const last = marks.at(-1);
  return last !== undefined && stops.has(last.kind);
}

export function dateOf(mark: PathMark, full = false): string {
  return mark.on === undefined ? NO_DATE : dateInWords(mark.on, full);
}

/** The words beside a mark; the dagger is explained under the picture. */
export function shownWords(mark: PathMark): string {
  return `${clean(mark.label)}${mark.invented === true ? '†' : ''}`;
}

/** What a screen reader says: the words on the picture first, then whose it is. */
export function spoken(mark: PathMark, owner: string): string {
  return `${dateOf(mark)} ${clean(mark.label)}, ${owner}${mark.invented === true ? ` (${INVENTED})` : ''}`;
}

export function standing(path: Path): string {
  if (path.standing !== undefined) return path.standing;
  const closed = path.lines.filter((line) => line.closed).length;
  const count = path.lines.length;
  if (count === 0) return NO_OWNER;
  if (count === 1) return closed === 1 ? 'Its one line is closed' : 'Its one line is still open';
  return `${closed} of ${count} lines ${closed === 1 ? 'is' : 'are'} closed`;
}

/** "30 Jun 2025 (Q1 2025-26)"; only the words where there is no day, only the day where the words are that day. */
export function targetInWords(target: PathTarget): string {
  if (target.due === undefined) return target.label;
  const day = dateInWords(target.due);
  const same = [day, dateInWords(target.due, true), target.due].includes(clean(target.label));
  return same ? day : `${day} (${target.label})`;
}

/** "due 30 Jun 2025 (Q1 2025-26)"; a rhythm has no last day: "reviewed every quarter". */
const dueInWords = (target: PathTarget): string =>
  target.due === undefined ? rhythmWords(target.label) : `due ${targetInWords(target)}`;

/** "target 30 Jun 2025 (Q1 2025-26)" */
export const aimInWords = (target: PathTarget): string =>
  target.due === undefined ? rhythmWords(target.label) : `target ${targetInWords(target)}`;

export interface FixedDay {
  readonly day: number;
  readonly text: string;
  readonly look: 'due' | 'overdue' | 'firstDue' | 'today';
}

/** Today, the due day and, where it was changed, the first one, in order. Only what is overdue is told apart as bad. */
export function fixedDays({
  today,
  target,
  firstTarget,
  closed,
}: Pick<Path, 'today' | 'target' | 'firstTarget' | 'closed'>): FixedDay[] {
  const days: FixedDay[] = [{ day: dayOf(today), text: `Today, ${dateInWords(today)}`, look: 'today' }];
  const late = !closed && target?.due !== undefined && target.due < today;
  const due = (look: FixedDay['look'], words: string, at: PathTarget | undefined): void => {
    const text = `${words} ${at ? targetInWords(at) : ''}${look === 'overdue' ? ', overdue' : ''}`;
    if (at?.due !== undefined) days.push({ day: dayOf(at.due), text, look });
  };
  due('firstDue', 'First due', firstTarget);
  due(late ? 'overdue' : 'due', 'Due', target);
  return days.sort((a, b) => a.day - b.day);
}

/** What is said under an owner's name: role, and its own target where that differs from the whole. */
export function noteOf(line: PathLine, path: Path): string {
  const target = line.target && line.target.due !== path.target?.due ? dueInWords(line.target) : undefined;
  return [line.role, target].filter((note) => note !== undefined).join(' · ');
}

/** What the marks before and after the owners' lines belong to. */
export const START = 'The recommendation';
export const END = 'The end';
