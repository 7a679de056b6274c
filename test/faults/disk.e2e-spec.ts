import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable, type NewEvent, type PostgresEventLog } from '#app/platform';
import { everything, expectDense } from './checker';
import { Cluster } from './cluster';
import { counted, openLog } from './counted';
import { SmallDisk, smallDisks } from './small.disk';
import { PATIENCE } from '../patience';

const describeIfThere = smallDisks() ? describe : describe.skip;

describeIfThere('a log whose disk is full', () => {
  let disk: SmallDisk;
  let cluster: Cluster;
  let log: PostgresEventLog;

  beforeAll(async () => {
    disk = SmallDisk.of(160);
    cluster = await Cluster.start({ within: disk.folder });
    log = await openLog(cluster.url);
  });
  afterAll(async () => {
    await log.close();
    await cluster.stop();
    disk.away();
  });

  it('says that it is not available, loses nothing, and takes the same appends when there is room again', async () => {
    await disk.fill(2_000_000);

    const large = (): NewEvent =>
      counted(randomUUID(), 'Counted', { n: 1, of: randomBytes(60_000).toString('base64') });
    const kept: NewEvent[] = [];
    let refused: NewEvent | undefined;
    let said: unknown;
    for (let n = 0; n < 400 && !refused; n++) {
      const event = large();
      try {
        await log.append('tally-1', 'any', [event], { within: 1_000 });
        kept.push(event);
      } catch (error) {
        [refused, said] = [event, error];
      }
    }
    expect(said).toBeInstanceOf(LogUnavailable);
    if (!refused) throw new Error('The disk was never full');

    await disk.clear();
    await taken(log, refused);
    kept.push(refused);
    const held = await everything(log);
    expectDense(held);
    expect(held.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
  });
});

describeIfThere('a server whose disk is too small to start on', () => {
  it('leaves nothing of itself behind', async () => {
    const disk = SmallDisk.of(8);
    try {
      await expect(Cluster.start({ within: disk.folder })).rejects.toThrow('No space left on device');
      expect(await readdir(disk.folder)).toEqual([]);
    } finally {
      disk.away();
    }
  });
});

/** PostgreSQL may have stopped in the meantime and be on its way back. */
async function taken(log: PostgresEventLog, event: NewEvent): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      await log.append('tally-1', 'any', [event]);
      return;
    } catch (error) {
      if (!(error instanceof LogUnavailable) || Date.now() > end) throw error;
    }
    await pause(200);
  }
}
