import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import {
  CheckpointMoved,
  type EngineOptions,
  Engine,
  FOLLOWING_IN_TIME,
  Rebuild,
  StillSeen,
  type Succeeding,
  asAt,
  catchUp,
  connecting,
  pause,
  resume,
  retire,
  versionRow,
} from '#app/platform';
import {
  PairedRow,
  all,
  besideTallies,
  firstVersion,
  makeSecond,
  never,
  pairedIn,
  second,
  secondVersion,
} from './engine.second';
import { type Tallies, eventually } from './engine.tally';

describe('a new version of a read model', () => {
  const beside = besideTallies([PairedRow, versionRow(PairedRow)]);
  const { engines } = beside;
  let house: Tallies;
  let db: DataSource;
  let said: Succeeding[] = [];

  beforeAll(() => {
    ({ house, db } = beside);
  });
  beforeEach(async () => {
    second.poisonous = false;
    said = [];
    await makeSecond(house, db);
  });
  afterEach(async () => {
    await new Rebuild(secondVersion, house.log, db).giveUp();
    await db.query('DROP TABLE IF EXISTS "tally_2", "tally_2_history"');
  });

  const engine = (options: Partial<EngineOptions> = {}): Engine => {
    const { log } = house;
    const tell = (how: Succeeding) => void said.push(how);
    const own = { log, db, models: [secondVersion], report: () => undefined, said: tell, leaseMs: 300 };
    const made = new Engine({ ...own, ...options });
    engines.push(made);
    return made;
  };
  const paired = () => pairedIn(db);
  const isKnown = async () => (await house.checkpoint('tally-2')) !== undefined;

  it('is filled beside the one before, compared by the columns of both, and known when it holds as much', async () => {
    await engine().catchUp();
    expect(await paired()).toEqual(all);
    expect(said.at(0)).toMatchObject({ reader: 'tally-2', filled: { of: 2099n } });
    expect(said.at(-1)).toMatchObject({
      reader: 'tally-2',
      switched: {
        before: { reader: 'tally-1', table: 'tally_1' },
        kept: [],
        comparisons: [
          { table: 'tally_1', old: { rows: 3 }, rebuilt: { rows: 3 }, differing: [] },
          { table: 'tally_1_history', old: { rows: 2100 }, rebuilt: { rows: 2100 }, differing: [] },
        ],
      },
    });
    expect(await house.checkpoint('tally-2')).toMatchObject({ position: '2099', state: 'running' });
    expect(await house.checkpoint('tally-2/building')).toBeUndefined();
    const past = await asAt(db, PairedRow, { position: 0n }, 'r').getMany();
    expect(past).toMatchObject([{ name: 'a', count: 1, pairs: 0 }]);
  });

  it('is not seen before that: nobody knows its reader, and people and their engine go on with the one before', async () => {
    await pauseAtOnce();
    const old = house.engine({ models: [firstVersion] });
    old.follow();
    engine().follow();
    await house.happens('Counted', 'd', 2);
    await eventually(async () => (await house.counts())['d'] === 2);
    await setTimeout(700);
    expect(await isKnown()).toBe(false);
    expect(await paired()).toEqual({});
    await resume('tally-2/building', db.manager);
    const again = engine();
    await again.catchUp();
    expect(await paired()).toEqual({ ...all, 'd 2': 1 });
    await house.happens('Counted', 'd', 2);
    await eventually(async () => (await house.counts())['d'] === 4);
  });

  it('loses and doubles nothing when it is switched under those who write and those who follow', async () => {
    house.engine({ models: [firstVersion] }).follow();
    const stopped = house.keepsHappening();
    for (const one of [engine(), engine()]) one.follow();
    await eventually(isKnown);
    await setTimeout(200);
    const head = String(await stopped());
    await eventually(async () => (await house.checkpoint('tally-2'))?.position === head);
    await eventually(async () => (await house.checkpoint('tally-1'))?.position === head);
    const counts = Object.entries(await house.counts()).map(([name, n]) => [`${name} ${n}`, Math.floor(n / 2)]);
    expect(await paired()).toEqual(Object.fromEntries(counts));
    const same = { differing: [] };
    expect(said.filter((how) => 'switched' in how)).toMatchObject([{ switched: { comparisons: [same, same] } }]);
  });

  it('is filled, compared and switched where a pooler gives another session to every transaction', async () => {
    const extra = connecting({ databaseUrl: house.url, pooled: true }, {}, FOLLOWING_IN_TIME);
    const pooled = await new DataSource({
      type: 'postgres',
      url: house.url,
      entities: [PairedRow],
      extra,
    }).initialize();
    try {
      await engine({ db: pooled }).catchUp();
      expect(await paired()).toEqual(all);
    } finally {
      await pooled.destroy();
    }
  });

  it('may hold something else: what differs is told by its columns, and it is switched all the same', async () => {
    await db.query(`UPDATE "tally_1" SET "count" = 7 WHERE "name" = 'b'`);
    await engine().catchUp();
    expect(said.at(-1)).toMatchObject({
      switched: { comparisons: [{ table: 'tally_1', differing: ['count'] }, { differing: [] }] },
    });
    expect(await paired()).toEqual(all);
  });

  it('stops at an event that it cannot take, says which, and is switched when it can', async () => {
    await house.happens('Poison', 'p');
    await catchUp(firstVersion, house.log, house.db);
    second.poisonous = true;
    const reports: string[] = [];
    await engine({ report: (reader, error) => reports.push(`${reader}: ${String(error)}`) }).catchUp();
    expect(reports).toEqual([expect.stringContaining('tally-2: Error: The projection cannot take event')]);
    const stopped = await house.checkpoint('tally-2/building');
    expect(stopped).toMatchObject({
      state: 'stopped',
      trouble: { event: { stream: 'tally-p', position: '2100' }, error: expect.stringContaining('tally-p') as string },
    });
    expect(await isKnown()).toBe(false);
    expect(await house.counts()).toMatchObject({ p: 1 });
    second.poisonous = false;
    await resume('tally-2/building', db.manager);
    await engine().catchUp();
    expect(await paired()).toEqual({ ...all, 'p 1': 0 });
  });

  it('goes on by itself in an engine at work when it is resumed', async () => {
    await pauseAtOnce();
    engine().follow();
    await setTimeout(400);
    expect(await isKnown()).toBe(false);
    await resume('tally-2/building', db.manager);
    await eventually(isKnown);
    await house.happens('Counted', 'd', 2);
    await eventually(async () => (await paired())['d 2'] === 1);
  });

  it('is not filled again by whoever still took it for new when another had switched it', async () => {
    const late = new Rebuild(secondVersion, house.log, db);
    await engine().catchUp();
    await expect(late.begin(true)).rejects.toThrow(CheckpointMoved);
    expect(await house.checkpoint('tally-2/building')).toBeUndefined();
  });

  it('has read what came last at the time at which that came, whatever the clocks of writers say later', async () => {
    const begun = new Rebuild(secondVersion, house.log, db);
    await begun.begin(true);
    await begun.fill(() => undefined, never);
    house.time = '2026-03-02T10:00:00.000Z';
    await house.happens('Counted', 'a');
    await catchUp(firstVersion, house.log, house.db);
    await begun.finish(false);
    house.time = '2026-03-02T09:30:00.000Z';
    await house.happens('Counted', 'a');
    await engine().catchUp();
    expect(await paired()).toMatchObject({ 'a 702': 351 });
    expect((await house.checkpoint('tally-2'))?.reachedTime).toEqual(new Date('2026-03-02T10:00:00.000Z'));
  });

  it('is not switched by a log that ends before the place at which people see the one before', async () => {
    const begun = new Rebuild(secondVersion, house.log, db);
    await begun.begin(true);
    await begun.fill(() => undefined, never);
    await house.db.query(`UPDATE "checkpoint" SET "position" = 5000 WHERE "reader" = 'tally-1'`);
    await expect(begun.finish(false)).rejects.toThrow('it is another one, or an older copy');
    expect(await isKnown()).toBe(false);
  });

  it('follows at once where there was no version before it', async () => {
    await house.db.query(`DELETE FROM "known_reader" WHERE "reader" = 'tally-1'`);
    await engine().catchUp();
    expect([await paired(), said]).toEqual([all, []]);
  });

  it('keeps the one before from being dropped until then', async () => {
    await expect(retire('tally-1', ['tally-2'], db)).rejects.toThrow(StillSeen);
    await expect(retire('tally-1', ['tally-2'], db)).rejects.toThrow('until tally-2 has been filled');
    await engine().catchUp();
    // Another that may make no tables has begun to follow it.
    await db.query(`UPDATE "checkpoint" SET "position" = 7 WHERE "reader" = 'tally-2'`);
    await expect(retire('tally-1', ['tally-2'], db)).rejects.toThrow('until tally-2 has been filled');
    await db.query(`UPDATE "checkpoint" SET "position" = 2099 WHERE "reader" = 'tally-2'`);
    await db.query('CREATE TABLE "tally_7" ("name" text)');
    await db.query(`UPDATE "known_reader" SET "table" = 'tally_7' WHERE "reader" = 'tally-1'`);
    await expect(retire('tally-1', ['tally-2'], db)).resolves.toEqual(['tally_7']);
  });

  /** As where somebody has paused its filling before it has read anything. */
  async function pauseAtOnce(): Promise<void> {
    await new Rebuild(secondVersion, house.log, db).begin();
    await pause('tally-2/building', db.manager);
    await expect(new Rebuild(secondVersion, house.log, db).fill(() => undefined, never)).rejects.toThrow(
      'led by another',
    );
  }
});
