import { setTimeout } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { EnduringClient } from '../enduring-client';
import type { EventLog } from '../event-log/event-log';
import type { TellingConfig } from '../partnership/telling-client';
import { PolicyLacking } from './building';
import { CheckpointMoved } from './checkpoint';
import type { Trouble } from './checkpoint.row';
import { type Predecessor, mayBuild, predecessorsOf } from './predecessor';
import { type ReadModel, readerOf } from './read-model';
import { Rebuild } from './rebuild';
import { BrokenOff, CannotRebuild, Differs, type Finishing, type Rebuilt, type Switched } from './rebuilt';
import { TRIES, isPassing } from './runner';
import { stop } from './steering';

/**
 * What is said of a new version while it is filled, here or by another that may make tables, and when it is switched.
 * An awaited one is `led` where somebody leads the filling of any: they are filled one after the other.
 */
export type Succeeding = { readonly reader: string } & (
  | { readonly filled: Rebuilt }
  | { readonly finishing: Finishing }
  | { readonly awaited: true; readonly led: boolean }
  | { readonly switched: Switched }
);

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

/** An index, or the sum of a table, may take so long, in milliseconds. */
const PATIENCE_MS = 3_600_000;

/**
 * Fills the tables of new versions beside those of the versions before, which people go on reading, and switches each
 * when it holds as much. Any number of processes may be at it: one at a time does it, and who may make no tables waits.
 */
export class Succession {
  private may: boolean | undefined;
  private over = false;

  constructor(private readonly options: SuccessionOptions) {}

  /** The readers that nobody leads until their tables have been filled and switched. */
  async awaited(): Promise<ReadonlySet<string>> {
    const found = await this.found();
    return new Set(found.map(({ of }) => of));
  }

  /**
   * Until no new version is left but those that are paused or have stopped, which wait for somebody. Waits out what passes,
   * and says it now and then. What else stood in the way again and again is said too, and that version is left for the next
   * run: it keeps no other from being filled.
   */
  async run(signal: AbortSignal): Promise<void> {
    if (!(await this.begun())) return;
    const left = new Set<ReadModel>();
    let patient: DataSource | undefined;
    try {
      for (let [failures, waits] = [0, 0]; !signal.aborted;) {
        const model = await this.due(left);
        if (!model) return;
        try {
          patient ??= await patientIn(this.options.db).initialize();
          await this.succeed(model, patient, signal);
          [failures, waits] = [0, 0];
        } catch (error) {
          if (isPassing(error)) {
            if (++waits % TRIES === 0) this.options.report(readerOf(model), error);
          } else if (!(error instanceof CheckpointMoved) && ++failures >= TRIES) {
            await this.leave(model, error);
            left.add(model);
            [failures, waits] = [0, 0];
          }
          await setTimeout(AGAIN_MS, undefined, { signal }).catch(() => undefined);
        }
      }
    } finally {
      await patient?.destroy();
    }
  }

  /** Says why, on its checkpoint too, until it gets on. */
  private async leave(model: ReadModel, cause: unknown): Promise<void> {
    this.options.report(readerOf(model), cause);
    const trouble = { error: cause instanceof Error ? cause.message : String(cause), tries: TRIES };
    await this.options.db
      .query(`UPDATE "checkpoint" SET "trouble" = $2 WHERE "reader" = $1 AND "state" = 'running'`, [
        `${readerOf(model)}/building`,
        JSON.stringify(trouble),
      ])
      .catch(() => undefined);
  }

  /**
   * Begins all, before the first is filled: whoever may make no tables waits for those that are begun. False where no
   * table may be made here.
   */
  private async begun(): Promise<boolean> {
    const { models, log, db, said, leaseMs } = this.options;
    const found = await this.found();
    const led = found.some((each) => each.led);
    if (!this.may) for (const { of } of found) said({ reader: of, awaited: true, led });
    const unbegun = found.filter(({ filling }) => filling === null).map(({ of }) => of);
    for (const model of models.filter((each) => unbegun.includes(readerOf(each))))
      // Begun again where it is filled, which says what stands in the way.
      await new Rebuild(model, log, db, leaseMs).begin(true).catch(() => undefined);
    return this.may === true;
  }

  /** The first that nobody has paused, and that has not stopped; none of those that are left for the next run. */
  private async due(left: ReadonlySet<ReadModel>): Promise<ReadModel | undefined> {
    const due = (await this.found()).filter(({ filling }) => filling === null || filling === 'running');
    return this.options.models.find((each) => !left.has(each) && due.some(({ of }) => of === readerOf(each)));
  }

  private async found(): Promise<readonly Predecessor[]> {
    const { models, db } = this.options;
    this.may ??= await mayBuild(db);
    if (this.over) return [];
    const all = await predecessorsOf(models.map(readerOf), db);
    // Nobody might come to fill the others: who may make no tables follows them from their beginning.
    const found = this.may ? all : all.filter(({ filling }) => filling !== null);
    // Who is known stays known: it need not be asked again at every look.
    this.over = found.length === 0;
    return found;
  }

  private async succeed(model: ReadModel, db: DataSource, signal: AbortSignal): Promise<void> {
    const { log, said, report, leaseMs } = this.options;
    const rebuild = new Rebuild(model, log, db, leaseMs);
    const reader = readerOf(model);
    try {
      await rebuild.begin(true);
      await rebuild.fill((filled) => {
        said({ reader, filled });
      }, signal);
      const tell = (finishing: Finishing) => {
        said({ reader, finishing });
      };
      if (!signal.aborted) said({ reader, switched: await rebuild.finish(false, tell, signal) });
    } catch (error) {
      if (error instanceof BrokenOff) return;
      if (!isFinal(error)) throw error;
      report(reader, error);
      await stop(rebuild.name, troubleOf(error), db.manager);
    }
  }
}

/**
 * The same database for what takes its time: those who follow the log have an end to waiting that is far too near for it. Behind
 * a pooler nothing is told here ahead of a transaction: PostgreSQL would take that for a question, and what is compared is to
 * be asked of one moment, which must be said before any question. As a role it would be, and then PostgreSQL refuses.
 */
function patientIn(db: DataSource): DataSource {
  const options = db.options as Extract<DataSourceOptions, { type: 'postgres' }>;
  const { tells, ...extra } = { ...(options.extra as Partial<TellingConfig> & PoolConfig) };
  const within: PoolConfig = { ...extra, query_timeout: PATIENCE_MS };
  delete within.lock_timeout;
  const telling = tells && 'role' in tells ? { tells } : tells ? { Client: EnduringClient } : {};
  return new DataSource({ ...options, poolSize: 4, extra: { ...within, ...telling } });
}

type Final = CannotRebuild | PolicyLacking | Differs;
const isFinal = (error: unknown): error is Final =>
  error instanceof CannotRebuild || error instanceof PolicyLacking || error instanceof Differs;

function troubleOf(error: Final): Trouble {
  const said = { error: error.message, kind: error.name, tries: 1 };
  if (!(error instanceof CannotRebuild)) return said;
  const { id, stream, position } = error.event;
  return { ...said, event: { id, stream, position: String(position) } };
}
