import 'reflect-metadata';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { Engine, Rebuild, type Succeeding, boundTo, historyOf, keepApart, readModel, versionRow } from '#app/platform';
import { PairedRow, all, makeSecond, never, pairedIn, secondVersion } from './engine.second';
import { type TallyEvent, Tallies, eventually } from './engine.tally';
import { superuserOf } from './erasure.disk';

@Entity('twin_2')
class TwinRow {
  @PrimaryColumn('text') name: string;
  @Column('int') count: number;
}

/** A second read model of a new version. */
const twins = readModel<TwinRow>(
  {
    name: 'twin',
    version: 2,
    categories: ['tally'],
    rows: ({ event }) => {
      const { name } = (event as TallyEvent).data;
      return [{ key: name, change: (row) => ({ name, count: (row?.count ?? 0) + 1 }) }];
    },
  },
  TwinRow,
);

describe('a new version of a read model, for an engine that may make no tables', () => {
  let house: Tallies;
  let superuser: DataSource;
  let owner: DataSource;
  let guest: DataSource;
  const engines: Engine[] = [];
  let said: Succeeding[] = [];

  beforeAll(async () => {
    house = await Tallies.open();
    const entities = [PairedRow, versionRow(PairedRow), TwinRow];
    const open = (url: string) => new DataSource({ type: 'postgres', url, entities }).initialize();
    owner = await open(house.url);
    superuser = await open(superuserOf(house.url));
    const login = decodeURIComponent(new URL(house.url).username);
    await superuser.query(`CREATE ROLE only_following; GRANT only_following TO "${login}"`);
    guest = await open(boundTo(house.url, { role: 'only_following' }));
  });
  beforeEach(async () => {
    said = [];
    await makeSecond(house, owner);
    await letFollow();
  });
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.stop();
    await new Rebuild(secondVersion, house.log, owner).giveUp();
    await owner.query('DROP TABLE IF EXISTS "tally_2", "tally_2_history"');
  });
  afterAll(async () => {
    await guest.destroy();
    await superuser.query('DROP OWNED BY only_following; DROP ROLE only_following');
    await superuser.destroy();
    await owner.destroy();
    await house.close();
  });

  const engine = (db: DataSource, models = [secondVersion], hear: () => unknown = () => undefined): Engine => {
    const tell = (how: Succeeding) => {
      said.push(how);
      hear();
    };
    const made = new Engine({ log: house.log, db, models, report: () => undefined, said: tell, leaseMs: 300 });
    engines.push(made);
    return made;
  };
  /** As a real house lets its projector; tables that a rebuild makes are guarded. */
  const letFollow = async (...guarded: readonly string[]) => {
    await superuser.query('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO only_following');
    for (const table of guarded)
      await superuser.query(`CREATE POLICY following ON "${table}" TO only_following USING (TRUE)`);
  };
  /** With a version before of the second read model, whose table has been filled. */
  const withTwins = async (use: () => Promise<void>) => {
    for (const table of ['twin_1', 'twin_2']) {
      await owner.query(`CREATE TABLE "${table}" ("name" text PRIMARY KEY, "count" integer NOT NULL)`);
      await keepApart(table, owner.manager);
    }
    await owner.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ('twin-1', 'twin_1')`);
    await owner.query(`INSERT INTO "checkpoint" ("reader", "position") VALUES ('twin-1', 2099)`);
    try {
      await letFollow();
      await use();
    } finally {
      await owner.query('DROP TABLE IF EXISTS "twin_1", "twin_2", "twin_2_building"');
    }
  };
  const isKnown = async () => (await house.checkpoint('tally-2')) !== undefined;

  it('is followed from its beginning where nobody fills its table', async () => {
    await engine(guest).catchUp();
    expect([await pairedIn(owner), said]).toEqual([all, []]);
  });

  it('is waited for where somebody does, as is said, and followed when it has been switched', async () => {
    const rebuild = new Rebuild(secondVersion, house.log, owner);
    await rebuild.begin(true);
    await letFollow('tally_2_building', historyOf('tally_2_building'));
    await engine(guest).catchUp();
    expect([await isKnown(), said]).toEqual([false, [{ reader: 'tally-2', awaited: true, led: false }]]);
    engine(guest).follow();
    await rebuild.fill(() => undefined, never);
    const { before, comparisons } = await rebuild.finish(false);
    expect([before?.reader, comparisons.map(({ differing }) => differing)]).toEqual(['tally-1', [[], []]]);
    await house.happens('Counted', 'd', 2);
    await eventually(async () => (await pairedIn(owner))['d 2'] === 1);
    expect(await pairedIn(owner)).toEqual({ ...all, 'd 2': 1 });
  });

  it('is waited for with word whether anybody is at it: one of several is filled at a time', async () => {
    const versions = [secondVersion, twins];
    await withTwins(async () => {
      for (const model of versions) await new Rebuild(model, house.log, owner).begin(true);
      const leads = (until: string) =>
        owner.query(`UPDATE "checkpoint" SET "leaseUntil" = ${until} WHERE "reader" = 'twin-2/building'`);
      const heard = async () => {
        said = [];
        await engine(guest, versions).catchUp();
        return said;
      };
      const awaited = (led: boolean) => ['tally-2', 'twin-2'].map((reader) => ({ reader, awaited: true, led }));
      expect(await heard()).toEqual(awaited(false));
      await leads(`clock_timestamp() + interval '20 seconds'`);
      expect(await heard()).toEqual(awaited(true));
      // As by one that died before the clock of PostgreSQL was put back.
      await leads(`clock_timestamp() + interval '1 day'`);
      expect(await heard()).toEqual(awaited(false));
      await leads(`clock_timestamp() - interval '1 second'`);
      expect(await heard()).toEqual(awaited(false));
    });
  });

  it('is followed from its beginning when whoever filled its table has given that up', async () => {
    const rebuild = new Rebuild(secondVersion, house.log, owner);
    await rebuild.begin(true);
    engine(guest).follow();
    await eventually(() => Promise.resolve(said.length > 0));
    expect(await isKnown()).toBe(false);
    await rebuild.giveUp();
    await eventually(async () => (await house.checkpoint('tally-2'))?.position === '2099');
    expect(await pairedIn(owner)).toEqual(all);
  });

  it('is begun for every read model before the first table is filled: none is followed meanwhile', async () => {
    let twin: Promise<unknown> | undefined;
    await withTwins(async () => {
      await engine(owner, [secondVersion, twins], () => (twin ??= house.checkpoint('twin-2/building'))).catchUp();
      expect(said[0]).toMatchObject({ reader: 'tally-2' });
      expect(await twin).toMatchObject({ position: '-1', state: 'running' });
      expect(said.filter((how) => 'switched' in how).map(({ reader }) => reader)).toEqual(['tally-2', 'twin-2']);
    });
  });
});
