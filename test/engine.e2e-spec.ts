import 'reflect-metadata';
import { CheckpointMoved, type EventLog, Reached, Readers, catchUp, readModel } from '#app/platform';
import { TallyRow, Tallies, eventually, tally, tallyProjection } from './engine.tally';
import { PATIENCE } from './patience';

describe('the projection engine', () => {
  let house: Tallies;
  const run = (from: Pick<EventLog, 'head' | 'readAll'> = house.log) => catchUp(tally, from, house.db);

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(() => house.empty());
  afterAll(() => house.close());

  it('counts every event once, over several batches and runs', async () => {
    await house.happens('Counted', 'a', 2100);
    await house.happens('Counted', 'b');
    await run();
    await house.happens('Counted', 'a');
    await expect(run()).resolves.toBe(await house.log.head());
    await expect(house.counts()).resolves.toEqual({ a: 2101, b: 1 });
  });

  it('writes every kind of column as TypeORM reads it, and folds on from what it has written', async () => {
    await house.happens('Counted', 'a', 2);
    await run();
    const [{ detail, ...row } = { detail: undefined }] = await house.db.getRepository(TallyRow).find();
    expect(row).toEqual({ name: 'a', count: 2, on: '2026-03-02', marks: ['Counted, "1"', 'Counted, "2"'] });
    expect(detail).toEqual({ last: (await house.events()).at(-1)?.id });
    await house.happens('Counted', 'a');
    await run();
    await expect(house.db.getRepository(TallyRow).find()).resolves.toMatchObject([{ count: 3, on: null }]);
  });

  it('takes a row away when the fold says so', async () => {
    await house.happens('Counted', 'a');
    await run();
    await house.happens('Cleared', 'a');
    await run();
    await expect(house.counts()).resolves.toEqual({});
  });

  it('passes over the events of other categories', async () => {
    await house.happens('Counted', 'a', 1, 'other-a');
    await expect(run()).resolves.toBe(0n);
    await expect(house.counts()).resolves.toEqual({});
  });

  it('writes nothing when another engine has taken the lead meanwhile', async () => {
    await house.happens('Counted', 'a');
    let first = true;
    const overtaken = {
      head: () => house.log.head(),
      readAll: async (after: bigint, limit: number) => {
        const batch = await house.log.readAll(after, limit);
        if (first) {
          first = false;
          await run();
        }
        return batch;
      },
    };
    await expect(run(overtaken)).rejects.toThrow(CheckpointMoved);
    await expect(house.counts()).resolves.toEqual({ a: 1 });
  });

  it('follows the log, and tells when a position has been reached', async () => {
    const engine = house.engine();
    const reached = new Reached(house.db, [tally]);
    engine.follow();
    const { position } = await house.happens('Counted', 'a', 3);
    await expect(reached.until(position, PATIENCE)).resolves.toBe(true);
    await expect(house.counts()).resolves.toEqual({ a: 3 });
    await engine.stop();
    const { position: later } = await house.happens('Counted', 'a');
    await expect(reached.until(later, 50)).resolves.toBe(false);
    await expect(reached.behind(later)).resolves.toEqual(['tally-1']);
  });

  it('is asked after less and less often while it stands still, and whoever waits is let go when it moves', async () => {
    await house.happens('Counted', 'a');
    await run();
    const { position } = await house.happens('Counted', 'a');
    const looking = jest.spyOn(house.db, 'query');
    const reached = new Reached(house.db, [tally]);
    await expect(reached.until(position, 1500)).resolves.toBe(false);
    expect(looking.mock.calls.length).toBeLessThan(80);
    looking.mockRestore();
    const waiting = reached.until(position, PATIENCE);
    await run();
    await expect(waiting).resolves.toBe(true);
  });

  it('reads the log once for all readers that stand at the same place', async () => {
    await house.happens('Counted', 'a', 3);
    const reading = jest.spyOn(house.log, 'readAll');
    const models = ['tally', 'other', 'third'].map((name) =>
      readModel<TallyRow>({ ...tallyProjection(), name, ...(name !== 'tally' && { rows: () => [] }) }, TallyRow),
    );
    await house.engine({ models }).catchUp();
    // Once for the events, and once to see that there are no more.
    expect(reading).toHaveBeenCalledTimes(2);
    reading.mockRestore();
  });

  it('says which event it cannot take, stops there and keeps the others going; goes on when it is resumed', async () => {
    let broken = true;
    const models = [readModel({ ...tallyProjection(() => broken), name: 'fragile' }, TallyRow)];
    const others = [readModel<TallyRow>({ ...tallyProjection(), name: 'sound', rows: () => [] }, TallyRow)];
    await house.happens('Counted', 'a', 1500);
    await house.happens('Poison', 'b');
    await house.happens('Counted', 'c', 30);
    const engine = house.engine({ models: [...models, ...others] });
    engine.follow();
    await eventually(async () => (await house.checkpoint('fragile-1'))?.state === 'stopped');
    const poison = (await house.events())[1500];
    expect(await house.checkpoint('fragile-1')).toMatchObject({
      position: '1499',
      trouble: { error: 'cannot fold this', tries: 3, event: { id: poison?.id, stream: 'tally-b', position: '1500' } },
    });
    expect(engine.health()).toMatchObject([
      { reader: 'fragile-1', trouble: 'cannot fold this' },
      { reader: 'sound-1' },
    ]);
    await expect(new Reached(house.db, others).until(await house.log.head(), PATIENCE)).resolves.toBe(true);
    await expect(house.counts()).resolves.toEqual({ a: 1500 });

    broken = false;
    await house.db.query(`UPDATE "checkpoint" SET "state" = 'running', "trouble" = NULL WHERE "reader" = 'fragile-1'`);
    await expect(new Reached(house.db, models).until(await house.log.head(), PATIENCE)).resolves.toBe(true);
    await expect(house.counts()).resolves.toEqual({ a: 1500, b: 1, c: 30 });
    expect(engine.health()[0]?.trouble).toBeUndefined();
  });

  it('puts an event aside where the projection asks for it, and every later one of that stream', async () => {
    const parking = { ...tallyProjection(() => true), name: 'parking', parks: true };
    await house.happens('Counted', 'a');
    await house.happens('Poison', 'a');
    await house.happens('Counted', 'b', 3);
    await house.happens('Counted', 'a', 2);
    const models = [readModel(parking, TallyRow)];
    house.engine({ models }).follow();
    await expect(new Reached(house.db, models).until(await house.log.head(), PATIENCE)).resolves.toBe(true);
    await house.happens('Counted', 'a');
    await expect(new Reached(house.db, models).until(await house.log.head(), PATIENCE)).resolves.toBe(true);
    await expect(house.counts()).resolves.toEqual({ a: 1, b: 3 });
    await expect(house.db.query('SELECT "position", "error" FROM "parked_event" ORDER BY "position"')).resolves.toEqual(
      [
        { position: '1', error: 'cannot fold this' },
        { position: '5', error: null },
        { position: '6', error: null },
        { position: '7', error: null },
      ],
    );
  });

  it('waits out a database that gives no answer, however often, and does not stop for it', async () => {
    await house.happens('Counted', 'a');
    const down = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const failing = jest.spyOn(house.log, 'readAll');
    for (let time = 0; time < 5; time++) failing.mockRejectedValueOnce(down);
    house.engine().follow();
    await eventually(async () => (await house.counts())['a'] === 1);
    expect((await house.checkpoint('tally-1'))?.state).toBe('running');
    failing.mockRestore();
  });

  it('stops at a lost checkpoint rather than fold the log over rows that are there', async () => {
    await house.happens('Counted', 'a');
    await run();
    await house.db.query('DELETE FROM "checkpoint"');
    const engine = house.engine();
    await engine.catchUp();
    expect(engine.health()).toMatchObject([{ reader: 'tally-1', trouble: 'The checkpoint of tally-1 is lost' }]);
    await expect(house.counts()).resolves.toEqual({ a: 1 });
  });

  it('keeps to one step at a time when asked to catch up while it follows', async () => {
    const engine = house.engine();
    engine.follow();
    for (let time = 0; time < 5; time++) {
      await house.happens('Counted', 'a', 100);
      await engine.catchUp();
      await expect(house.counts()).resolves.toEqual({ a: 100 * (time + 1) });
    }
  });

  describe('shared by several engines', () => {
    const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    const models = names.map((name) => readModel<TallyRow>({ ...tallyProjection(), name, rows: () => [] }, TallyRow));
    const leaders = async (): Promise<readonly (string | null)[]> => {
      const rows: { owner: string | null }[] = await house.db.query(
        'SELECT "owner" FROM "checkpoint" WHERE "leaseUntil" > clock_timestamp()',
      );
      return rows.map(({ owner }) => owner);
    };

    it('gives each a share, and its share to the others at once when it stops', async () => {
      const [first, second] = [house.engine({ models }), house.engine({ models })];
      first.follow();
      second.follow();
      await eventually(async () => new Set(await leaders()).size === 2 && (await leaders()).length === names.length);
      await first.stop();
      await eventually(async () => new Set(await leaders()).size === 1 && (await leaders()).length === names.length);
    });

    // By its id the tally falls to it, whoever else is at work.
    const dead = '00000000-0000-4000-8000-00137004dead';
    /** Leaves the tally to one that says nothing more, and whose time is over then. */
    const die = async (until: string): Promise<void> => {
      await house.engine({ models: [tally] }).catchUp();
      await house.db.query(`UPDATE "checkpoint" SET "owner" = $1`, [dead]);
      await house.db.query(`INSERT INTO "engine" VALUES ($1, '{tally-1}', '-infinity')`, [dead]);
      await endAfter(until);
    };
    const endAfter = async (time: string): Promise<void> => {
      const at = `clock_timestamp() + interval '${time}'`;
      await house.db.query(`UPDATE "checkpoint" SET "leaseUntil" = ${at} WHERE "owner" = $1`, [dead]);
      await house.db.query(`UPDATE "engine" SET "seenUntil" = ${at} WHERE "id" = $1`, [dead]);
    };

    it('takes over from one that died, when its time is over', async () => {
      await die('25 seconds');
      house.engine().follow();
      const { position } = await house.happens('Counted', 'a');
      const reached = new Reached(house.db, [tally]);
      await expect(reached.until(position, 400)).resolves.toBe(false);
      await endAfter('0 seconds');
      await expect(reached.until(position, PATIENCE)).resolves.toBe(true);
    });

    it('takes over from one that died before the clock of PostgreSQL was put back', async () => {
      await die('1 hour');
      const [told] = await new Readers(house.db, house.log, house, ['tally-1']).progress();
      expect(told).toMatchObject({ reader: 'tally-1', leader: undefined });
      house.engine().follow();
      const { position } = await house.happens('Counted', 'a');
      await expect(new Reached(house.db, [tally]).until(position, PATIENCE)).resolves.toBe(true);
    });
  });
});
