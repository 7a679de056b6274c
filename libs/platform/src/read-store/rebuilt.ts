import type { Recorded } from '#app/kernel';
import type { Comparison } from './compare';
import type { Predecessor } from './predecessor';

/** How far a rebuild is. */
export interface Rebuilt {
  readonly position: bigint;
  /** Where the live table stands. */
  readonly of: bigint;
  /** Of the reader's own, since it was begun or gone on with. */
  readonly events: number;
  /** Events a second. */
  readonly rate: number;
}

/** What is done with a full table before it is switched. */
export type Finishing =
  | { readonly phase: 'indexing'; /** Parts of one too. */ readonly done: number; readonly of: number }
  | { readonly phase: 'comparing'; /** So far. */ readonly seconds: number };

/** Somebody has broken it off. What is done is kept, and it can go on later. */
export class BrokenOff extends Error {
  constructor(reader: string) {
    super(`${reader} was broken off`);
    this.name = 'BrokenOff';
  }
}

/** The old table and the new one do not hold the same: switched only when that is accepted. */
export class Differs extends Error {
  constructor(readonly comparisons: readonly Comparison[]) {
    super('The rebuilt table does not hold what the old one holds');
    this.name = 'Differs';
  }
}

/** An event that the projection cannot take. */
export class CannotRebuild extends Error {
  constructor(
    readonly event: Recorded,
    cause: unknown,
  ) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const { id, stream, position } = event;
    super(`The projection cannot take event ${id} of ${stream}, position ${String(position)}: ${why}`, { cause });
  }
}

/** What was compared when a table was switched. */
export interface Switched {
  readonly comparisons: readonly Comparison[];
  /** The position in the log at which both stood when they were compared; what came later went into each by itself. */
  readonly comparedAt: bigint;
  /** What the old tables are called now: those that the new ones have replaced under their names. */
  readonly kept: readonly string[];
  /** Where the table is of a new version: the one before, whose table and reader stay as they are. */
  readonly before: Predecessor | undefined;
  /** How long the reader of the old table stood still meanwhile, in milliseconds. */
  readonly stoodStill: number;
}
