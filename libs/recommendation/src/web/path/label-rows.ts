/**
 * Which marks get words, and in which row, so that nothing ever collides.
 * A label stands over its mark on a pole and reads to the right. Taking marks from right to left, each label goes just
 * above every label that begins over it, so that no pole crosses a label and the first is read first. Where that would grow too deep, the marks
 * that matter less show their date only, or their shape only.
 */
export interface Anchor {
  readonly x: number;
  /** Ways to break the whole text into lines; the one that keeps the drawing lowest is taken. */
  readonly whole: readonly Form[];
  /** What is left when the whole text has no room. */
  readonly brief?: Form;
  /** Higher is served first. */
  readonly weight: number;
}
export interface Form {
  readonly lines: readonly string[];
  readonly width: number;
  /** Some of the words are missing. */
  readonly cut: boolean;
}
export interface Placed extends Form {
  /** Lines between the rail and the label. */
  readonly row: number;
}
export interface Rows {
  readonly placed: readonly (Placed | undefined)[];
  /** In lines. */
  readonly depth: number;
}

const GAP = 12;

/** Anchors stand in order of x; the answer has the same order. */
export function placeLabels(anchors: readonly Anchor[], budget: number): Rows {
  const chosen: (Form | undefined)[] = anchors.map(() => undefined);
  const depthWith = (i: number, form: Form): number => stack(anchors, chosen.with(i, form)).depth;
  const served = anchors.map((anchor, i) => ({ ...anchor, i })).sort((a, b) => b.weight - a.weight || b.i - a.i);
  // Twice: what was served first may take less room once all others have theirs, and leave it to them.
  for (const { i, whole, brief } of [...served, ...served]) {
    const tried = whole.map((form) => ({ form, depth: depthWith(i, form) }));
    const best = tried.reduce((low, next) => (next.depth < low.depth ? next : low), { form: brief, depth: budget + 1 });
    if (best.depth <= budget) chosen[i] = best.form;
    else if (brief && depthWith(i, brief) <= budget) chosen[i] = brief;
  }
  return stack(anchors, chosen);
}

function stack(anchors: readonly Anchor[], chosen: readonly (Form | undefined)[]): Rows {
  const placed: (Placed | undefined)[] = anchors.map(() => undefined);
  const standing: { x: number; bottom: number }[] = [];
  let depth = 0;
  for (let i = anchors.length - 1; i >= 0; i -= 1) {
    const form = chosen[i];
    const x = anchors[i]?.x ?? 0;
    if (!form) continue;
    const inTheWay = standing.filter((label) => label.x < x + form.width + GAP);
    const row = Math.max(0, ...inTheWay.map((label) => label.bottom));
    const bottom = row + form.lines.length;
    placed[i] = { ...form, row };
    standing.push({ x, bottom });
    depth = Math.max(depth, bottom);
  }
  return { placed, depth };
}
