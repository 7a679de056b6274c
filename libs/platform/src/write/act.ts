import type { Answering, By, Recorded } from '#app/kernel';
import type { Deadline } from '../deadline';
import { NotNow } from '../not-now';

/** How a command arrives: under which id, by whom, and what the person had seen. */
export interface Act {
  /** UUID: the key of the form, the Idempotency-Key of the API, or derived from the causing event. */
  readonly commandId: string;
  /** Of the body as it was sent, so that the same key with another body is found out. */
  readonly hash: string;
  readonly by: By;
  /**
   * Whether a repeat is known by the id alone: what follows from an event may be worded otherwise by the next version of the
   * program.
   */
  readonly knownById?: boolean;
  /** Whose own answer it is, where somebody else may have entered it. */
  readonly answering?: Answering;
  /** ISO date; today when left out. */
  readonly happenedOn?: string;
  /** The revision of the record that the person saw; left out where nothing was seen (opening, reactions). */
  readonly seen?: number;
  readonly correlationId?: string;
  readonly imported?: boolean;
  readonly invented?: readonly string[];
  /** Until when whoever sent it waits. Its own time begins with it where this is left out: COMMAND_WITHIN_MS. */
  readonly until?: Deadline;
}

/** What a command may take, with all that is read for it and every attempt to append. */
export const COMMAND_WITHIN_MS = 10_000;

/** What a command answers. */
export interface Taken {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly position: bigint;
}

/** The same key came with another body. */
export class KeyReused extends Error {
  constructor() {
    super('This key was used for something else. Send the changed request with a new key.');
    this.name = 'KeyReused';
  }
}

/** The part of the record that is acted on has changed since the person saw it. */
export class Stale extends Error {
  constructor(
    readonly revision: number,
    /** What happened meanwhile, oldest first. */
    readonly meanwhile: readonly Recorded[],
  ) {
    super('Somebody changed this while you were working on it.');
    this.name = 'Stale';
  }
}

/** Somebody else's events kept coming in between; nothing was written. */
export class TooBusy extends NotNow {
  constructor(stream: string) {
    super(`${stream} is being changed by many people at once. Try again.`);
    this.name = 'TooBusy';
  }
}
