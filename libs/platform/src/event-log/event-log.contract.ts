import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { appendingContract } from './contract/appending.contract';
import { manyContract } from './contract/many.contract';
import { readingContract } from './contract/reading.contract';
import type { Bench } from './contract/said';
import type { EventLog } from './event-log';

/** What every event log does. `open` is called once; the log may hold other things already, but nobody else writes to it. */
export function eventLogContract(name: string, open: (clock: Clock) => Promise<EventLog>): void {
  describe(`${name}, as an event log`, () => {
    const clock = { time: '2024-06-03T09:00:00.000Z', now: () => new Date(clock.time) };
    const bench = { clock } as Bench;

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
    describe('appending many', () => {
      manyContract(bench);
    });
    describe('reading', () => {
      readingContract(bench);
    });
  });
}
