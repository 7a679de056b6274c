import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** How a rebuild of the heaviest read model went, whose live table stands at the end of the log. */
export interface Rebuilt {
  /** Events a second of all of it: filled beside the live table, indexed, compared with it and switched. */
  readonly perSecond: number;
  /** Of the filling alone. */
  readonly filledPerSecond: number;
  /** How long the reader of the live table waited while the last events were added and the two switched, in seconds. */
  readonly stoodStill: number;
  /** The most memory that the process had. */
  readonly peakMiB: number;
}

/** As `npm run trail` starts its process (apps/local/trail.mjs). */
const FLAGS = ['--max-semi-space-size=24'];

/** In a process of its own, for its memory is part of the figure. Throws when the rebuilt table differs from the live one. */
export async function rebuilt(databaseUrl: string): Promise<Rebuilt> {
  const args = [...FLAGS, join(__dirname, 'rebuild.child.js'), databaseUrl];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Rebuilt;
}
