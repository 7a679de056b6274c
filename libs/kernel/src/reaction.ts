import type { Message } from './decider';
import type { Recorded } from './recorded';

/** What follows by itself from an event. Pure; the engine runs it at least once, and a repeat is recognised by its id. */
export interface Reaction<E extends Message = Message> {
  readonly name: string;
  readonly categories: readonly string[];
  react(recorded: Recorded<E>): readonly Consequence[];
}

/** A command to the record `id` of `category`. Its own id is derived from the causing event. */
export interface Consequence {
  readonly category: string;
  readonly id: string;
  readonly command: Message;
}
