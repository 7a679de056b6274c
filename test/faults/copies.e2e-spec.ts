import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresEventLog, START, enterAgain } from '#app/platform';
import { trail } from '../trail-log.house';
import { everything, expectDense, expectEchoes, expectRowsOfCheckpoints, heldIn } from './checker';
import { Cluster } from './cluster';
import { counted, openLog } from './counted';
import { isLong } from './settings';
import { echo, engineOn, openRows } from './tally';
import { tool } from './tools';

const EVENTS = isLong ? 20_000 : 400;

if (isLong) jest.setTimeout(600_000);

/** An older one refuses a newer server. */
const dump = tool('pg_dump', 'postgresql-client-18', 'a restore from pg_dump 18', 18);
const itIfThere = dump === undefined ? it.skip : it;

describe('copies of a log', () => {
  let primary: Cluster;
  let log: PostgresEventLog;
  let folder: string;

  beforeAll(async () => {
    primary = await Cluster.start();
    log = await openLog(primary.url);
    folder = await mkdtemp(join(tmpdir(), 'learning-trail-copies-'));
    await chmod(folder, 0o755);
  });
  afterAll(async () => {
    await log.close();
    await primary.stop();
    await rm(folder, { recursive: true });
  });

  const write = async (events: number): Promise<void> => {
    const writer = async (w: number) => {
      for (let n = 0; n < events / 4; n++)
        await log.append(`tally-${w}`, 'any', [counted(randomUUID(), 'Counted', { n: n % 20, of: '' })]);
    };
    await Promise.all([writer(1), writer(2), writer(3), writer(4)]);
  };
  const fold = async (url: string): Promise<void> => {
    const [from, db] = [await openLog(url), await openRows(url)];
    const engine = engineOn(from, db, () => undefined);
    await engine.catchUp();
    await engine.stop();
    await Promise.all([from.close(), db.destroy()]);
  };

  const goOn = async (url: string, after: bigint): Promise<void> => {
    const db = await openRows(url);
    await expect(enterAgain(`reaction:${echo.name}`, after, db.manager)).resolves.toBe(true);
    await db.destroy();
  };

  /** On a server of its own, whole and with its rows; `acted`: up to where the reaction had acted on it. */
  const restored = async (file: string, acted: bigint, then: (url: string) => Promise<void>): Promise<void> => {
    const other = await Cluster.start();
    try {
      await expect(trail(other.url, 'restore', file)).resolves.toMatchObject({ code: 0 });
      await expect(trail(other.url, 'check')).resolves.toMatchObject({ code: 0 });
      expect((await trail(other.url, 'export')).said).toBe(await readFile(file, 'utf8'));
      await goOn(other.url, acted);
      await fold(other.url);
      await then(other.url);
    } finally {
      await other.stop();
    }
  };

  it('made by an export under load, and restored, are the log as far as it went, with the rows of that', async () => {
    await write(EVENTS / 2);
    const during = join(folder, 'during.jsonl');
    const ended = new AbortController();
    const writing = (async () => {
      while (!ended.signal.aborted) await write(EVENTS / 4);
      await write(EVENTS / 4);
    })();
    const exported = await trail(primary.url, 'export', during).finally(() => {
      ended.abort();
    });
    await writing;
    expect(exported.code).toBe(0);
    const whole = await everything(log);
    const count = (await readFile(during, 'utf8')).trimEnd().split('\n').length - 1;
    expect(count).toBeGreaterThanOrEqual(EVENTS / 2);
    expect(count).toBeLessThan(whole.length);
    await restored(during, START, async (url) => {
      const there = await heldIn(url);
      expect(there.events.slice(0, count)).toEqual(whole.slice(0, count));
      expectRowsOfCheckpoints(there);
      expectEchoes(there.events);
    });
  });

  it('made by an export, and restored, are the same log with the same rows', async () => {
    await fold(primary.url);
    const file = join(folder, 'whole.jsonl');
    await expect(trail(primary.url, 'export', file)).resolves.toMatchObject({ code: 0 });
    await restored(file, await log.head(), async (url) => {
      const [there, here] = [await heldIn(url), await heldIn(primary.url)];
      expect(there.events).toEqual(here.events);
      expect(there.rows).toEqual(here.rows);
      expectRowsOfCheckpoints(there);

      // It goes on where it was, and knows what it has had.
      const copy = await openLog(url);
      const [first] = here.events;
      const again = await copy.append(first?.stream ?? '', 'none', [
        counted(first?.id ?? '', 'Counted', { n: 0, of: '' }),
      ]);
      expect(again.position).toBe(START + 1n);
      const { position } = await copy.append('tally-new', 'none', [counted(randomUUID(), 'Counted', { n: 1, of: '' })]);
      expect(position).toBe(BigInt(here.events.length));
      await copy.close();
    });
  });

  itIfThere('made by pg_dump, where there is one of the server’s own version, are the same log', async () => {
    const file = join(folder, 'dump');
    const other = await Cluster.start({ empty: true });
    try {
      execFileSync('pg_dump', ['--format=custom', `--file=${file}`, primary.superuserUrl]);
      execFileSync('pg_restore', [`--dbname=${other.superuserUrl}`, file]);
      await expect(trail(other.url, 'check')).resolves.toMatchObject({ code: 0 });
      expect((await heldIn(other.url)).events).toEqual((await heldIn(primary.url)).events);
    } finally {
      await other.stop();
    }
  });

  it('that follow the primary never show a later event before an earlier one', async () => {
    const replica = await Cluster.replicaOf(primary);
    const copy = await openLog(replica.url);
    try {
      const after = await log.head();
      const writing = write(EVENTS);
      const end = after + BigInt(EVENTS);
      const followed: bigint[] = [];
      const following = (async () => {
        for await (const { events, upTo } of copy.subscribe(after, {}, new AbortController().signal)) {
          followed.push(...events.map(({ position }) => position));
          if (upTo >= end) return;
        }
      })();
      let looks = 0;
      for (let last = after; last < end; looks++) {
        // Throws PositionMissing where one is not there.
        const events = await copy.readAll(last, 500);
        last = events.at(-1)?.position ?? last;
      }
      await Promise.all([writing, following]);
      expect(looks).toBeGreaterThan(3);
      expect(followed).toEqual(Array.from({ length: EVENTS }, (_, n) => after + BigInt(n) + 1n));
      const held = await everything(copy);
      expectDense(held);
      expect(held).toEqual(await everything(log));
      await expect(
        copy.append('tally-1', 'any', [counted(randomUUID(), 'Counted', { n: 1, of: '' })], { within: 300 }),
      ).rejects.toThrow('does not answer');
    } finally {
      await copy.close();
      await replica.stop();
    }
  });
});
