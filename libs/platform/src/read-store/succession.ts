import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { EventLog } from '../event-log/event-log';
import { PolicyLacking } from './building';
import { CheckpointMoved } from './checkpoint';
import type { Trouble } from './checkpoint.row';
import { mayBuild, predecessorsOf } from './predecessor';
import { type ReadModel, readerOf } from './read-model';
import { CannotRebuild, Rebuild, type Rebuilt, type Switched } from './rebuild';
import { TRIES } from './runner';
import { stop } from './steering';

/** What is said of a new version while it is filled, and when it is switched. */
export type Succeeding = { readonly reader: string } & ({ readonly filled: Rebuilt } | { readonly switched: Switched });

export interface SuccessionOptions {
  readonly models: readonly ReadModel[];
  readonly log: Pick<EventLog, 'head' | 'readAll'>;
  readonly db: DataSource;
  readonly said: (how: Succeeding) => void;
  readonly report: (reader: string, error: unknown) => void;
  /** How long a lead holds without a sign of life, in milliseconds. */
  readonly leaseMs?: number | undefined;
}

/** Another process is at it, or the database did not answer: so long after it is looked again, in milliseconds. */
const AGAIN_MS = 500;

/**
 * Fills the tables of new versions beside those of the versions before, which people go on reading, and switches each when it
 * holds as much. Any number of processes may be at it: one of them does it. Projections that put events aside are left out:
 * what a rebuild cannot take stops it.
 */
export class Succession {
  private may: boolean | undefined;
  private over = false;

  constructor(private readonly options: SuccessionOptions) {}

  /** The readers that nobody leads until their tables have been filled and switched. Empty where none may be made here. */
  async awaited(): Promise<ReadonlySet<string>> {
    const found = await this.found();
    return new Set(found.map(({ of }) => of));
  }

  /**
   * Until no new version is left but those that are paused or have stopped, which wait for somebody. Throws what stood in the
   * way again and again.
   */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const due = (await this.found()).filter(({ filling }) => filling === null || filling === 'running');
      const model = this.options.models.find((each) => due.some(({ of }) => of === readerOf(each)));
      if (!model) return;
      try {
        await this.succeed(model, signal);
        failures = 0;
      } catch (error) {
        if (!(error instanceof CheckpointMoved) && ++failures >= TRIES) throw error;
        await setTimeout(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async found(): Promise<Awaited<ReturnType<typeof predecessorsOf>>> {
    const { models, db } = this.options;
    this.may ??= await mayBuild(db);
    if (!this.may || this.over) return [];
    const readers = models.filter(({ projection }) => projection.parks !== true).map(readerOf);
    const found = await predecessorsOf(readers, db);
    // Who is known stays known: it need not be asked again at every look.
    this.over = found.length === 0;
    return found;
  }

  private async succeed(model: ReadModel, signal: AbortSignal): Promise<void> {
    const { log, db, said, report, leaseMs } = this.options;
    const rebuild = new Rebuild(model, log, db, leaseMs);
    const reader = readerOf(model);
    try {
      await rebuild.begin();
      await rebuild.fill((filled) => {
        said({ reader, filled });
      }, signal);
      if (!signal.aborted) said({ reader, switched: await rebuild.finish(true) });
    } catch (error) {
      if (!(error instanceof CannotRebuild || error instanceof PolicyLacking)) throw error;
      report(reader, error);
      await stop(rebuild.name, troubleOf(error), db.manager);
    }
  }
}

function troubleOf(error: CannotRebuild | PolicyLacking): Trouble {
  if (error instanceof PolicyLacking) return { error: error.message, tries: 1 };
  const { id, stream, position } = error.event;
  return { error: error.message, tries: 1, event: { id, stream, position: String(position) } };
}
