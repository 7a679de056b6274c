import 'reflect-metadata';
import { BrokenOff, CannotRebuild, Rebuild, catchUp, readModel } from '#app/platform';
import { never } from './engine.second';
import { Tallies, TallyRow, tallyProjection } from './engine.tally';

let poisonous = false;
const model = readModel(
  tallyProjection(() => poisonous),
  TallyRow,
);

/** A lead that is given away by nobody: the database refuses. */
const REFUSAL = `CREATE FUNCTION not_given_away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not given away'; END $$;
  CREATE TRIGGER kept BEFORE UPDATE ON "checkpoint" FOR EACH ROW WHEN (OLD."owner" IS NOT NULL AND NEW."owner" IS NULL)
    EXECUTE FUNCTION not_given_away()`;

describe('when the work of a reader ends', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(async () => {
    poisonous = false;
    await house.empty();
    await house.happens('Counted', 'a', 3);
  });
  afterAll(() => house.close());

  it('leads nothing any more where its engine was stopped, also if that is to catch up once more', async () => {
    const engine = house.engine();
    await engine.catchUp();
    await engine.stop();
    await house.happens('Counted', 'a');
    await engine.catchUp();
    expect(await house.checkpoint('tally-1')).toMatchObject({ owner: null, position: '2' });
    await expect(house.db.query('SELECT FROM "engine"')).resolves.toEqual([]);
  });

  describe('and its lead cannot be given away', () => {
    beforeEach(async () => {
      await house.happens('Poison', 'p');
      await catchUp(model, house.log, house.db);
    });
    afterEach(async () => {
      await house.db.query('DROP FUNCTION not_given_away() CASCADE');
      await new Rebuild(model, house.log, house.db).giveUp();
    });

    it('tells what stood in the way of one that was caught up with the log', async () => {
      await house.happens('Poison', 'q');
      poisonous = true;
      await house.db.query(REFUSAL);
      await expect(catchUp(model, house.log, house.db)).rejects.toThrow('cannot fold this');
    });

    it('tells what stood in the way of one that fills a table anew', async () => {
      const rebuild = new Rebuild(model, house.log, house.db);
      await rebuild.begin();
      poisonous = true;
      await house.db.query(REFUSAL);
      await expect(rebuild.fill(() => undefined, never)).rejects.toThrow(CannotRebuild);
    });

    it('tells that it was broken off before its table was switched', async () => {
      const rebuild = new Rebuild(model, house.log, house.db);
      await rebuild.begin();
      await rebuild.fill(() => undefined, never);
      await house.db.query(REFUSAL);
      const finished = rebuild.finish(false, () => undefined, AbortSignal.abort());
      await expect(finished).rejects.toThrow(BrokenOff);
    });
  });
});
