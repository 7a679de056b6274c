import { type PathMark, type PathMarkKind } from '../path';
import { dateOf, shownWords } from './facts';
import { type Anchor, type Form, type Placed, type Rows } from './label-rows';
import { LINE_HEIGHT, plain, strong, widthOf, wrapped } from './lettering';
import { type Station, type Words } from './scene';
import { JOIN, LABEL_WIDTH } from './wide-scale';

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
const INDENT = 7;
/** From the rail to the first line of type. */
const CLEAR = 15;

export interface Spot {
  readonly mark: PathMark;
  readonly x: number;
}

/** Height in pixels that the words of a row take. */
export const heightOf = ({ depth }: Rows): number => (depth === 0 ? CLEAR : CLEAR + depth * LINE_HEIGHT + 4);

export function anchorOf({ mark, x }: Spot, last: boolean): Anchor {
  const date = dateOf(mark);
  const words = shownWords(mark);
  const room = JOIN - 26 - INDENT - x;
  const widths = [...new Set([340, LABEL_WIDTH, 150, 110].map((width) => Math.min(width, room)))];
  const whole = widths.map((width) => wrapped(words, width, plain));
  const most = whole.filter((lines) => lines.length <= MOST_LINES);
  const kept = most.length > 0 ? most : [wrapped(words, Math.min(340, room), plain, MOST_LINES)];
  const cut = most.length === 0;
  return {
    x,
    weight: weightOf(mark, last),
    whole: kept.map((lines) => form([date, ...lines], cut)),
    brief: form([date], true),
  };
}

function form(lines: readonly string[], cut: boolean): Form {
  const width = Math.max(...lines.map((line, n) => widthOf(line, n === 0 ? strong : plain)));
  return { lines, width: width + INDENT, cut };
}

/** Words stand above the rail: those of the first mark on top, so that they are read in the order of the line. */
export function stationOf({ mark, x }: Spot, owner: string, y: number, label: Placed | undefined): Station {
  if (!label) return { mark, owner, x, y, words: [], cut: true };
  const height = label.lines.length * LINE_HEIGHT;
  const near = CLEAR + label.row * LINE_HEIGHT;
  const top = y - near - height;
  return {
    mark,
    owner,
    x,
    y,
    words: label.lines.map((text, n): Words => {
      const face = n === 0 ? strong : plain;
      const at = { x: x + INDENT, y: top + n * LINE_HEIGHT + 16 };
      return { ...at, width: widthOf(text, face), text, face, ...toneOf(mark) };
    }),
    pole: { x1: x, y1: y, x2: x, y2: top + 3, look: 'pole' },
    cut: label.cut,
  };
}

function toneOf(mark: PathMark): { tone?: 'good' | 'bad' } {
  if (mark.kind === 'returned') return { tone: 'bad' };
  return mark.kind === 'accepted' ? { tone: 'good' } : {};
}

function weightOf(mark: PathMark, last: boolean): number {
  if (last) return 9;
  if (mark.kind === 'source') return 8;
  if (turningPoints.has(mark.kind)) return 6;
  return mark.kind === 'progress' ? 2 : 4;
}
