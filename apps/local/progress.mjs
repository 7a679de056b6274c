/** What the start-up scripts say, and how they fail. They run on whatever Node the machine has, before any package is there. */

/** A failure the reader can act on: its message is printed, its stack never. */
export class Trouble extends Error {}

/** Progress goes to standard error, so that what a command prints can be piped on. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @returns a function that tells the seconds since, as "3.2 s". */
export function stopwatch() {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** Runs a script's body; an expected failure ends it with its sentences and exit code 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}
