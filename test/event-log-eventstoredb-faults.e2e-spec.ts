import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../libs/platform/src/clock';
import { fresh, several } from '../libs/platform/src/event-log/contract/said';
import {
  EventTooLarge,
  LogUnavailable,
  NotStorable,
  START,
  WrongRevision,
} from '../libs/platform/src/event-log/event-log';
import { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { StreamDeleted } from '../libs/platform/src/event-log/eventstoredb/kurrent.port';
import { type Double, startDouble } from './eventstoredb/double';
import { noFaults } from './eventstoredb/faults';

describe('the event log in EventStoreDB', () => {
  const open: { close(): Promise<void> }[] = [];
  const crashes: unknown[] = [];
  const noteCrash = (error: unknown) => void crashes.push(error);
  let double: Double;
  let log: EventStoreDbEventLog;

  const openLog = async (address = double.address) => {
    const opened = await EventStoreDbEventLog.open({ address, clock: systemClock });
    open.push(opened);
    return opened;
  };
  /** Does it once, and then what was done before. */
  const once = (work: () => void) => {
    let done = false;
    return () => {
      if (!done) work();
      done = true;
      return Promise.resolve();
    };
  };
  const kept = (stream: string) => double.store.events.filter((event) => event.stream === stream).length;

  beforeAll(async () => {
    process.on('unhandledRejection', noteCrash);
    process.on('uncaughtException', noteCrash);
    double = await startDouble();
    log = await openLog();
  });
  beforeEach(() => {
    Object.assign(double.faults, noFaults());
  });
  afterEach(() => {
    double.wire.mend();
  });
  afterAll(async () => {
    await Promise.all(open.map((each) => each.close()));
    await double.stop();
    process.off('unhandledRejection', noteCrash);
    process.off('uncaughtException', noteCrash);
    // Whatever went wrong, it went wrong where somebody waited for it.
    expect(crashes).toStrictEqual([]);
  });

  describe('an append', () => {
    it('is stored once when the connection breaks before it arrives, and when it breaks before the answer', async () => {
      double.faults.onArrival = once(double.wire.cut);
      expect((await log.append('cut-1', 'none', several(2))).revision).toBe(1);
      double.faults.onReply = once(double.wire.cut);
      expect((await log.append('cut-1', 'any', several(2))).revision).toBe(3);
      expect(kept('cut-1')).toBe(4);
    });

    it('answers with its position, also where the server leaves it out of its answer to the retry', async () => {
      double.faults.forgetsPositions = true;
      double.faults.onReply = once(double.wire.cut);
      const { position } = await log.append('forgot-1', 'none', several(2));
      expect(position).toBe((await log.readStream('forgot-1'))[1]?.position);
    });

    it('has an unknown outcome when nobody answers in time, and is taken afterwards, once', async () => {
      for (const [n, fail] of [double.wire.refuse, double.wire.hush].entries()) {
        const events = several(2);
        const stream = `silent-${n}`;
        await log.append(stream, 'none', [fresh()]);
        fail();
        const start = performance.now();
        await expect(log.append(stream, 0, events, { within: 400 })).rejects.toThrow(LogUnavailable);
        expect(performance.now() - start).toBeLessThan(1_500);
        double.wire.mend();
        expect((await log.append(stream, 0, events)).revision).toBe(2);
        expect(kept(stream)).toBe(3);
      }
    });

    it('goes on when the server comes back within its time', async () => {
      double.wire.refuse();
      setTimeout(double.wire.mend, 300);
      expect((await log.append('back-1', 'none', [fresh()])).revision).toBe(0);
    });

    it.each(['diskFull', 'readOnly'] as const)(
      'is refused as unknown by a server that is %s, which can be read',
      async (fault) => {
        const events = several(1);
        await log.append(`${fault}-1`, 'none', [fresh()]);
        double.faults[fault] = true;
        await expect(log.append(`${fault}-1`, 0, events, { within: 200 })).rejects.toThrow(LogUnavailable);
        expect(await log.readStream(`${fault}-1`)).toHaveLength(1);
        double.faults[fault] = false;
        expect((await log.append(`${fault}-1`, 0, events)).revision).toBe(1);
      },
    );

    it('goes to the leader when the node says who that is', async () => {
      const leader = await startDouble();
      const asked = await openLog();
      double.faults.leaderIs = { host: '127.0.0.1', port: leader.wire.port };
      await asked.append('led-1', 'none', [fresh()]);
      expect(leader.store.read('led-1')).toHaveLength(1);
      expect(kept('led-1')).toBe(0);
      await asked.close();
      await leader.stop();
    });

    it('does not wait for another, and is not lost with another: each goes by itself', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      double.faults.onArrival = (stream) => (stream === 'slow-1' ? held : Promise.resolve());
      const slow = log.append('slow-1', 'none', [fresh()]);
      expect((await log.append('quick-1', 'none', [fresh()])).revision).toBe(0);
      double.faults.diskFull = true;
      await expect(log.append('lost-1', 'none', [fresh()], { within: 100 })).rejects.toThrow(LogUnavailable);
      double.faults.diskFull = false;
      release();
      expect((await slow).revision).toBe(0);
      expect(double.calls).toMatchObject({ batchAppend: 0 });
    });

    it('is not harmed by answers in another order, nor by one that comes too late', async () => {
      double.faults.onReply = (stream) => pause({ 'first-1': 300, 'late-1': 800 }[stream] ?? 0).then(() => undefined);
      const answers: string[] = [];
      const note = async (stream: string) => {
        const { position } = await log.append(stream, 'none', [fresh()]);
        answers.push(stream);
        expect(position).toBe((await log.readStream(stream))[0]?.position);
      };
      await Promise.all([note('first-1'), note('second-1')]);
      expect(answers).toStrictEqual(['second-1', 'first-1']);
      const events = several(1);
      await expect(log.append('late-1', 'none', events, { within: 200 })).rejects.toThrow(LogUnavailable);
      await pause(900);
      expect((await log.append('late-1', 'none', events)).revision).toBe(0);
      expect(kept('late-1')).toBe(1);
    });

    it('says where the stream stands, also when the client is told not to throw', async () => {
      const quiet = await openLog(`${double.address}&throwOnAppendFailure=false`);
      await quiet.append('moved-1', 'none', several(3));
      await log.append('moved-1', 'any', several(4));
      await expect(quiet.append('moved-1', 2, [fresh()])).rejects.toStrictEqual(new WrongRevision('moved-1', 2, 6));
    });

    it('is too large where the server says so, for the whole or for one event', async () => {
      double.faults.appendLimit = 1_000;
      await expect(log.append('large-1', 'none', several(9))).rejects.toMatchObject({
        name: 'EventTooLarge',
        limit: 1_000,
      });
      Object.assign(double.faults, noFaults(), { eventLimit: 100 });
      await expect(log.append('large-1', 'none', [fresh()])).rejects.toThrow(EventTooLarge);
      expect(kept('large-1')).toBe(0);
    });

    it('is refused for good by a stream that an operator deleted, and goes on with one whose events were hidden', async () => {
      for (const stream of ['gone-1', 'hidden-1']) await log.append(stream, 'none', several(2));
      double.store.tombstone('gone-1');
      double.store.softDelete('hidden-1');
      await expect(log.append('gone-1', 'any', [fresh()])).rejects.toThrow(StreamDeleted);
      expect((await (await openLog()).append('hidden-1', 'none', [fresh()])).revision).toBe(2);
    });

    it('takes no name of the server’s own', async () => {
      await expect(log.append('$ours-1', 'none', [fresh()])).rejects.toThrow(NotStorable);
      await expect(log.append('ours-1', 'none', [fresh('$Ours')])).rejects.toThrow(NotStorable);
    });

    it('is stored once, whatever happens, by many at once on a line that keeps breaking', async () => {
      const breaking = setInterval(double.wire.cut, 40);
      const sent = Array.from({ length: 60 }, (_, n) =>
        log.append(`storm-${n % 6}`, 'any', [fresh()], { within: 30_000 }),
      );
      await Promise.all(sent);
      clearInterval(breaking);
      for (let n = 0; n < 6; n++) expect(kept(`storm-${n}`)).toBe(10);
    }, 60_000);
  });

  describe('a reader', () => {
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
      for (let round = 0; round < 5; round++) {
        const next = batches.next();
        await pause(30);
        const start = performance.now();
        await writer.append('told-1', 'any', [fresh()]);
        await next;
        waits.push(performance.now() - start);
      }
      expect(Math.min(...waits)).toBeLessThan(120);
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
  });

  it('cannot be opened where no server answers, and says what is wrong with an address', async () => {
    await expect(openLog('esdb://127.0.0.1:1?tls=false')).rejects.toThrow(LogUnavailable);
    await expect(openLog('kurrentdb://127.0.0.1:1')).rejects.toThrow('esdb://');
  });
});
