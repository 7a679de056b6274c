import type { Message } from './decider';
import type { Recorded } from './recorded';

/** What follows by itself from an event. Pure; the engine runs it at least once, and a repeat is recognised by its id. */
export interface Reaction<E extends Message = Message> {
  readonly name: string;
  readonly categories: readonly string[];
  /**
   * Where it begins in a database that has events already: `now`, which is the default, leaves alone what was lived without
   * it; `start` acts on every event there is.
   */
  readonly from?: 'start' | 'now';
  /** Puts an event aside whose commands are refused, with all later ones of that stream, and goes on. */
  readonly parks?: boolean;
  react(recorded: Recorded<E>): readonly Consequence[];
}

/** A command to the record `id` of `category`. Its own id is derived from the causing event. */
export interface Consequence {
  readonly category: string;
  readonly id: string;
  readonly command: Message;
}
