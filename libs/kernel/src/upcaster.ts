import type { Message } from './decider';

/**
 * Lifts the data of an event from one version of its shape to the next. Pure, and right for whatever was ever stored in the
 * older shape: stored bytes never change, so it is needed for ever.
 */
export type Upcaster = (data: never) => unknown;

/**
 * The upcasters of one kind of record, by type of event: the first lifts version 1 to 2, the next 2 to 3.
 * An event is written in the version after the last; a type that is not named has version 1 only.
 */
export type Upcasters<E extends Message = Message> = { readonly [Type in E['type']]?: readonly Upcaster[] };
