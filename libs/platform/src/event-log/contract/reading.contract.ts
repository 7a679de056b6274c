import type { Recorded } from '#app/kernel';
import { BATCH_LIMIT, type Batch, type Filter } from '../event-log';
import { type Bench, fresh, nth, several } from './said';

export function readingContract(bench: Bench): void {
  const other = () => `${bench.category}other`;
  const append = (category: string, ...types: readonly string[]) =>
    bench.log.append(`${category}-1`, 'any', types.map(fresh));
  const typesOf = (events: readonly Recorded[]) => events.map(({ event }) => event.type);
  const read = async (after: bigint, limit: number, filter?: Filter) =>
    typesOf(await bench.log.readAll(after, limit, filter));

  it('goes through the log after a position, at most so many events', async () => {
    const head = await bench.log.head();
    await append(bench.category, 'A', 'B', 'C');
    expect(await read(head, 10)).toStrictEqual(['A', 'B', 'C']);
    expect(await read(await nth(bench, head, 1), 1)).toStrictEqual(['B']);
    expect(await read(await nth(bench, head, 3), 10)).toStrictEqual([]);
  });

  it('filters by categories, by types and by both, in the order of the log', async () => {
    const head = await bench.log.head();
    await append(bench.category, 'A', 'B');
    await append(other(), 'A', 'C');
    await append(bench.category, 'C');
    await append(`${bench.category}third`, 'D');
    const [here, there] = [bench.category, other()];
    expect(await read(head, 9, { categories: [here] })).toStrictEqual(['A', 'B', 'C']);
    expect(await read(head, 9, { categories: [there, here, there] })).toStrictEqual(['A', 'B', 'A', 'C', 'C']);
    expect(await read(head, 3, { categories: [there, here] })).toStrictEqual(['A', 'B', 'A']);
    expect(await read(head, 9, { types: ['D', 'A'] })).toStrictEqual(['A', 'A', 'D']);
    expect(await read(await nth(bench, head, 1), 9, { types: ['A'], categories: [there, here] })).toStrictEqual(['A']);
    expect(await read(head, 9, { types: ['A', 'B', 'A'], categories: [there] })).toStrictEqual(['A']);
    expect(await read(head, 9, { types: [] })).toStrictEqual([]);
    expect(await read(head, 9, { categories: [] })).toStrictEqual([]);
  });

  it('says when the first event after a position was recorded', async () => {
    const head = await bench.log.head();
    expect(await bench.log.recordedAfter(head)).toBeUndefined();
    await append(bench.category, 'A');
    const first = bench.clock.time;
    bench.clock.time = '2024-06-03T09:00:01.230Z';
    await append(other(), 'B');
    expect(await bench.log.recordedAfter(head)).toBe(first);
    expect(await bench.log.recordedAfter(await nth(bench, head, 1))).toBe(bench.clock.time);
    expect(await bench.log.recordedAfter(await bench.log.head())).toBeUndefined();
  });

  describe('a subscription', () => {
    let stop: AbortController;
    beforeEach(() => {
      stop = new AbortController();
    });
    afterEach(() => {
      stop.abort();
    });
    /** Batches until they have so many events. */
    const until = async (batches: AsyncIterable<Batch>, count: number): Promise<Batch[]> => {
      const seen: Batch[] = [];
      for await (const batch of batches) {
        seen.push(batch);
        if (seen.flatMap(({ events }) => events).length >= count) break;
      }
      return seen;
    };
    const heard = (batches: readonly Batch[]) => typesOf(batches.flatMap(({ events }) => events));

    it('gives what is there and then what comes', async () => {
      const head = await bench.log.head();
      await append(bench.category, 'A', 'B');
      const batches = until(bench.log.subscribe(head, {}, stop.signal), 4);
      await append(bench.category, 'C');
      await append(other(), 'D');
      expect(heard(await batches)).toStrictEqual(['A', 'B', 'C', 'D']);
    });

    it('wakes at once after an append through the same log', async () => {
      const head = await bench.log.head();
      const batches = bench.log.subscribe(head, {}, stop.signal)[Symbol.asyncIterator]();
      const waits: number[] = [];
      // Polling alone would take about 220 ms each time; a busy machine takes its own time: one short wait is enough.
      while (waits.length < 400 && Math.min(...waits) >= 100) {
        const next = batches.next();
        await new Promise((resolve) => setTimeout(resolve, 30));
        const start = performance.now();
        await append(bench.category, 'A');
        await next;
        waits.push(performance.now() - start);
      }
      expect(Math.min(...waits)).toBeLessThan(100);
    });

    it('says how far it has looked, past events that its filter holds back', async () => {
      const head = await bench.log.head();
      const filter = { categories: [bench.category], types: ['A', 'B'] };
      const batches = bench.log.subscribe(head, filter, stop.signal)[Symbol.asyncIterator]();
      const { position: looked } = await append(bench.category, 'A', 'C');
      const first = (await batches.next()).value as Batch;
      const { position } = await append(other(), 'A', 'B', 'C');
      const second = (await batches.next()).value as Batch;
      const { position: last } = await append(bench.category, 'B');
      const third = (await batches.next()).value as Batch;
      expect([heard([first]), first.upTo]).toStrictEqual([['A'], looked]);
      expect(second).toStrictEqual({ events: [], upTo: position });
      expect([heard([third]), third.upTo]).toStrictEqual([['B'], last]);
    });

    it('comes in batches of no more than the limit, and stops where a batch was cut', async () => {
      const head = await bench.log.head();
      const { position: cut } = await bench.log.append(bench.stream, 'none', several(BATCH_LIMIT));
      await append(other(), 'X');
      const { position: last } = await bench.log.append(bench.stream, 'any', several(3));
      const filter = { categories: [bench.category] };
      const batches = await until(bench.log.subscribe(head, filter, stop.signal), BATCH_LIMIT + 3);
      expect(batches.map(({ events, upTo }) => [events.length, upTo])).toStrictEqual([
        [BATCH_LIMIT, cut],
        [3, last],
      ]);
    });

    it('reads the next batch only when it is asked for', async () => {
      const head = await bench.log.head();
      await bench.log.append(bench.stream, 'none', several(BATCH_LIMIT + 1));
      const batches = bench.log.subscribe(head, {}, stop.signal)[Symbol.asyncIterator]();
      await batches.next();
      // Who had read ahead would have done so by the time that the same has been read beside it.
      await read(head, 2 * BATCH_LIMIT);
      await append(other(), 'Later');
      expect(heard([(await batches.next()).value as Batch])).toStrictEqual(['Said', 'Later']);
    });

    it('ends when its signal aborts: before, while it waits, and while its reader works', async () => {
      const head = await bench.log.head();
      expect(await until(bench.log.subscribe(head, {}, AbortSignal.abort()), 9)).toStrictEqual([]);
      const waiting = until(bench.log.subscribe(head, {}, stop.signal), 9);
      const [soon, work] = [
        setTimeout(() => {
          stop.abort();
        }, 20),
        new AbortController(),
      ];
      expect(await waiting).toStrictEqual([]);
      clearTimeout(soon);
      await append(bench.category, 'A');
      for await (const { events } of bench.log.subscribe(head, {}, work.signal)) {
        expect(typesOf(events)).toStrictEqual(['A']);
        work.abort();
      }
    });
  });
}
