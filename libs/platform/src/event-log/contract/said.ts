import { createHash, randomUUID } from 'node:crypto';
import type { Metadata } from '#app/kernel';
import type { NewEvent, WholeLog } from '../event-log';

/** What the parts of the contract work on: one log, which may hold other things, and a category that is new in each test. */
export interface Bench {
  readonly clock: { time: string; now(): Date };
  /** Whether positions have no gap, so that each is the one before and one. */
  readonly dense: boolean;
  /** Whether an id is known in the whole log, and not in its own stream only. */
  readonly idsEverywhere: boolean;
  log: WholeLog;
  category: string;
  /** The first of the category. */
  stream: string;
}

export const metadata: Metadata = {
  partnership: 'northshire',
  actor: 'partnership-team',
  onBehalfOf: { role: 'partnership-team' },
  causationId: 'c',
  correlationId: 'c',
  commandHash: 'h',
  happenedOn: '2024-05-01',
};

/** An event of the test's own: the same word gives the same id. */
export const said = (word: string, data: unknown = { word }, type = 'Said'): NewEvent => ({
  id: createHash('sha256')
    .update(word)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
  event: { type, data },
  schemaVersion: 1,
  metadata,
});

export const fresh = (type = 'Said'): NewEvent => said(randomUUID(), {}, type);

export const several = (count: number): NewEvent[] => Array.from({ length: count }, () => fresh());

/** The position of the n-th event after a position. */
export async function nth({ dense, log }: Bench, after: bigint, n: number): Promise<bigint> {
  const events = dense ? [] : await log.readAll(after, n);
  return events.at(-1)?.position ?? after + BigInt(n);
}
