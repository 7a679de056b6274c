import { setTimeout as pause } from 'node:timers/promises';
import { Engine, type ReadModel } from '#app/platform';
import { readModels, readers } from '../../apps/projector/src/slices';
import type { ReadSide } from './house';
import { type Projector, startProjector } from './projector';
import { EVENTS_EACH, fill } from './recommendations';

/** Who keeps rows up with the log while it is measured. */
export interface Follower {
  readonly models: readonly ReadModel[];
  /** Resolves when it has come to the end of the log and waits for more. */
  follow(side: ReadSide): Promise<Projector>;
}

/** An engine in this process, as where the web follows by itself. */
export const here = (models: readonly ReadModel[]): Follower => ({
  models,
  follow: async ({ log, db }) => {
    const faults: unknown[] = [];
    const engine = new Engine({ log, db, models, report: (_, error) => faults.push(error) });
    await engine.catchUp();
    engine.follow();
    await pause(300);
    return {
      fallen: new Promise(() => undefined),
      stop: async () => {
        await engine.stop();
        if (faults.length > 0) throw faults[0];
      },
    };
  },
});

/** Who appends asks once a second whether another process listens; only then does it notify. */
const HEARD_AFTER_MS = 1_200;

/** The house's projector: all read models and reactions, woken by NOTIFY. */
export const apart: Follower = {
  models: readModels,
  follow: async ({ url, log, db }) => {
    // Something to do, by which it shows that it is at work.
    await fill(log, EVENTS_EACH);
    const projector = startProjector(url);
    try {
      await Promise.race([projector.fallen, caughtUp(db, await log.head())]);
    } catch (error) {
      await projector.stop();
      throw error;
    }
    await pause(HEARD_AFTER_MS);
    return projector;
  },
};

const WITHIN_MS = 120_000;

async function caughtUp(db: ReadSide['db'], head: bigint): Promise<void> {
  const behind = `SELECT "reader" FROM "checkpoint" WHERE "reader" = ANY ($1) AND "position" < $2`;
  for (const end = performance.now() + WITHIN_MS; performance.now() < end;) {
    if ((await db.query<unknown[]>(behind, [readers, String(head)])).length === 0) return;
    await pause(20);
  }
  throw new Error(`The projector has not reached ${String(head)} within ${WITHIN_MS} ms`);
}
