import { type PathMarkKind } from '../path';

/** Shape first, colour second: each kind is told apart in black and white. Drawn about 0,0 within ±11. */
type Tone = 'going' | 'good' | 'bad' | 'quiet';
interface Sign {
  readonly words: string;
  readonly tone: Tone;
  /** Outline filled with the tone, outline filled white, and strokes in the contrasting colour. */
  readonly full?: string;
  readonly open?: string;
  readonly stroke?: string;
}

const disc = (r: number): string => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const DIAMOND = 'M0 -11L11 0L0 11L-11 0z';
const SQUARE = 'M-9 -9H9V9H-9z';
const ARROW = 'M-5 0H5M1 -4L5 0L1 4';
const TICK = 'M-5 0L-1.5 4L5 -4';

export const signs: Readonly<Record<PathMarkKind, Sign>> = {
  source: { words: 'source of the learning', tone: 'going', open: disc(10), full: disc(4.5) },
  made: { words: 'recommendation made', tone: 'going', open: disc(9) },
  agreed: { words: 'agreed', tone: 'going', open: disc(9), full: 'M0 -9a9 9 0 0 0 0 18z' },
  approved: { words: 'approved', tone: 'going', full: 'M-10 0L-5 -9H5L10 0L5 9H-5z' },
  assigned: { words: 'given to its owners', tone: 'going', full: 'M-11 -8H11L0 10z' },
  progress: { words: 'progress', tone: 'going', full: disc(7) },
  asked: { words: 'assurance asked for', tone: 'going', open: DIAMOND },
  provided: { words: 'assurance or evidence sent', tone: 'going', full: DIAMOND },
  accepted: { words: 'accepted by a second person', tone: 'good', full: disc(11), stroke: TICK },
  returned: { words: 'returned: not enough yet', tone: 'bad', open: 'M-11 0L7 -10V10z' },
  waiting: { words: 'waiting on something', tone: 'quiet', open: disc(10), stroke: 'M-3 -5V5M3 -5V5' },
  resumed: { words: 'no longer waiting', tone: 'going', full: 'M-7 -10L11 0L-7 10z' },
  carried: { words: 'carried into other work', tone: 'going', full: SQUARE, stroke: ARROW },
  targetChanged: { words: 'target changed', tone: 'quiet', full: 'M-5 -11L11 -5L-5 1z', stroke: 'M-6 -11V11' },
  notApplicable: { words: 'does not apply here', tone: 'quiet', open: disc(10), stroke: 'M-6.5 6.5L6.5 -6.5' },
  withdrawn: { words: 'withdrawn', tone: 'quiet', open: SQUARE, stroke: 'M-5 -5L5 5M-5 5L5 -5' },
  handedOver: { words: 'handed to a successor', tone: 'quiet', open: SQUARE, stroke: ARROW },
  completed: { words: 'complete', tone: 'good', full: SQUARE, stroke: TICK },
  embedded: {
    words: 'embedded: the change has held',
    tone: 'good',
    full: 'M0 -12L3.2 -4H11.5L5 1.4L7.2 10L0 5L-7.2 10L-5 1.4L-11.5 -4H-3.2z',
  },
  reopened: { words: 'reopened', tone: 'bad', open: disc(10), stroke: 'M4 -4.5A6 6 0 1 0 6 1M4.5 -9V-4H-.5' },
};

export const inks: Readonly<Record<Tone, string>> = {
  going: '#1d4f91',
  good: '#0b5c3c',
  bad: '#a2281d',
  quiet: '#484949',
};

/** Strokes are white on a filled shape, and in the tone of an open one. The flag's pole is the one that stands outside. */
export function signMarkup(kind: PathMarkKind, x: number, y: number): string {
  const { tone, full, open, stroke } = signs[kind];
  const ink = inks[tone];
  const onFull = full !== undefined && kind !== 'targetChanged';
  const shapes = [
    open && `<path d="${open}" fill="#fff" stroke="${ink}" stroke-width="3" stroke-linejoin="round"/>`,
    full && `<path d="${full}" fill="${ink}" stroke="#fff" stroke-width="1.5" paint-order="stroke"/>`,
    stroke &&
      `<path d="${stroke}" fill="none" stroke="${onFull ? '#fff' : ink}" stroke-width="2.5" stroke-linecap="round"/>`,
  ];
  return `<g transform="translate(${x} ${y})">${shapes.filter((shape) => shape !== undefined && shape !== '').join('')}</g>`;
}
