import type { By, Message } from './decider';

/** An event as the log keeps it. */
export interface Recorded<E extends Message = Message> {
  /** UUID, derived from the command's id or from the causing event, so that a repeat is recognised. */
  readonly id: string;
  readonly event: E;
  /** The version of the event type's shape, from 1. */
  readonly schemaVersion: number;
  /** `category-id`. */
  readonly stream: string;
  /** From 0, without gaps within the stream. */
  readonly revision: number;
  /** The place in the log. Opaque to everybody but the log: compare, never calculate. */
  readonly position: bigint;
  /** When it was recorded: ISO instant, UTC. */
  readonly at: string;
  readonly metadata: Metadata;
}

export interface Metadata extends By {
  readonly partnership: string;
  /** The command (UUID) or event that led to this. */
  readonly causationId: string;
  readonly correlationId: string;
  /** Of the command's body, so that the same key with another body is found out. */
  readonly commandHash: string;
  /** The date on which it happened (ISO), which may lie before the day it was recorded. */
  readonly happenedOn: string;
  readonly ruleVersion?: string;
  /** Brought over from older papers: it does not read as recorded late. */
  readonly imported?: boolean;
  /** The fields of `data` that were invented for the demonstration; `happenedOn` may be among them. */
  readonly invented?: readonly string[];
}
