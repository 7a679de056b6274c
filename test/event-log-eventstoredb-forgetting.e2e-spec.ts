import { fresh, several } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable, NotAppended } from '../libs/platform/src/event-log/event-log';
import type { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { faultBench } from './event-log-eventstoredb.house';
import type { Double } from './eventstoredb/double';
import { PATIENCE } from './patience';

describe('a log in EventStoreDB that forgets a stream for the sake of another while it reads it', () => {
  const bench = faultBench();
  let double: Double;
  let other: Promise<unknown> | undefined;
  beforeAll(() => {
    ({ double } = bench);
  });
  afterEach(() => other);

  /** Remembers one stream only. */
  const forgetful = () => bench.openLog(double.address, 1);
  const askForAnother = (log: EventStoreDbEventLog) => {
    other = log.append('other-1', 'any', [fresh()], { within: PATIENCE });
  };
  /** When the server is asked for the stream from this revision. */
  const forgettingAt = (log: EventStoreDbEventLog, stream: string, from: number) => {
    double.faults.onRead = (of) => {
      if (of === stream && double.calls.reads.at(-1)?.from === String(from)) askForAnother(log);
    };
  };

  it('appends at the revision at which it stands', async () => {
    await bench.log.append('stands-1', 'none', several(3));
    const log = await forgetful();
    forgettingAt(log, 'stands-1', 0);
    expect((await log.append('stands-1', 2, [fresh()])).revision).toBe(3);
  });

  it('knows a repeat of what lies before its own append', async () => {
    const events = several(3);
    await bench.log.append('twice-1', 'none', events);
    const log = await forgetful();
    double.faults.onArrival = (stream) => {
      if (stream === 'twice-1') askForAnother(log);
      return Promise.resolve();
    };
    await log.append('twice-1', 'any', [fresh()]);
    expect((await log.append('twice-1', 'any', events)).revision).toBe(2);
    expect(bench.kept('twice-1')).toBe(4);
  });

  it('knows a repeat of what lies before the page that it has read last', async () => {
    const events = several(1_200);
    for (const first of [0, 400, 800])
      await bench.log.append('paged-1', 'any', events.slice(first, first + 400), { within: PATIENCE });
    const log = await forgetful();
    forgettingAt(log, 'paged-1', 1_000);
    await log.readStream('paged-1');
    expect((await log.append('paged-1', 'any', events.slice(0, 2))).revision).toBe(1);
    expect(bench.kept('paged-1')).toBe(1_200);
  });
});

describe('an append to EventStoreDB that is known to be stored', () => {
  const bench = faultBench();

  it('is never told as not stored, also where nobody says any more at which position', async () => {
    const events = several(2);
    await bench.log.append('known-1', 'none', events);
    bench.double.wire.hush();
    const again = bench.log.append('known-1', 'none', events, { within: 300 });
    await expect(again).rejects.toThrow(LogUnavailable);
    await expect(again).rejects.not.toThrow(NotAppended);
    bench.double.wire.mend();
    expect((await bench.log.append('known-1', 'none', events)).revision).toBe(1);
  });
});
