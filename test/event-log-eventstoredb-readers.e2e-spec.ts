import { setTimeout as pause } from 'node:timers/promises';
import { fresh, several } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable, START } from '../libs/platform/src/event-log/event-log';
import { connect } from '../libs/platform/src/event-log/eventstoredb/db-client';
import type { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { watch } from '../libs/platform/src/event-log/eventstoredb/watch';
import { Bell } from '../libs/platform/src/event-log/follow';
import { eventually } from './engine.tally';
import { faultBench } from './event-log-eventstoredb.house';
import { type Double, startDouble } from './eventstoredb/double';

describe('a reader of EventStoreDB', () => {
  const bench = faultBench();
  const { openLog } = bench;
  let double: Double;
  let log: EventStoreDbEventLog;
  beforeAll(() => {
    ({ double, log } = bench);
  });

  it('goes on where it was when the line breaks, and misses nothing', async () => {
    const stop = new AbortController();
    const after = await log.head();
    const seen: bigint[] = [];
    const reading = (async () => {
      for await (const { events } of log.subscribe(after, { categories: ['broken'] }, stop.signal))
        seen.push(...events.map(({ position }) => position));
    })();
    const writer = await openLog();
    for (let n = 0; n < 8; n++) {
      await writer.append('broken-1', 'any', several(1 + (n % 3)));
      double.wire.cut();
    }
    const all = (await log.readAll(after, 100)).map(({ position }) => position);
    while (seen.length < all.length) await pause(20);
    stop.abort();
    await reading;
    expect(seen).toStrictEqual(all);
  });

  it('is woken by another process', async () => {
    const [reader, writer] = [await openLog(), await openLog()];
    const batches = reader.subscribe(await log.head(), {}, new AbortController().signal)[Symbol.asyncIterator]();
    const waits: number[] = [];
    // Who only looks waits some 230 ms each time; a busy machine takes its own time: one short wait is enough.
    while (waits.length < 400 && Math.min(...waits) >= 120) {
      const next = batches.next();
      await pause(30);
      const start = performance.now();
      await writer.append('told-1', 'any', [fresh()]);
      await next;
      waits.push(performance.now() - start);
    }
    expect(Math.min(...waits)).toBeLessThan(120);
  });

  it('is woken by another process also after the server has forgotten that it waits', async () => {
    const [port, bell, stop] = [await connect(double.address), new Bell(), new AbortController()];
    let subscriptions = 0;
    double.faults.forgets = () => subscriptions++ === 0;
    const watching = watch(port, bell, stop.signal, 100);
    await eventually(() => Promise.resolve(subscriptions > 0));
    await eventually(async () => {
      await log.append('forgotten-1', 'any', [fresh()]);
      return bell.rings > 0;
    });
    expect(subscriptions).toBeGreaterThan(1);
    stop.abort();
    await watching;
    await port.close();
  });

  it('waits for a node that is behind what it has seen, instead of leaving something out', async () => {
    const after = await log.head();
    const { position } = await log.append('behind-1', 'none', [fresh()]);
    await log.append('behind-1', 0, [fresh()]);
    await log.head();
    double.faults.seesUpTo = position;
    setTimeout(() => (double.faults.seesUpTo = undefined), 300);
    expect(await log.readAll(after, 10)).toHaveLength(2);
  });

  describe('of some events only, on such a node,', () => {
    /** Two events have been seen; this node has the first, and soon the second. */
    const lagging = async () => {
      const after = await log.head();
      const stream = `lagging-${after}`;
      const { position } = await log.append(stream, 'none', [fresh('Said')]);
      const { position: upTo } = await log.append(stream, 0, [fresh('Said')]);
      await log.head();
      double.faults.seesUpTo = position;
      setTimeout(() => (double.faults.seesUpTo = undefined), 300);
      return { after, upTo };
    };

    it.each([{ categories: ['lagging'] }, { types: ['Said'] }])(
      'waits as it goes on to what was seen: %j',
      async (of) => {
        const { after, upTo } = await lagging();
        expect(await log.readAll(after, 10, { ...of, upTo })).toHaveLength(2);
      },
    );

    it('waits as it follows', async () => {
      const { after, upTo } = await lagging();
      const batches = log.subscribe(after, { categories: ['lagging'] }, new AbortController().signal);
      const heard = await batches[Symbol.asyncIterator]().next();
      expect(heard).toMatchObject({ value: { events: [{ revision: 0 }, { revision: 1 }], upTo } });
    });
  });

  it('misses nothing that comes where the server says it will look next', async () => {
    double.faults.checkpointsLookAhead = true;
    const after = await log.head();
    double.store.chatter(1_000);
    await log.append('edge-1', 'none', [fresh()]);
    expect(await log.readAll(after, 10, { categories: ['edge'] })).toHaveLength(1);
  });

  it('is not slowed down by the server’s own events, which it never sees', async () => {
    double.store.chatter(20_000);
    const { position } = await log.append('noise-1', 'none', [fresh()]);
    double.store.chatter(20_000);
    const start = performance.now();
    const reader = await openLog();
    expect(await reader.head()).toBe(position);
    expect((await reader.readAll(START, 1_000_000)).every(({ stream }) => !stream.startsWith('$'))).toBe(true);
    const first = performance.now() - start;
    for (let n = 0; n < 20; n++) expect(await reader.head()).toBe(position);
    expect(performance.now() - start - first).toBeLessThan(first);
  });

  it('stops at an event that somebody else has written', async () => {
    const other = { id: 'x', type: 'Other', data: Buffer.from('{}'), metadata: Buffer.from('') };
    const apart = await startDouble();
    apart.store.append('other-1', 'any', [other]);
    const reader = await openLog(apart.address);
    await expect(reader.readAll(START, 1)).rejects.toThrow('Event 0 of other-1 in EventStoreDB was not written');
    await reader.close();
    await apart.stop();
  });

  it('says that a stream is closed which an operator has deleted, at once, from either end', async () => {
    await log.append('closed-1', 'none', [fresh()]);
    double.store.tombstone('closed-1');
    const closed = { name: 'StreamClosed', stream: 'closed-1' };
    await expect(log.readStream('closed-1')).rejects.toMatchObject(closed);
    await expect(log.readStreamBackwards('closed-1', 1)).rejects.toMatchObject(closed);
  });

  it('cannot be opened where no server answers, and says what is wrong with an address', async () => {
    await expect(openLog('esdb://127.0.0.1:1?tls=false')).rejects.toThrow(LogUnavailable);
    await expect(openLog('kurrentdb://127.0.0.1:1')).rejects.toThrow('esdb://');
  });
});
