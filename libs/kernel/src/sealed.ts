import type { Message } from './decider';

/**
 * Fields of one type of event that are kept sealed, and whose they are. `fields` hold narratives; `subject` is the field with
 * the id of the person under whose key they are sealed. Both stand in each entry of the list `each`, or in the data itself.
 */
export interface SealedPart {
  readonly each?: string;
  readonly subject: string;
  readonly fields: readonly string[];
}

/** The sealed fields of one kind of record, by type of event. A decider gives them as open narratives; the write path seals them. */
export type SealedFields<E extends Message = Message> = { readonly [Type in E['type']]?: readonly SealedPart[] };
