import { type Path } from '../path';
import { END, dateOf, ending, shownWords, standing } from './facts';
import { LINE_HEIGHT, plain, strong, widthOf, wrapped } from './lettering';
import { type Part, type Rail, type Words, block } from './scene';
import { BEND, JOIN, RIGHT } from './wide-scale';

const END_WIDTH = 600;

/** Each lane bends down into the rail at the right, which leads to the end. */
export function endRail(
  path: Path,
  lanes: readonly { readonly y: number; readonly joins: boolean }[],
  trunkY: number,
  end: number,
): Rail {
  const look = path.closed ? 'closed' : 'ahead';
  const first = lanes.find((lane) => lane.joins)?.y;
  if (lanes.length === 0) return { d: `M${RIGHT} ${trunkY}H${JOIN}V${end}`, look };
  return { d: first === undefined ? `M${JOIN} ${end - 2 * BEND}V${end}` : `M${JOIN} ${first + BEND}V${end}`, look };
}

/** What happened at the end, one under another with their dates: here the distance is not to scale. */
export function endOf(path: Path, top: number): { part: Part; last: number; bottom: number } {
  const marks = ending(path);
  const right = JOIN - 22;
  let y = top + 10;
  const stations = marks.map((mark) => {
    const lines = [dateOf(mark), ...wrapped(shownWords(mark), END_WIDTH, plain)];
    const words = lines.map((text, n): Words => {
      const face = n === 0 ? strong : plain;
      const width = widthOf(text, face);
      return { x: right - width, y: y + 6 + n * LINE_HEIGHT, width, text, face, align: 'end' };
    });
    const station = { mark, owner: END, x: JOIN, y, words, cut: false };
    y += lines.length * LINE_HEIGHT + 14;
    return station;
  });
  const last = stations.at(-1)?.y;
  if (path.closed && last !== undefined) return { part: { name: END, words: [], stations }, last, bottom: y };
  const words = [
    ...block([path.closed ? path.state : 'Not complete yet'], strong, { right, y: y + 6 }),
    ...block(wrapped(standing(path), END_WIDTH, plain), plain, { right, y: y + 6 + LINE_HEIGHT }),
  ];
  return {
    part: { name: END, words, stations, ring: { x: JOIN, y } },
    last: y - 11,
    bottom: y + words.length * LINE_HEIGHT + 8,
  };
}
