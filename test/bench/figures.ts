/** One line of the report. Rates are per second, times in milliseconds; `ratio` says how many times better ours is. */
export interface Row {
  /** The same in every run with the same sizes. */
  readonly name: string;
  /** What else was measured in it, in words. */
  readonly note?: string;
  /** How many ask at once. */
  readonly clients: number;
  readonly unit: '/s' | 'ms';
  /** The median of the rounds. */
  readonly ours: number;
  readonly peer?: number;
  readonly peerName?: string;
  /** Of theirs, in milliseconds per request: where the goal asks for it. */
  readonly peerP50?: number;
  /** The median of the ratios, each of two neighbouring slices. */
  readonly ratio?: number;
  readonly lowest?: number;
  readonly highest?: number;
  readonly rounds: number;
  /** Of ours, in milliseconds per request. */
  readonly p50?: number;
  readonly p99?: number;
  /** What quality asks for, in words. */
  readonly goal: string;
  readonly met: boolean;
}

/** The value below which a share of them lies; they need no order. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

/** Round by round: how many times the first is the second. */
export function ratios(ours: readonly number[], peer: readonly number[]) {
  const each = ours.map((value, round) => value / (peer[round] ?? NaN));
  return { ratio: median(each), lowest: Math.min(...each), highest: Math.max(...each) };
}

/** In what order the sides take their turn in a round: another one begins each time. */
export const rotated = <T>(sides: readonly T[], round: number): readonly T[] =>
  sides.map((_, n) => sides[(n + round) % sides.length] as T);
