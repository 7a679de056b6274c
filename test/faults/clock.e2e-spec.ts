import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresEventLog } from '#app/platform';
import { run } from '../roles.server';
import { behind, expectDense, expectEchoes, expectRowsOfCheckpoints, heldIn } from './checker';
import { Child } from './child';
import { Cluster } from './cluster';
import { counted, openLog } from './counted';
import { MovedClock, faketime } from './moved.clock';
import { isLong } from './settings';
import { PATIENCE } from '../patience';

const LEASE_MS = 500;
const ROUNDS = isLong ? 10 : 1;
const DAY = 86_400_000;

if (isLong) jest.setTimeout(600_000);

const library = faketime();
const describeIfThere = library === undefined ? describe.skip : describe;

describeIfThere('a PostgreSQL whose own clock jumps', () => {
  let clock: MovedClock;
  let cluster: Cluster;
  let log: PostgresEventLog;
  let engine: Child;

  beforeAll(async () => {
    clock = await MovedClock.by(library ?? '');
    cluster = await clock.under(() => Cluster.start());
    log = await openLog(cluster.url);
    engine = new Child('projector', cluster.url, String(LEASE_MS));
  });
  afterAll(async () => {
    await engine.kill();
    await log.close();
    await cluster.stop();
    await clock.end();
  });

  const days = async (): Promise<number> => {
    const { rows } = await run(cluster.url, 'SELECT clock_timestamp() AS now');
    const ahead = ((rows as { now: Date }[])[0]?.now.getTime() ?? NaN) - Date.now();
    return Math.round(ahead / DAY) + 0;
  };
  const write = async (): Promise<void> => {
    for (let n = 0; n < 30; n++)
      await log.append(`tally-${n % 3}`, 'any', [counted(randomUUID(), 'Counted', { n, of: '' })]);
  };
  const caughtUp = async (): Promise<void> => {
    const end = Date.now() + PATIENCE;
    for (let late = behind(await heldIn(cluster.url)); late.length > 0; late = behind(await heldIn(cluster.url))) {
      if (Date.now() > end) throw new Error(`Behind: ${late.join(', ')}. ${engine.lines.slice(-3).join('\n')}`);
      await pause(50);
    }
  };

  it(`keeps log and rows in order, forwards and back, also where whoever led them died before, ${ROUNDS} times`, async () => {
    await write();
    await caughtUp();
    for (let round = 0; round < ROUNDS; round++) {
      for (const [offset, expected] of [
        ['+1d', 1],
        ['-1d', -1],
        ['+0', 0],
      ] as const) {
        await clock.set(offset);
        expect(await days()).toBe(expected);
        await write();
        await caughtUp();
      }
      await clock.set('+1d');
      await write();
      await caughtUp();
      // Its lease ends tomorrow, and nobody may wait until then.
      await engine.kill();
      await clock.set('-1d');
      engine = new Child('projector', cluster.url, String(LEASE_MS));
      await write();
      await caughtUp();
    }
    const held = await heldIn(cluster.url);
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
    expectEchoes(held.events);
  });
});
