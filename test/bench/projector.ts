import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Seen from dist/test/bench. */
const PROGRAM = join(__dirname, '../../apps/projector/src/main.js');

/** The projector of the house, as a process of its own that is at work on a database. */
export interface Projector {
  /** Rejects when it ends before it is stopped. */
  readonly fallen: Promise<never>;
  /** Throws what it had to complain about. */
  readonly stop: () => Promise<void>;
}

/** Begins it. It has caught up when its checkpoints say so. */
export function startProjector(databaseUrl: string): Projector {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const closed = once(child, 'close');
  const fallen = closed.then(() => {
    throw new Error(`The projector has ended. It said: ${said}`);
  });
  fallen.catch(() => undefined);
  return {
    fallen,
    stop: async () => {
      child.kill('SIGTERM');
      await closed;
      if (child.exitCode !== 0 || said !== '') throw new Error(`The projector ended with ${child.exitCode}: ${said}`);
    },
  };
}
