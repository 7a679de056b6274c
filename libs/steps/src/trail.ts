/** The steps that a kind of record takes, as plain data. */
export interface Trail<Step extends string> {
  readonly order: readonly Step[];
  /** What has happened once a step is taken: "Workshop held". */
  readonly words: Readonly<Record<Step, string>>;
  /** Steps that wait for all before them, but not for each other. */
  readonly sideBySide: readonly Step[];
}

/** A step that is over: taken on a date (ISO), or passed without one (not stated in the source, or gone ahead without). */
export interface Settled {
  readonly on?: string;
  readonly taken: boolean;
}

/** By step, whatever a record keeps of one that is over. */
export type SettledSteps<Step extends string> = Readonly<Partial<Record<Step, object>>>;

/** The steps that come before one. */
export const before = <Step extends string>({ order, sideBySide }: Trail<Step>, step: Step): readonly Step[] =>
  order.slice(0, order.indexOf(step)).filter((earlier) => !(sideBySide.includes(step) && sideBySide.includes(earlier)));

/** The first step that is neither taken nor known to be missing from the source. */
export const nextOf = <Step extends string>({ order }: Trail<Step>, settled: SettledSteps<Step>): Step | undefined =>
  order.find((step) => settled[step] === undefined);

/** The last step before the first that is missing; the opening step, which is taken with the record, at the least. */
export function reachedOf<Step extends string>(trail: Trail<Step>, settled: SettledSteps<Step>, opening: Step): Step {
  const next = nextOf(trail, settled);
  return trail.order[(next === undefined ? trail.order.length : trail.order.indexOf(next)) - 1] ?? opening;
}
