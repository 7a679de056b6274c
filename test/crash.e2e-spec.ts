import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { dateInLondon } from '#app/calendar';
import { planned } from '../apps/local/src/demonstration/load/plan';
import { type Held, behind, expectDense, expectRowsOfCheckpoints, heldBy } from './crash.checker';
import { LocalSystem, type Program } from './crash.system';
import { Writers, expectNothingElse, expectStoredOnce } from './crash.writers';
import { healthOf } from './health';
import { PATIENCE } from './patience';

// Begun anew after every kill: a machine with other work takes several times as long; what hangs still ends.
jest.setTimeout(600_000);

const KILLS = 5;
const WRITERS = 4;

describe('the local system, killed in the middle of anything', () => {
  let system: LocalSystem;
  let running: Program;
  let writers: Writers;

  beforeAll(async () => {
    system = await LocalSystem.inNewFolder();
    writers = new Writers([system.url]);
  });
  afterAll(() => system.remove());

  const moment = (from: number, to: number): Promise<void> => pause(from + Math.random() * (to - from));

  /** What a killed process has left, read while nobody works on it. */
  const expectWhole = async (): Promise<Held> => {
    const held = await heldBy(await system.databaseUrl());
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
    return held;
  };

  it('goes on with the demonstration year where its very first load was broken off', async () => {
    const first = system.begin();
    await first.says('Loading the demonstration year');
    await moment(50, 400);
    await first.end('SIGKILL');
    const half = (await expectWhole()).events.length;

    running = await system.start();
    const { events } = await expectWhole();
    const acts = planned(dateInLondon(events[0]?.at ?? ''));
    expect(half).toBeLessThan(acts.length);
    const taken = new Set(events.map(({ metadata }) => metadata.causationId));
    expect(acts.filter(({ commandId }) => !taken.has(commandId))).toEqual([]);
  });

  it('keeps every acknowledged command, once, however often it is killed', async () => {
    writers.begin(WRITERS);
    for (let kill = 0; kill < KILLS; kill++) {
      const before = writers.answered.length;
      await moment(150, 900);
      while (writers.answered.length < before + WRITERS) await pause(5);
      await running.end('SIGKILL');
      const acknowledged = [...writers.answered];
      expectStoredOnce(acknowledged, (await expectWhole()).events);
      running = await system.start();
    }
  });

  it('carries on by itself when PostgreSQL is killed under it', async () => {
    const before = writers.answered.length;
    const killed = (await system.postmaster()) ?? 0;
    await moment(50, 400);
    process.kill(killed, 'SIGKILL');
    await running.says('PostgreSQL was ended by something else');
    while (writers.answered.length < before + 5 * WRITERS) await pause(20);
    expect(await system.postmaster()).not.toBe(killed);
  });

  it('takes nothing back when system and PostgreSQL are killed together', async () => {
    process.kill((await system.postmaster()) ?? 0, 'SIGKILL');
    await running.end('SIGKILL');
    running = await system.start();
  });

  it('then holds what was written and nothing else', async () => {
    await writers.stop();
    expect(writers.answered).toHaveLength(writers.sent.length);
    await caughtUp();
    await healthOf(system.url, 200);
    const held = await expectWhole();
    expect(behind(held)).toEqual([]);
    expectStoredOnce(writers.sent, held.events);
    expectNothingElse(writers.sent, held.events);
    expect([...writers.statuses.keys()].filter((status) => ![200, 201, 503, 'cut off'].includes(status))).toEqual([]);
  });

  it('is looked at by eyes that see one row or one version of it too few, a checkpoint ahead, a gap and a command taken twice', async () => {
    const held = await expectWhole();
    const [model] = [...held.rows.keys()];
    const head = held.events.length;
    const spoilt: readonly Held[] = [
      { ...held, rows: new Map([...held.rows].map(([each, rows]) => [each, each === model ? rows.slice(1) : rows])) },
      { ...held, histories: new Map([...held.histories].map(([each, versions]) => [each, versions.slice(1)])) },
      { ...held, checkpoints: new Map([...held.checkpoints].map(([reader]) => [reader, BigInt(head)])) },
    ];
    for (const each of spoilt)
      expect(() => {
        expectRowsOfCheckpoints(each);
      }).toThrow();
    expect(() => {
      expectDense(held.events.toSpliced(head - 2, 1));
    }).toThrow();
    const [sent] = writers.sent;
    const again = held.events.filter(({ metadata }) => metadata.causationId === sent?.key);
    expect(() => {
      expectStoredOnce(writers.answered, [...held.events, ...again]);
    }).toThrow();
  });

  it('answers every key again as it did the first time', async () => {
    const before = (await heldBy(await system.databaseUrl())).events.length;
    for (const sent of writers.sent) expect(await writers.again(sent)).toMatchObject({ ...sent.answer });
    expect((await heldBy(await system.databaseUrl())).events).toHaveLength(before);
  });

  /** A reader that failed while PostgreSQL was away waits before it tries again. */
  async function caughtUp(): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end && behind(await heldBy(await system.databaseUrl())).length > 0) await pause(200);
  }
});
