import { setTimeout as pause } from 'node:timers/promises';
import { fresh, several } from '../libs/platform/src/event-log/contract/said';
import {
  EventTooLarge,
  LogUnavailable,
  NotAppended,
  NotStorable,
  StreamClosed,
  WrongRevision,
} from '../libs/platform/src/event-log/event-log';
import type { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { faultBench } from './event-log-eventstoredb.house';
import { type Double, startDouble } from './eventstoredb/double';
import { noFaults } from './eventstoredb/faults';
import { PATIENCE } from './patience';

describe('an append to EventStoreDB', () => {
  const bench = faultBench();
  const { openLog, kept } = bench;
  let double: Double;
  let log: EventStoreDbEventLog;
  beforeAll(() => {
    ({ double, log } = bench);
  });

  /** Does it once, and then what was done before. */
  const once = (work: () => void) => {
    let done = false;
    return () => {
      if (!done) work();
      done = true;
      return Promise.resolve();
    };
  };

  /** What waits until it is opened. */
  const gate = () => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { opened, open };
  };

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
      const patient = log.append(`patient-${n}`, 'none', [fresh()], { within: 30_000 });
      const hurried = log.append(stream, 0, events, { within: 400 });
      const late = Promise.race([hurried, patient]);
      await expect(late).rejects.toThrow(LogUnavailable);
      await expect(late).rejects.not.toThrow(NotAppended);
      double.wire.mend();
      expect((await patient).revision).toBe(0);
      expect((await log.append(stream, 0, events)).revision).toBe(2);
      expect(kept(stream)).toBe(3);
    }
  });

  it('is told as not stored where it was never sent', async () => {
    for (const [n, fail] of [double.wire.refuse, double.wire.hush].entries()) {
      fail();
      await expect(log.append(`unsent-${n}`, 'none', [fresh()], { within: 300 })).rejects.toThrow(NotAppended);
      double.wire.mend();
      expect((await log.append(`unsent-${n}`, 'none', [fresh()])).revision).toBe(0);
    }
  });

  it('is told as not stored where the server had no place for it, and then said nothing of where there is one', async () => {
    await log.append('passed-1', 'none', [fresh()]);
    const other = await openLog();
    await other.append('passed-1', 0, [fresh()]);
    await other.close();
    const hush = once(double.wire.hush);
    double.faults.onRead = () => void hush();
    await expect(log.append('passed-1', 'any', [fresh()], { within: 1_500 })).rejects.toThrow(NotAppended);
    double.wire.mend();
    expect(kept('passed-1')).toBe(2);
  });

  it('is told as not stored where its log is closed, which answers no read either', async () => {
    const closed = await openLog();
    await closed.close();
    const cause = new Error('The event log is closed');
    const appended = closed.append('ended-1', 'none', [fresh()]);
    await expect(appended).rejects.toMatchObject({ name: 'NotAppended', cause });
    await expect(closed.readStream('ended-1')).rejects.toMatchObject({ name: 'LogUnavailable', cause });
    expect(kept('ended-1')).toBe(0);
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
    const { opened, open } = gate();
    double.faults.onArrival = (stream) => (stream === 'slow-1' ? opened : Promise.resolve());
    const slow = log.append('slow-1', 'none', [fresh()]);
    expect((await log.append('quick-1', 'none', [fresh()])).revision).toBe(0);
    double.faults.diskFull = true;
    await expect(log.append('lost-1', 'none', [fresh()], { within: 100 })).rejects.toThrow(LogUnavailable);
    double.faults.diskFull = false;
    open();
    expect((await slow).revision).toBe(0);
    expect(double.calls).toMatchObject({ batchAppend: 0 });
  });

  it('is not harmed by answers in another order, nor by one that comes too late', async () => {
    const [other, end] = [gate(), gate()];
    const held: Record<string, Promise<void>> = { 'first-1': other.opened, 'late-1': end.opened };
    double.faults.onReply = (stream) => held[stream] ?? Promise.resolve();
    const answers: string[] = [];
    const note = async (stream: string) => {
      const { position } = await log.append(stream, 'none', [fresh()], { within: PATIENCE });
      answers.push(stream);
      expect(position).toBe((await log.readStream(stream))[0]?.position);
    };
    const first = note('first-1');
    await note('second-1');
    other.open();
    await first;
    expect(answers).toStrictEqual(['second-1', 'first-1']);
    const events = several(1);
    await expect(log.append('late-1', 'none', events, { within: 200 })).rejects.toThrow(LogUnavailable);
    end.open();
    await pause(100);
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

  it('is too large before it goes out, where what is kept beside many events makes it so', async () => {
    double.faults.appendLimit = Infinity;
    const many = several(4_000);
    await expect(log.append('many-1', 'none', many)).rejects.toMatchObject({ name: 'EventTooLarge', limit: 1_048_576 });
    expect(kept('many-1')).toBe(0);
    await log.append('many-1', 'none', many.slice(0, 500), { within: PATIENCE });
    expect(kept('many-1')).toBe(500);
  });

  it('is refused for good by a stream that an operator deleted, and goes on with one whose events were hidden', async () => {
    for (const stream of ['gone-1', 'hidden-1']) await log.append(stream, 'none', several(2));
    double.store.tombstone('gone-1');
    double.store.softDelete('hidden-1');
    await expect(log.append('gone-1', 'any', [fresh()])).rejects.toThrow(StreamClosed);
    expect((await (await openLog()).append('hidden-1', 'none', [fresh()])).revision).toBe(2);
  });

  it('goes on, again and again, with a stream of which an operator has hidden the beginning', async () => {
    await log.append('cut-short-1', 'none', several(3));
    double.store.softDelete('cut-short-1');
    const fresher = await openLog();
    expect((await fresher.append('cut-short-1', 'any', several(2))).revision).toBe(4);
    const repeated = several(2);
    const { revision } = await fresher.append('cut-short-1', 4, repeated);
    expect([revision, (await (await openLog()).append('cut-short-1', 'any', repeated)).revision]).toStrictEqual([6, 6]);
    expect(kept('cut-short-1')).toBe(7);
  });

  it('takes no name of the server’s own', async () => {
    await expect(log.append('$ours-1', 'none', [fresh()])).rejects.toThrow(NotStorable);
    await expect(log.append('ours-1', 'none', [fresh('$Ours')])).rejects.toThrow(NotStorable);
  });

  it('is stored once, whatever happens, by many at once on a line that keeps breaking', async () => {
    const stop = new AbortController();
    const isOver = (): boolean => stop.signal.aborted;
    let taken = 0;
    const breaking = (async () => {
      while (!isOver()) {
        const before = taken;
        await pause(40);
        double.wire.cut();
        // Who is cut before each answer gets none: on a busy machine it takes longer than that to come.
        while (taken === before && !isOver()) await pause(5);
      }
    })();
    const sent = Array.from({ length: 60 }, async (_, n) => {
      await log.append(`storm-${n % 6}`, 'any', [fresh()], { within: PATIENCE });
      taken++;
    });
    await Promise.allSettled(sent);
    stop.abort();
    await Promise.all([breaking, ...sent]);
    for (let n = 0; n < 6; n++) expect(kept(`storm-${n}`)).toBe(10);
  });
});
