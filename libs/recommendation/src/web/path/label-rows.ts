/**
 * Which marks get words, and in which row, so that nothing ever collides.
 * A label hangs from its mark on a pole and reads to the right. Taking marks from right to left, each label goes just
 * below every label that begins under it, so that no pole crosses a label. Where that would grow too deep, the marks
 * that matter less show their date only, or their shape only.
 */
export interface Anchor {
  readonly x: number;
  /** Ways to say it, longest first. */
  readonly forms: readonly Form[];
  /** Higher is served first. */
  readonly weight: number;
}
export interface Form {
  readonly lines: readonly string[];
  readonly width: number;
}
export interface Placed {
  readonly lines: readonly string[];
  readonly width: number;
  /** Lines between the rail and the label. */
  readonly row: number;
}

const GAP = 12;

/** Anchors stand in order of x; the answer has the same order. `depth` is in lines. */
export function placeLabels(
  anchors: readonly Anchor[],
  budget: number,
): { placed: (Placed | undefined)[]; depth: number } {
  const chosen: (Form | undefined)[] = anchors.map(() => undefined);
  const order = anchors.map((_, i) => i).sort((a, b) => weightOf(anchors, b) - weightOf(anchors, a) || b - a);
  for (const i of order) {
    for (const form of anchors[i]?.forms ?? []) {
      chosen[i] = form;
      if (stack(anchors, chosen).depth <= budget) break;
      chosen[i] = undefined;
    }
  }
  return stack(anchors, chosen);
}

function weightOf(anchors: readonly Anchor[], i: number): number {
  return anchors[i]?.weight ?? 0;
}

function stack(anchors: readonly Anchor[], chosen: readonly (Form | undefined)[]) {
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
