import { lockNotGiven } from '#app/platform';
import { Misused } from '../log/arguments';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { mayNot } from '../may-not';

export interface Usage {
  readonly usage: string;
  readonly does: string;
}

/** Runs a task, and says in a sentence what a person can do something about. */
export async function guarded(
  terminal: Terminal,
  run: () => Promise<number>,
  usages: readonly Usage[],
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Misused) return misused(terminal, error.message, usages);
    if (lockNotGiven(error)) return unable(terminal, HELD);
    const refused = error instanceof CannotRead ? error.message : mayNot(error);
    if (refused === undefined) throw error;
    return unable(terminal, refused);
  }
}

const HELD = 'Somebody is using a table that this has to change. Try again in a moment.';

function unable({ err }: Terminal, why: string): number {
  err.write(`${why}\n`);
  return 1;
}

export function misused({ err }: Terminal, what: string, usages: readonly Usage[]): number {
  const widest = Math.max(...usages.map(({ usage }) => usage.length));
  const lines = usages.map(({ usage, does }) => `  trail ${usage.padEnd(widest)}  ${does}`);
  err.write(`${what}\n\n${lines.join('\n')}\n`);
  return 2;
}
