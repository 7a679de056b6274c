import type { EntityManager } from 'typeorm';
import type { Recorded } from '#app/kernel';
import type { EventLog } from '../event-log/event-log';
import type { Lease, Move } from './checkpoint';
import type { Folded } from './folded';

/** Whoever reads the log in order, once, and remembers how far: a read model or a reaction. */
export interface Reader {
  /** At its checkpoint. */
  readonly name: string;
  /** The categories it reads; every category when undefined. */
  readonly categories: readonly string[] | undefined;
  /** Of every category, those that it leaves out. */
  readonly except?: readonly string[] | undefined;
  /** Puts an event aside that it cannot take, with all later ones of that stream, instead of stopping. */
  readonly parks: boolean;
  /** The table that it fills; null where it fills none. */
  readonly table: string | null;
  /** Where it begins in a database that does not know it yet. */
  entersAt(log: Pick<EventLog, 'head'>): Promise<bigint>;
  /**
   * Does what the events ask for, and moves the checkpoint. Answers the step that it took: one of fewer events where they take
   * longer than it may. Throws CheckpointMoved when the lead is lost.
   */
  take(step: Step, folded?: Folded): Promise<Step>;
  /** Works out what `take` will write, while it still writes `last`, the step before; not there where it takes no such work. */
  fold?(step: Step, last?: Folded): Promise<Folded>;
  /** What `take` does beside the checkpoint, which has been moved in this transaction; not there where it needs none. */
  write?(step: Step, db: EntityManager): Promise<void>;
  /** Does what events ask for that were put aside; the checkpoint has passed them. */
  catchUpOn(some: Pick<Step, 'events' | 'since'>, db: EntityManager): Promise<void>;
}

/** A piece of the log for one reader: the events of its own categories. */
export interface Step extends Move {
  readonly lease: Lease;
  /** When the latest event before these was recorded; as `time`. */
  readonly since: string;
  /** The rate where it ends sooner, at that position: only what was taken counts. */
  readonly rateTo: (position: bigint) => number;
  readonly events: readonly Recorded[];
}
