import { type FixedDay, START } from './facts';
import { type Anchor, type Placed, placeLabels } from './label-rows';
import { LINE_HEIGHT, strong, widthOf, wrapped } from './lettering';
import { type Part, type Rule, type Words } from './scene';
import { type Spot, anchorOf, heightOf, stationOf } from './wide-labels';
import { CALENDAR, JOIN, LABEL_WIDTH, type Scale, TOP } from './wide-scale';

const BUDGET = 16;
const INDENT = 6;

/** Words over a rule that runs down through all the lanes. */
interface Flag {
  readonly rule: Rule;
  readonly words: readonly Words[];
}
type Labelled = { readonly spot: Spot; readonly x: number } | { readonly day: FixedDay; readonly x: number };

/** The source and what was agreed, their words above them, in one stack with those of today and the due days. */
export function trunkOf(scale: Scale): { trunk: Part; trunkY: number; flags: Flag[] } {
  const standing: Labelled[] = [...scale.spots('trunk').map((spot) => ({ spot, x: spot.x })), ...scale.rules].sort(
    (a, b) => a.x - b.x,
  );
  const lastMark = scale.spots('trunk').at(-1)?.mark;
  const rows = placeLabels(
    standing.map((one) => ('spot' in one ? anchorOf(one.spot, one.spot.mark === lastMark) : flagAnchor(one))),
    BUDGET,
  );
  const trunkY = TOP + CALENDAR + 4 + heightOf(rows);
  const labelled = standing.map((one, i) => ({ ...one, label: rows.placed[i] }));
  return {
    trunk: {
      name: START,
      words: [],
      stations: labelled.flatMap((one) => ('spot' in one ? [stationOf(one.spot, START, trunkY, one.label)] : [])),
    },
    trunkY,
    flags: labelled.flatMap((one) => ('day' in one && one.label ? [flagOf(one.day, one.x, trunkY, one.label)] : [])),
  };
}

/** These days are always named, so they come before every mark. */
function flagAnchor({ day, x }: { day: FixedDay; x: number }): Anchor {
  const room = JOIN - 26 - INDENT - x;
  const whole = [Math.min(340, room), LABEL_WIDTH].map((width) => {
    const lines = wrapped(day.text, width, strong, 3);
    return { lines, width: Math.max(...lines.map((line) => widthOf(line, strong))) + INDENT, cut: false };
  });
  return { x, weight: 20, whole };
}

function flagOf(day: FixedDay, x: number, trunkY: number, label: Placed): Flag {
  const top = trunkY - 15 - (label.row + label.lines.length) * LINE_HEIGHT;
  const tone = day.look === 'overdue' ? { tone: 'bad' as const } : {};
  return {
    rule: { x1: x, y1: top + 2, x2: x, y2: trunkY, look: day.look },
    words: label.lines.map((text, n) => {
      const at = { x: x + INDENT, y: top + n * LINE_HEIGHT + 16 };
      return { ...at, width: widthOf(text, strong), text, face: strong, ...tone };
    }),
  };
}
