import { appendFileSync } from 'node:fs';

/** The long run is `npm run test:faults`; the short one is part of `npm test`. */
export const isLong = process.env['npm_lifecycle_event'] === 'test:faults';

/** So many processes are killed while they work, however long it takes. */
export const KILLS = Number(process.env['KILLS'] ?? (isLong ? 1_000 : 50));

/** Of whole programs, which take longer to be there again. */
export const REAL_KILLS = Number(process.env['KILLS'] ?? (isLong ? 300 : 6));

/** So often a property is tried, each time on what chance makes up. */
export const runs = (short: number, long: number): number => Number(process.env['RUNS'] ?? (isLong ? long : short));

/** What a test has counted is said past the reporter, which tells of what passes only by number, and goes into the report. */
export function tellLoudly(words: string): void {
  process.stderr.write(`\n${words}\n`);
  const report = process.env['FAULTS_TOLD'];
  if (report !== undefined) appendFileSync(report, `${words}\n`);
}

/** What could not be tried here is said where nobody overlooks it. */
export function skipLoudly(what: string, why: string): void {
  tellLoudly(`NOT TRIED: ${what}. ${why}`);
}

/** Of a run that takes long: how far it is, ten times in all. */
export function tellProgress(done: number, all: number, what: string): void {
  const isAsked = isLong || process.env['KILLS'] !== undefined || process.env['RUNS'] !== undefined;
  if (isAsked && done % Math.ceil(all / 10) === 0) process.stderr.write(`${done} of ${all} ${what}\n`);
}
