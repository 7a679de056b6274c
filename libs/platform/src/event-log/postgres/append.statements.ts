import type { Answer } from '../coalescer';
import { type Appended, type Expected, IdempotencyViolation, WrongRevision } from '../event-log';
import { fits } from '../fits';
import type { StorableAppend, StorableEvent } from '../storable';
import { EXPECTED } from './append.sql';
import type { Query } from './statements';

/** An append with the time of its recording and a hash for each of its events: from here on nothing about it changes. */
export interface Sealed extends StorableAppend {
  readonly at: string;
  readonly hashes: readonly Buffer[];
  readonly fitsAny: boolean;
}

/** What log.append answers for each append. */
export interface Outcome {
  readonly outcome: 'appended' | 'again' | 'used' | 'moved';
  readonly at_revision: number;
  readonly at_position: string;
}

/** What log.append_batch answers: bigint as text, arrays parsed. */
export interface Before {
  readonly head: string;
  readonly before: readonly number[];
}

const NINE = '$1, $2, $3, $4, $5, $6, $7, $8, $9';
const IN_TURN = { name: 'log.append', text: `select * from log.append(${NINE}, $10, $11)` };
const BATCH = { name: 'log.append_batch', text: `select * from log.append_batch(${NINE})` };
const ONE = { name: 'log.append_one', text: `select * from log.append_one(${NINE})` };

export function appendOne({ stream, expected, at, hashes }: Sealed, event: StorableEvent): Query {
  const { id, type, schemaVersion, data, metadata } = event;
  return {
    ...ONE,
    values: [stream, expectedNumber(expected), id, type, schemaVersion, data, metadata, at, hashes[0]],
  };
}

export const appendBatch = (batch: readonly Sealed[]): Query => ({ ...BATCH, values: eventRows(batch) });

export const appendInTurn = (batch: readonly Sealed[], allOrNone: boolean): Query => ({
  ...IN_TURN,
  values: [...eventRows(batch), `{${batch.map(({ events }) => events.length).join()}}`, allOrNone],
});

/**
 * One row per event. Text goes joined by line breaks, which names do not have and JSON.stringify does not write, and arrays
 * in PostgreSQL's own words: to have them quoted by the driver costs more than to store the event.
 */
function eventRows(batch: readonly Sealed[]): unknown[] {
  const streams: string[] = [];
  const expected: number[] = [];
  const times: string[] = [];
  const events = batch.flatMap((append) => append.events);
  for (const append of batch) {
    for (let n = 0; n < append.events.length; n++) {
      streams.push(append.stream);
      expected.push(expectedNumber(append.expected));
      times.push(append.at);
    }
  }
  return [
    streams.join('\n'),
    `{${expected.join()}}`,
    `{${events.map(({ id }) => id).join()}}`,
    events.map(({ type }) => type).join('\n'),
    `{${events.map(({ schemaVersion }) => schemaVersion).join()}}`,
    events.map(({ data }) => data).join('\n'),
    events.map(({ metadata }) => metadata).join('\n'),
    `{${times.join()}}`,
    Buffer.concat(batch.flatMap(({ hashes }) => hashes)),
  ];
}

const LARGEST_INT = 2_147_483_647;

function expectedNumber(expected: Expected): number {
  if (typeof expected === 'string') return EXPECTED[expected];
  return Number.isInteger(expected) && expected >= -1 && expected <= LARGEST_INT ? expected : EXPECTED.impossible;
}

/** Those that may be sent as new, and those that follow one of their stream that expects something: the rest must be known first. */
export function inOrder(batch: readonly Sealed[]): { firsts: readonly Sealed[]; followers: readonly Sealed[] } {
  const seen = new Set<string>();
  const firsts: Sealed[] = [];
  const followers: Sealed[] = [];
  for (const append of batch) {
    if (append.fitsAny || !seen.has(append.stream)) firsts.push(append);
    else followers.push(append);
    seen.add(append.stream);
  }
  return { firsts, followers };
}

/** What a batch has come to: an answer for each append that was written. */
export function writtenOf(batch: readonly Sealed[], { head, before }: Before): Map<Sealed, Answer<Appended>> {
  const written = new Map<Sealed, Answer<Appended>>();
  const added = new Map<string, number>();
  let position = BigInt(head);
  let row = 0;
  for (const append of batch) {
    const { stream, expected, events } = append;
    const stood = before[row] ?? -1;
    row += events.length;
    if (!fits(expected, stood)) continue;
    const revision = (added.get(stream) ?? stood) + events.length;
    added.set(stream, revision);
    position += BigInt(events.length);
    written.set(append, { value: { revision, position } });
  }
  return written;
}

export function answered(append: Sealed, outcome: Outcome | undefined): Answer<Appended> {
  if (!outcome || outcome.outcome === 'used' || outcome.outcome === 'moved') return { error: refusal(append, outcome) };
  return { value: { revision: outcome.at_revision, position: BigInt(outcome.at_position) } };
}

export function refusal({ stream, expected }: Sealed, outcome: Omit<Outcome, 'at_position'> | undefined): Error {
  if (outcome?.outcome === 'moved') return new WrongRevision(stream, expected, outcome.at_revision);
  return new IdempotencyViolation(stream);
}
