import { type Path } from '../path';
import { END, standing } from './facts';
import { placeLabels } from './label-rows';
import { LINE_HEIGHT, plain, strong, wrapped } from './lettering';
import { type Part, type Rail, block } from './scene';
import { anchorOf, heightOf, stationOf } from './wide-labels';
import { BEND, JOIN, RIGHT, type Scale } from './wide-scale';

const END_WIDTH = 600;
/** Lines of type over the marks of the end. */
const BUDGET = 9;

/** Where the lines join: at the mark that closed the whole, on its day; at the far right where that is still to come. */
export function joinOf(path: Path, scale: Scale): number {
  const spots = path.closed ? scale.spots('end') : [];
  return (spots.findLast(({ mark }) => mark.kind !== 'embedded') ?? spots.at(-1))?.x ?? JOIN;
}

export interface End {
  readonly part: Part;
  /** Where the lines join, and how far down that leads. */
  readonly join: number;
  readonly last: number;
  readonly bottom: number;
  readonly rail?: Rail;
}

/** Each lane bends down into the rail that leads to the end. */
export function endRails(
  path: Path,
  lanes: readonly { readonly y: number; readonly joins: boolean }[],
  trunk: { readonly x: number; readonly y: number },
  { join, last, rail }: End,
): Rail[] {
  const look = path.closed ? 'closed' : 'ahead';
  const first = lanes.find((lane) => lane.joins)?.y;
  const top = first === undefined ? last - 2 * BEND : first + BEND;
  const begin = lanes.length === 0 ? `M${Math.min(trunk.x, join)} ${trunk.y}H${join}` : `M${join} ${top}`;
  return [{ d: `${begin}V${last}`, look, under: join < RIGHT + BEND }, ...(rail ? [rail] : [])];
}

/** What happened at the end, on its days; and an open ring until it has come. */
export function endOf(path: Path, scale: Scale, top: number): End {
  const spots = scale.spots('end');
  const rows = placeLabels(
    spots.map((spot, i) => anchorOf(spot, i === spots.length - 1)),
    BUDGET,
  );
  const y = top + (spots.length === 0 ? 10 : heightOf(rows));
  const stations = spots.map((spot, i) => stationOf(spot, END, y, rows.placed[i]));
  const [first, final] = [spots[0]?.x, spots.at(-1)?.x];
  const rail: Rail = { d: `M${first ?? 0} ${y}H${final ?? 0}`, look: path.closed ? 'closed' : 'ahead' };
  const further = spots.length > 1 ? { rail } : {};
  const under = spots.length === 0 ? y : y + 34;
  if (path.closed && final !== undefined)
    return { part: { name: END, words: [], stations }, join: joinOf(path, scale), last: y, bottom: under, ...further };
  const right = JOIN - 22;
  const words = [
    ...block([path.closed ? path.state : 'Not complete yet'], strong, { right, y: under + 6 }),
    ...block(wrapped(standing(path), END_WIDTH, plain), plain, { right, y: under + 6 + LINE_HEIGHT }),
  ];
  return {
    part: { name: END, words, stations, ring: { x: JOIN, y: under } },
    join: JOIN,
    last: under - 11,
    bottom: under + words.length * LINE_HEIGHT + 8,
    ...further,
  };
}
