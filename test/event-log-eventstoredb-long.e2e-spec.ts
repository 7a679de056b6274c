import { setTimeout as pause } from 'node:timers/promises';
import { several } from '../libs/platform/src/event-log/contract/said';
import { NotAppended, START } from '../libs/platform/src/event-log/event-log';
import type { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { faultBench } from './event-log-eventstoredb.house';
import type { Double } from './eventstoredb/double';
import { PATIENCE } from './patience';

describe('a long stream in EventStoreDB', () => {
  const EVENTS = 2_500;
  const bench = faultBench();
  let double: Double;
  let log: EventStoreDbEventLog;
  beforeAll(async () => {
    ({ double, log } = bench);
    for (let n = 0; n < EVENTS; n += 250) await log.append('long-1', 'any', several(250), { within: PATIENCE });
  });
  beforeEach(() => {
    double.calls.reads.length = 0;
  });

  /** The line breaks at the second page, once. */
  const breaking = () => {
    let page = 0;
    double.faults.onRead = (of) => {
      if (of === 'long-1' && ++page === 2) double.wire.cut();
    };
  };
  /** The pages, each once however often it was asked for before the next. */
  const asked = () =>
    double.calls.reads
      .filter(({ from }, n) => from !== double.calls.reads[n + 1]?.from)
      .map(({ from, count }) => [from, count]);

  it('is read page by page, and only the page again at which the line broke', async () => {
    breaking();
    expect((await log.readStream('long-1')).map(({ revision }) => revision)).toStrictEqual([...Array(EVENTS).keys()]);
    expect(asked()).toStrictEqual([
      ['0', 1_000],
      ['1000', 1_000],
      ['2000', 1_000],
    ]);
  });

  it('is read so from its end too, and no further than was asked', async () => {
    breaking();
    const revisions = (await log.readStreamBackwards('long-1', 1_200, 2_400)).map(({ revision }) => revision);
    expect(revisions).toStrictEqual(Array.from({ length: 1_200 }, (_, n) => 2_400 - n));
    expect(asked()).toStrictEqual([
      ['2400', 1_000],
      ['1400', 200],
    ]);
  });

  it('is read on, where it was, by an append to it that meets a broken line', async () => {
    const fresher = await bench.openLog();
    double.calls.reads.length = 0;
    breaking();
    const { revision } = await fresher.append('long-1', 'any', several(1), { within: PATIENCE });
    expect(revision).toBe(EVENTS);
    expect(asked()).toStrictEqual([
      ['0', 1_000],
      ['1000', 1_000],
      ['2000', 1_000],
    ]);
  });

  it('is not read on by an append whose time is up, while it comes event after event', async () => {
    const fresher = await bench.openLog();
    let given = 0;
    double.faults.beforeEvent = async () => {
      await pause(20);
      given++;
    };
    await expect(fresher.append('long-1', 'any', several(1), { within: 500 })).rejects.toThrow(NotAppended);
    expect(given).toBeLessThan(1_000);
  });

  it('is left alone by who wants the last events of the log, among many of the server’s own', async () => {
    const { position } = await log.append('latest-1', 'none', several(3));
    double.store.chatter(1_500);
    const end = await log.append('latest-2', 'none', several(2));
    double.store.chatter(100);
    await log.head();
    double.calls.reads.length = 0;
    expect((await log.latest(3)).map(({ position: at }) => at)).toStrictEqual([
      position,
      ...(await log.readStream('latest-2')).map(({ position: at }) => at),
    ]);
    expect((await log.latest(1)).map(({ position: at }) => at)).toStrictEqual([end.position]);
    expect(double.calls.reads.filter(({ of }) => of === '$all').length).toBeLessThan(8);
  });

  it('is given once to who wants the last events of the log, also where the server repeats the last of each page', async () => {
    const all = (await log.readAll(START, 2 * EVENTS)).map(({ position }) => position);
    double.faults.repeatsWhereItBegins = true;
    expect((await log.latest(2_200)).map(({ position }) => position)).toStrictEqual(all.slice(-2_200));
  });
});
