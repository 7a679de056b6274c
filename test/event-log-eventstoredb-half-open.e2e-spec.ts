import { fresh, several } from '../libs/platform/src/event-log/contract/said';
import { type Filter, LogUnavailable } from '../libs/platform/src/event-log/event-log';
import type { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { faultBench } from './event-log-eventstoredb.house';
import type { Double } from './eventstoredb/double';

/** The pings of gRPC take 10 to 20 seconds to notice. */
const SOON_MS = 9_000;

describe('on a connection to EventStoreDB that has gone silent, and nobody was told,', () => {
  const bench = faultBench();
  let double: Double;
  let log: EventStoreDbEventLog;
  beforeAll(() => {
    ({ double, log } = bench);
  });

  it('an append is stored long before that, once', async () => {
    const events = several(2);
    await log.append('half-1', 'none', [fresh()]);
    double.wire.deafen();
    expect((await log.append('half-1', 0, events, { within: SOON_MS })).revision).toBe(2);
    expect(bench.kept('half-1')).toBe(3);
  });

  it('an append is stored long before that also after another log of the process was closed', async () => {
    const other = await bench.openLog();
    await other.append('other-1', 'none', [fresh()]);
    await other.close();
    double.wire.deafen();
    expect((await log.append('other-1', 0, [fresh()], { within: SOON_MS })).revision).toBe(1);
  });

  /** The answer of one of three reads, which take 3 seconds each at most: a busy machine may need more than one. */
  const soon = async <T>(ask: () => Promise<T>, again = 2): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LogUnavailable) || again === 0) throw error;
      return soon(ask, again - 1);
    }
  };

  it('a stream and the end of the log are read long before that', async () => {
    const { position } = await log.append('half-2', 'none', several(3));
    double.wire.deafen();
    expect(await soon(() => log.readStream('half-2'))).toHaveLength(3);
    double.wire.deafen();
    expect(await soon(() => log.head())).toBe(position);
  });

  /** What a reader hears of three events: one before, and two that are written as soon as its connection is silent. */
  const heard = async (filter: Filter, silence: () => void) => {
    const [after, stop] = [await log.head(), new AbortController()];
    const stream = `silent-${after}`;
    const revisions: number[] = [];
    const writer = double.store;
    await log.append(stream, 'none', [fresh()]);
    for await (const { events } of log.subscribe(after, filter, stop.signal)) {
      revisions.push(...events.map(({ revision }) => revision));
      if (revisions.length === 1) {
        silence();
        const first = writer.events.find((event) => event.stream === stream);
        if (first)
          writer.append(
            stream,
            0,
            [1, 2].map((n) => ({ ...first, id: `${n}${first.id.slice(1)}` })),
          );
      }
      if (revisions.length === 3) stop.abort();
    }
    return revisions;
  };

  it.each([{}, { categories: ['silent'] }, { types: ['Said'] }])('a reader of %j is told of all', async (filter) => {
    const start = performance.now();
    expect(await heard(filter, double.wire.deafen)).toStrictEqual([0, 1, 2]);
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });

  it('a reader of some events is told of all, where the silence begins as they are handed over', async () => {
    const start = performance.now();
    const atNextCatchUp = () => {
      double.faults.forgets = () => {
        double.faults.forgets = () => false;
        double.wire.deafen();
        return true;
      };
    };
    expect(await heard({ categories: ['silent'] }, atNextCatchUp)).toStrictEqual([0, 1, 2]);
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });
});
