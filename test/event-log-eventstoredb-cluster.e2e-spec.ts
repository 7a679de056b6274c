import { setTimeout as pause } from 'node:timers/promises';
import { fresh, several } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable } from '../libs/platform/src/event-log/event-log';
import { faultBench } from './event-log-eventstoredb.house';
import { type Cluster, startCluster } from './eventstoredb/cluster';
import type { Double } from './eventstoredb/double';
import { PATIENCE } from './patience';

describe('a cluster of EventStoreDB', () => {
  const { openLog } = faultBench();
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await startCluster(3);
  });
  afterEach(() => cluster.stop());

  const ports = () => cluster.nodes.map(({ wire }) => wire.port);
  const addresses = {
    'several hosts': () =>
      `esdb://${ports()
        .map((port) => `localhost:${port}`)
        .join(',')}?tls=false`,
    'the name that all of them have': () => `esdb+discover://localhost:${ports()[2]}?tls=false`,
    'one host, which leads no more': () => `esdb://localhost:${ports()[2]}?tls=false`,
  };
  /** How many appends each has been asked for since. */
  const appends = () => cluster.nodes.map(({ calls }) => calls.append);

  describe.each(Object.entries(addresses))('at %s', (_, address) => {
    it('takes an append at the node that leads, and then at the one that leads after it', async () => {
      const log = await openLog(address());
      await log.append('led-1', 'none', several(2));
      const [first, second] = cluster.nodes as [Double, Double, Double];
      const before = appends();
      expect(before[0]).toBeGreaterThan(0);
      cluster.lead(second);
      expect((await log.append('led-1', 1, [fresh()])).revision).toBe(2);
      expect(appends()[1]).toBeGreaterThan(before[1] ?? 0);
      expect((await log.readStream('led-1')).map(({ revision }) => revision)).toStrictEqual([0, 1, 2]);
      cluster.lead(first);
      expect((await log.append('led-1', 2, [fresh()])).revision).toBe(3);
    });
  });

  it('takes an append when the leader is lost and another leads, and its reader hears of all', async () => {
    const log = await openLog(addresses['several hosts']());
    const [first, second] = cluster.nodes as [Double, Double, Double];
    const stop = new AbortController();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { events } of log.subscribe(-1n, { categories: ['lost'] }, stop.signal))
        seen.push(...events.map(({ revision }) => revision));
    })();
    await log.append('lost-1', 'none', [fresh()]);
    cluster.lose(first);
    cluster.lead(second);
    expect((await log.append('lost-1', 0, [fresh()], { within: PATIENCE })).revision).toBe(1);
    while (seen.length < 2) await pause(20);
    stop.abort();
    await reading;
    expect(seen).toStrictEqual([0, 1]);
  });

  it('that falls silent and is then lost, while it is looked for, is waited for too, and the process lives on', async () => {
    const log = await openLog(`${addresses['several hosts']()}&maxDiscoverAttempts=1&gossipTimeout=1`);
    await log.append('silent-1', 'none', [fresh()]);
    for (const { wire } of cluster.nodes) wire.hush();
    const patient = (n: number) => log.append(`silent-${n}`, 'none', [fresh()], { within: PATIENCE });
    const first = patient(2);
    await pause(1_000);
    const second = patient(3);
    await pause(1_300);
    for (const { wire } of cluster.nodes) wire.refuse();
    await pause(3_000);
    for (const { wire } of cluster.nodes) wire.mend();
    expect([(await first).revision, (await second).revision]).toStrictEqual([0, 0]);
  });

  it('of which no node answers for a while is waited for, and the process lives on', async () => {
    const log = await openLog(`${addresses['several hosts']()}&maxDiscoverAttempts=2`);
    await log.append('none-1', 'none', [fresh()]);
    for (const { wire } of cluster.nodes) wire.refuse();
    const sent = Array.from({ length: 12 }, (_, n) =>
      log.append(`none-${n + 2}`, 'none', [fresh()], { within: 1_500 }),
    );
    for (const each of await Promise.allSettled(sent))
      expect(each).toMatchObject({ reason: expect.any(LogUnavailable) as object });
    for (const { wire } of cluster.nodes) wire.mend();
    expect((await log.append('none-1', 0, [fresh()], { within: PATIENCE })).revision).toBe(1);
  });
});
