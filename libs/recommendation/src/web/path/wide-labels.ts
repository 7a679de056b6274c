import { type PathMark, type PathMarkKind } from '../path';
import { dateOf, shownWords } from './facts';
import { type Form, placeLabels } from './label-rows';
import { LINE_HEIGHT, plain, strong, widthOf, wrapped } from './lettering';
import { type Station, type Words } from './scene';
import { LABEL_WIDTH } from './wide-scale';

const turningPoints: ReadonlySet<PathMarkKind> = new Set([
  'returned',
  'waiting',
  'carried',
  'accepted',
  'notApplicable',
  'withdrawn',
  'handedOver',
  'targetChanged',
]);
const MOST_LINES = 3;
const CLEAR = 15;

interface Row {
  readonly owner: string;
  readonly y: number;
  readonly marks: readonly { readonly mark: PathMark; readonly x: number }[];
  /** Words stand above the trunk and below the lines. */
  readonly side: 'above' | 'below';
  /** The words may take this many lines of type. */
  readonly budget: number;
}

/** Height in pixels that the words of such a row take, so that the rail can be placed first. */
export function roomFor(row: Omit<Row, 'y' | 'owner'>): number {
  const { depth } = placeLabels(anchorsOf(row), row.budget);
  return depth === 0 ? CLEAR : CLEAR + depth * LINE_HEIGHT + 4;
}

export function stationsOf(row: Row): Station[] {
  const { placed } = placeLabels(anchorsOf(row), row.budget);
  return row.marks.map(({ mark, x }, i) => {
    const label = placed[i];
    const station = { mark, owner: row.owner, x, y: row.y };
    if (!label) return { ...station, words: [], cut: true };
    const top = row.side === 'below' ? row.y + CLEAR + label.row * LINE_HEIGHT : heightAbove(row.y, label);
    const words = label.lines.map((text, n): Words => {
      const face = n === 0 ? strong : plain;
      return { x: x + 7, y: top + n * LINE_HEIGHT + 16, width: widthOf(text, face), text, face, ...toneOf(mark) };
    });
    const end = row.side === 'below' ? top + label.lines.length * LINE_HEIGHT : top + 3;
    return {
      ...station,
      words,
      pole: { x1: x, y1: row.y, x2: x, y2: end, look: 'pole' as const },
      cut: label.lines.slice(1).join(' ') !== shownWords(mark),
    };
  });
}

function heightAbove(rail: number, label: { row: number; lines: readonly string[] }): number {
  return rail - CLEAR - (label.row + label.lines.length) * LINE_HEIGHT;
}

function toneOf(mark: PathMark): { tone?: 'good' | 'bad' } {
  if (mark.kind === 'returned') return { tone: 'bad' };
  return mark.kind === 'accepted' ? { tone: 'good' } : {};
}

function anchorsOf({ marks }: Pick<Row, 'marks'>) {
  return marks.map(({ mark, x }, i) => {
    const date = dateOf(mark);
    return {
      x,
      weight: weightOf(mark, i === marks.length - 1),
      forms: [form([date, ...wrapped(shownWords(mark), LABEL_WIDTH, plain, MOST_LINES)]), form([date])],
    };
  });
}

function form(lines: readonly string[]): Form {
  return { lines, width: Math.max(...lines.map((line, n) => widthOf(line, n === 0 ? strong : plain)), 0) + 7 };
}

function weightOf(mark: PathMark, last: boolean): number {
  if (last) return 9;
  if (mark.kind === 'source') return 8;
  if (turningPoints.has(mark.kind)) return 6;
  return mark.kind === 'progress' ? 2 : 4;
}
