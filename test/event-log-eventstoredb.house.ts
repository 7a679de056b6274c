import { systemClock } from '../libs/platform/src/clock';
import { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { type Double, startDouble } from './eventstoredb/double';
import { noFaults } from './eventstoredb/faults';

/** What the tests of one file work on: a double, whole again before each test, and logs that are closed at the end. */
export interface Bench {
  double: Double;
  log: EventStoreDbEventLog;
  readonly openLog: (address?: string, remembered?: number) => Promise<EventStoreDbEventLog>;
  /** How many events the double holds of a stream. */
  readonly kept: (stream: string) => number;
}

/** Whatever goes wrong, it must go wrong where somebody waits for it: the process outlives it. */
export function faultBench(): Bench {
  const open: { close(): Promise<void> }[] = [];
  const crashes: unknown[] = [];
  const noteCrash = (error: unknown) => void crashes.push(error);
  const bench = {
    openLog: async (address = bench.double.address, remembered = 1_000) => {
      const opened = await EventStoreDbEventLog.open({ address, clock: systemClock, remembered });
      open.push(opened);
      return opened;
    },
    kept: (stream) => bench.double.store.events.filter((event) => event.stream === stream).length,
  } as Bench;

  beforeAll(async () => {
    process.on('unhandledRejection', noteCrash);
    process.on('uncaughtException', noteCrash);
    bench.double = await startDouble();
    bench.log = await bench.openLog();
  });
  beforeEach(() => {
    Object.assign(bench.double.faults, noFaults());
  });
  afterEach(() => {
    bench.double.wire.mend();
  });
  afterAll(async () => {
    await Promise.all(open.map((each) => each.close()));
    await bench.double.stop();
    process.off('unhandledRejection', noteCrash);
    process.off('uncaughtException', noteCrash);
    expect(crashes).toStrictEqual([]);
  });
  return bench;
}
