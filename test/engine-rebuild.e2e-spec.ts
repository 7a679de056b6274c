import 'reflect-metadata';
import {
  CannotRebuild,
  CheckpointMoved,
  Differs,
  PolicyLacking,
  Rebuild,
  asAt,
  catchUp,
  pause,
  readModel,
  resume,
  retire,
} from '#app/platform';
import { never } from './engine.second';
import { TallyRow, Tallies, eventually, tallyProjection } from './engine.tally';

let poisonous = false;
const projection = { ...tallyProjection(() => poisonous), history: true as const };
const model = readModel<TallyRow>(projection, TallyRow);

describe('rebuilding a read model beside the old one', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(async () => {
    poisonous = false;
    await house.empty();
    for (const name of ['a', 'b', 'c']) await house.happens('Counted', name, 700);
    await catchUp(model, house.log, house.db);
  });
  afterEach(async () => {
    await rebuild().giveUp();
    await retire('tally-1', ['tally-1'], house.db);
  });
  afterAll(() => house.close());

  const rebuild = (log: ConstructorParameters<typeof Rebuild>[1] = house.log) => new Rebuild(model, log, house.db, 300);
  const filled = async (): Promise<Rebuild> => {
    const begun = rebuild();
    await begun.begin();
    await begun.fill(() => undefined, never);
    return begun;
  };
  const all = { a: 700, b: 700, c: 700 };
  const tables = async (): Promise<readonly string[]> => {
    const rows: { name: string }[] = await house.db.query(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE 'tally%' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };

  it('finds the same in both, switches them, and keeps the old one until it is retired', async () => {
    const { comparisons, kept } = await (await filled()).finish(false);
    expect(comparisons).toMatchObject([
      { table: 'tally_1', old: { rows: 3 }, rebuilt: { rows: 3 } },
      { table: 'tally_1_history', old: { rows: 2100 }, rebuilt: { rows: 2100 } },
    ]);
    expect(kept).toEqual(['tally_1_old_1', 'tally_1_history_old_1']);
    await expect(house.counts()).resolves.toEqual(all);
    expect((await (await filled()).finish(false)).kept).toEqual(['tally_1_old_2', 'tally_1_history_old_2']);
    await expect(retire('tally-1', ['tally-1'], house.db)).resolves.toHaveLength(4);
    expect(await tables()).toEqual(['tally_1', 'tally_1_history']);
  });

  it('has the indexes of the old table, and its history too', async () => {
    const shapes = async () => {
      const rows: { table: string; shape: string }[] = await house.db.query(
        `SELECT tablename AS table, regexp_replace(indexdef, '^.* USING ', '') AS shape FROM pg_indexes
          WHERE tablename IN ('tally_1', 'tally_1_history') ORDER BY 1, 2`,
      );
      return rows;
    };
    const before = await shapes();
    await (await filled()).finish(false);
    expect(await shapes()).toEqual(before);
  });

  it('lets pages read the old table meanwhile, and its reader fill it', async () => {
    const begun = rebuild();
    await begun.begin();
    let seen: object | undefined;
    await begun.fill((how) => {
      seen = how;
    }, never);
    expect(seen).toMatchObject({ position: 2099n, of: 2099n, rate: expect.any(Number) as number });
    await house.happens('Counted', 'd', 5);
    await catchUp(model, house.log, house.db);
    await expect(house.counts()).resolves.toEqual({ ...all, d: 5 });
    await begun.finish(false);
    await expect(house.counts()).resolves.toEqual({ ...all, d: 5 });
  });

  it('does not lose or double an event when it switches under a reader at work', async () => {
    house.engine({ models: [model] }).follow();
    const stopped = house.keepsHappening();
    for (let time = 0; time < 3; time++) {
      const begun = await filled();
      await begun.finish(false);
    }
    const head = await stopped();
    await eventually(async () => (await house.checkpoint('tally-1'))?.position === String(head));
    const events = await house.events();
    const counts = new Map<string, number>();
    for (const { event } of events) {
      const { name } = event.data as { name: string };
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    await expect(house.counts()).resolves.toEqual(Object.fromEntries(counts));
    const past = await asAt(house.db, TallyRow, { position: 2099n }, 'r').getMany();
    expect(Object.fromEntries(past.map(({ name, count }) => [name, count]))).toEqual(all);
  });

  it('says what differs and switches nothing, unless that is accepted', async () => {
    await house.db.query(`UPDATE "tally_1" SET "count" = 7 WHERE "name" = 'b'`);
    const begun = await filled();
    await expect(begun.finish(false)).rejects.toThrow(Differs);
    await expect(house.counts()).resolves.toEqual({ ...all, b: 7 });
    await begun.finish(true);
    await expect(house.counts()).resolves.toEqual(all);
    await house.happens('Counted', 'b');
    await catchUp(model, house.log, house.db);
    await expect(house.counts()).resolves.toEqual({ ...all, b: 701 });
  });

  it('is paused by anybody, goes on where it stood, and is given up', async () => {
    let [reads, steps] = [0, 0];
    const begun = rebuild({
      head: () => house.log.head(),
      readAll: async (...asked) => {
        if (++reads === 3) await pause(begun.name, house.db.manager);
        return house.log.readAll(...asked);
      },
    });
    await begun.begin();
    await expect(begun.fill(() => steps++, never)).rejects.toThrow(CheckpointMoved);
    expect(steps).toBeLessThan(3);
    await expect(rebuild().fill(() => undefined, never)).rejects.toThrow(CheckpointMoved);
    const stood = (await house.checkpoint(begun.name))?.position;
    expect(stood).not.toBe('-1');
    await resume(begun.name, house.db.manager);
    const again = rebuild();
    await again.begin();
    const seen: bigint[] = [];
    await again.fill(({ position }) => seen.push(position), never);
    expect(seen[0]).toBeGreaterThan(BigInt(stood ?? 0));
    await again.giveUp();
    expect(await tables()).toEqual(['tally_1', 'tally_1_history']);
    await expect(house.counts()).resolves.toEqual(all);
  });

  it('is led by one process at a time', async () => {
    const [one, two] = [rebuild(), rebuild()];
    await one.begin();
    await two.begin();
    const fills = await Promise.allSettled([one, two].map((each) => each.fill(() => undefined, never)));
    expect(fills.some(({ status }) => status === 'fulfilled')).toBe(true);
    await rebuild().finish(false);
    await expect(house.counts()).resolves.toEqual(all);
  });

  it('names the event that the projection cannot take', async () => {
    await house.happens('Poison', 'p');
    await catchUp(model, house.log, house.db);
    poisonous = true;
    const begun = rebuild();
    await begun.begin();
    const [poison] = (await house.events()).slice(-1);
    await expect(begun.fill(() => undefined, never)).rejects.toThrow(CannotRebuild);
    await expect(begun.fill(() => undefined, never)).rejects.toThrow(
      `event ${poison?.id ?? ''} of tally-p, position 2100`,
    );
  });

  it('mends a reader that has lost its checkpoint, and one that has stopped', async () => {
    await house.db.query(`DELETE FROM "checkpoint" WHERE "reader" = 'tally-1'`);
    await (await filled()).finish(true);
    await house.happens('Counted', 'a');
    await catchUp(model, house.log, house.db);
    await expect(house.counts()).resolves.toEqual({ ...all, a: 701 });
    await house.db.query(`UPDATE "checkpoint" SET "state" = 'stopped', "trouble" = '{}'`);
    await (await filled()).finish(false);
    expect(await house.checkpoint('tally-1')).toMatchObject({ state: 'running', trouble: null });
  });

  it('gives every index a name that no other can be given at the same moment', async () => {
    await (await filled()).finish(false);
    const names: { name: string }[] = await house.db.query(
      `SELECT indexname AS name FROM pg_indexes WHERE tablename IN ('tally_1', 'tally_1_history') AND indexname NOT LIKE '%pkey'`,
    );
    // What fills the table is found by the one index that its history has from the beginning.
    const named = names.filter(({ name }) => !/^rebuilt_[0-9a-f-]{36}$/.test(name));
    expect([named, names.length]).toEqual([[{ name: 'tally_1_building_history_name_partnership_idx' }], 6]);
  });

  it('takes in what was put aside, and nothing takes it again', async () => {
    await house.empty();
    const parking = readModel({ ...tallyProjection(() => poisonous), name: 'parking', parks: true }, TallyRow);
    const engine = house.engine({ models: [parking] });
    poisonous = true;
    await house.happens('Poison', 'p');
    await house.happens('Counted', 'p', 2);
    const parked = (): Promise<object[]> => house.db.query(`SELECT FROM "parked_event"`);
    await eventually(async () => {
      await engine.catchUp();
      return (await parked()).length === 3;
    });
    poisonous = false;
    const begun = new Rebuild(parking, house.log, house.db);
    await begun.begin();
    await begun.fill(() => undefined, never);
    await begun.finish(true);
    expect(await parked()).toEqual([]);
    await house.happens('Counted', 'p');
    await engine.catchUp();
    await expect(house.counts()).resolves.toEqual({ p: 4 });
    await retire('parking-1', ['parking-1'], house.db);
  });

  it('never switches to a table that would give what the old one withholds', async () => {
    const begun = await filled();
    await house.db.query('CREATE POLICY withholding ON "tally_1" AS RESTRICTIVE FOR SELECT USING ("count" > 0)');
    await expect(begun.finish(true)).rejects.toThrow(PolicyLacking);
    await house.db.query(
      'CREATE POLICY withholding ON "tally_1_building" AS RESTRICTIVE FOR SELECT USING ("count" > 1)',
    );
    await expect(begun.finish(true)).rejects.toThrow('tally_1_building lacks policies of tally_1: withholding');
    await house.db.query('DROP POLICY withholding ON "tally_1"');
    await begun.finish(false);
    await house.db.query('DROP POLICY withholding ON "tally_1"');
  });
});
