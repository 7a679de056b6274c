import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { appendingContract } from './contract/appending.contract';
import { holesContract } from './contract/holes.contract';
import { manyContract } from './contract/many.contract';
import { readingContract } from './contract/reading.contract';
import type { Bench } from './contract/said';
import { storedContract } from './contract/stored.contract';
import type { EventLog, WholeLog } from './event-log';

/** What a log may leave out: see Bench. */
export type Kept = Partial<Pick<Bench, 'dense' | 'idsEverywhere'>> & {
  readonly many?: boolean;
  /** Takes an event out of the log behind its back: for one that is dense, so that a missing event can be told. */
  readonly lose?: (log: EventLog, position: bigint) => Promise<void>;
};

/** What every event log does. `open` is called once; the log may hold other things already, but nobody else writes to it. */
export function eventLogContract(
  name: string,
  open: (clock: Clock) => Promise<WholeLog>,
  { dense = true, idsEverywhere = true, many = true, lose }: Kept = {},
): void {
  describe(`${name}, as an event log`, () => {
    const clock = { time: '2024-06-03T09:00:00.000Z', now: () => new Date(clock.time) };
    const bench = { clock, dense, idsEverywhere } as Bench;

    beforeAll(async () => {
      bench.log = await open(clock);
    });
    beforeEach(() => {
      bench.category = `c${randomUUID().replaceAll('-', '')}`;
      bench.stream = `${bench.category}-1`;
    });
    afterAll(() => bench.log.close());

    describe('appending', () => {
      appendingContract(bench);
    });
    if (many)
      describe('appending many', () => {
        manyContract(bench);
      });
    describe('reading', () => {
      readingContract(bench);
      storedContract(bench);
    });
    if (lose)
      describe('saying which event is missing', () => {
        holesContract(bench, (position) => lose(bench.log, position));
      });
  });
}
