import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Recorded } from '#app/kernel';
import { type NewEvent, PostgresEventLog, START, migrateLog } from '#app/platform';
import { eventually } from '../engine.tally';
import { PATIENCE } from '../patience';
import { freshDatabase } from '../postgres';
import { everything, expectDense } from './checker';
import { counted, openLog } from './counted';
import { Proxy } from './proxy';
import { isLong } from './settings';

const APPENDS = isLong ? 5_000 : 60;

if (isLong) jest.setTimeout(600_000);

const several = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, n) => counted(randomUUID(), 'Counted', { n, of: '' }));

describe('a log behind a bad network', () => {
  let url: string;
  let proxy: Proxy;
  let log: PostgresEventLog;
  let direct: PostgresEventLog;

  beforeEach(async () => {
    url = await freshDatabase();
    await migrateLog(url);
    proxy = await Proxy.before(url);
    [log, direct] = [await openLog(proxy.url), await openLog(url)];
  });
  afterEach(async () => {
    await Promise.all([log.close(), direct.close()]);
    await proxy.close();
  });

  it('takes every append once, and shows each to its follower once, while connections are cut', async () => {
    const stop = new AbortController();
    const seen: Recorded[] = [];
    const following = (async () => {
      for await (const { events } of log.subscribe(START, {}, stop.signal)) seen.push(...events);
    })();
    let taken = 0;
    const cutting = (async () => {
      const isOver = (): boolean => stop.signal.aborted;
      while (!isOver()) {
        const before = taken;
        await pause(10 + Math.random() * 60);
        proxy.cut();
        // Whoever is cut before each answer gets none: on a busy machine a connection takes longer than that to be made.
        while (taken === before && !isOver()) await pause(5);
      }
    })();
    const sent: string[] = [];
    const writers = Array.from({ length: 4 }, async (_, w) => {
      for (let n = 0; n < APPENDS / 4; n++) {
        const events = several(1 + (n % 3));
        sent.push(...events.map(({ id }) => id));
        await log.append(`tally-${w % 2}`, 'any', events, { within: PATIENCE });
        taken++;
      }
    });
    await Promise.all(writers);
    const held = await everything(direct);
    expectDense(held);
    expect(held.map(({ id }) => id).toSorted()).toEqual(sent.toSorted());
    while (seen.length < held.length) await pause(20);
    stop.abort();
    await Promise.all([following, cutting]);
    expect(seen.map(({ position }) => position)).toEqual(held.map(({ position }) => position));
  });

  it('outlives a connection that is cut just as it begins to listen, again and again', async () => {
    proxy.fatal = 'listen learning_trail_log';
    const stop = new AbortController();
    const batches = log.subscribe(START, {}, stop.signal)[Symbol.asyncIterator]();
    const next = batches.next();
    await eventually(() => Promise.resolve(proxy.fallen > 1));
    await direct.append('tally-1', 'none', several(1));
    await expect(next).resolves.toMatchObject({ value: { upTo: 0n } });
    proxy.fatal = undefined;
    stop.abort();
  });

  it('says in time that nobody answers when the network falls silent, and takes the same append afterwards, once', async () => {
    const events = several(2);
    const asked = log.append('tally-1', 'none', events);
    await asked;
    proxy.silence();
    const lost = several(2);
    const patient = log.append('tally-9', 'none', several(1), { within: PATIENCE });
    const hurried = log.append('tally-1', 'any', lost, { within: 400 });
    await expect(Promise.race([hurried, patient])).rejects.toThrow('does not answer');
    proxy.speak();
    expect((await patient).revision).toBe(0);
    const { revision } = await log.append('tally-1', 'any', lost, { within: PATIENCE });
    expect(revision).toBe(3);
    await expect(direct.readStream('tally-1')).resolves.toHaveLength(4);
  });

  it('only takes longer on a slow one', async () => {
    proxy.delay = 40;
    await Promise.all(Array.from({ length: 20 }, (_, n) => log.append(`tally-${n}`, 'none', several(1))));
    proxy.delay = 0;
    const held = await everything(log);
    expectDense(held);
    expect(held).toHaveLength(20);
  });
});

describe('a log whose writers’ clocks jump', () => {
  it('keeps its order and says what each clock said', async () => {
    const url = await freshDatabase();
    await migrateLog(url);
    let time = '2026-03-02T09:00:00.000Z';
    const log = await PostgresEventLog.open({ connectionString: url, clock: { now: () => new Date(time) } });
    const times = [
      '2026-03-02T09:00:00.000Z',
      '2026-03-03T09:00:00.000Z',
      '2025-12-24T23:59:59.999Z',
      '2038-01-19T03:14:08.000Z',
    ];
    for (const each of times) {
      time = each;
      await log.append('tally-1', 'any', several(1));
    }
    const held = await everything(log);
    await log.close();
    expectDense(held);
    expect(held.map(({ at }) => at)).toEqual(times);
  });
});
