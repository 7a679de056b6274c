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
    let why: string | undefined;
    for (let n = 0; n < 400 && !refused; n++) {
      const event = large();
      try {
        await log.append('tally-1', 'any', [event], { within: 1_000 });
      } catch (error) {
        expect(error).toBeInstanceOf(LogUnavailable);
        // On a slow machine one that is only late is told the same.
        why = await refusal(log, event);
      }
      if (why === undefined) kept.push(event);
      else refused = event;
    }
    if (!refused) throw new Error('The disk was never full');
    expect(why).toMatch(FULL);

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

/** No room for what was asked; or no server, where there was no room for what it must write. */
const FULL = /^(?:53100|57P0[1-3]|ECONNREFUSED)$/;

/** PostgreSQL has cut it, for it took too long. */
const CUT = '57014';

/** Why it is not taken; undefined where it is, be it later. */
async function refusal(log: PostgresEventLog, event: NewEvent): Promise<string | undefined> {
  const appends = [{ stream: 'tally-1', expected: 'any' as const, events: [event] }];
  for (;;) {
    const said = await log.appendMany(appends, { within: 1_000 }).catch((error: unknown) => error);
    if (!(said instanceof LogUnavailable)) return undefined;
    const { code } = said.cause as { code?: string };
    if (code !== undefined && code !== CUT) return code;
  }
}

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
