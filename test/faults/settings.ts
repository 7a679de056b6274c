/** The long run is `npm run test:faults`; the short one is part of `npm test`. */
export const isLong = process.env['npm_lifecycle_event'] === 'test:faults';

/** So many processes are killed while they work, however long it takes. */
export const KILLS = Number(process.env['KILLS'] ?? (isLong ? 1_000 : 50));

/** Of whole programs, which take longer to be there again. */
export const REAL_KILLS = Number(process.env['KILLS'] ?? (isLong ? 300 : 6));

/** So often a property is tried, each time on what chance makes up. */
export const runs = (short: number, long: number): number => Number(process.env['RUNS'] ?? (isLong ? long : short));

/** What could not be tried here is said where nobody overlooks it. */
export function skipLoudly(what: string, why: string): void {
  process.stderr.write(`\nNOT TRIED: ${what}. ${why}\n`);
}
