import 'reflect-metadata';
import { type Rows, fold } from '#app/kernel';
import { Rebuild, asAt, catchUp, readModel, retire } from '#app/platform';
import { TallyRow, Tallies, tallyProjection } from './engine.tally';

const projection = { ...tallyProjection(), history: true as const };
const model = readModel<TallyRow>(projection, TallyRow);
const EVENTS = 4_200;

describe('reading and folding the next events while the last ones are written', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
    await house.db.query(`CREATE SEQUENCE "tried"`);
    await house.db.query(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END $$`);
    await house.db.query(`CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('tried') = 2 THEN RAISE 'No room'; END IF; RETURN NULL; END $$`);
  });
  beforeEach(async () => {
    await house.empty();
    await house.db.query('ALTER SEQUENCE "tried" RESTART');
    for (let n = 0; n < EVENTS; n += 7)
      await house.happens(n % 63 === 0 ? 'Cleared' : 'Counted', `n${String((n * 31) % 11)}`, 7, 'tally-all');
  });
  afterEach(async () => {
    for (const trigger of ['slow', 'fail_once']) await house.db.query(`DROP TRIGGER IF EXISTS ${trigger} ON "tally_1"`);
    await rebuild().giveUp();
    await retire('tally-1', ['tally-1'], house.db);
  });
  afterAll(() => house.close());

  const rebuild = () => new Rebuild(model, house.log, house.db);
  const onceWritten = (table: string, does: string) =>
    house.db.query(`CREATE TRIGGER ${does} AFTER INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${does}()`);
  const countsOf = (rows: readonly Pick<TallyRow, 'name' | 'count'>[]) =>
    Object.fromEntries(rows.map(({ name, count }) => [name, count]));

  /** As every name stands after the first events, by the fold alone. */
  async function folded(upTo: bigint): Promise<Readonly<Record<string, number>>> {
    const events = (await house.events()).filter(({ position }) => position <= upTo);
    const rows: Rows<TallyRow> = fold(events.flatMap((each) => projection.rows(each as never)));
    return countsOf([...rows.values()].flatMap((row) => (row ? [row] : [])));
  }

  async function isRight(): Promise<void> {
    await expect(house.counts()).resolves.toEqual(await folded(BigInt(EVENTS)));
    for (const position of [900n, 1_000n, 1_700n, 2_999n, 3_500n]) {
      const past = await asAt(house.db, TallyRow, { position }, 'r').getMany();
      expect(countsOf(past)).toEqual(await folded(position));
    }
  }

  it('goes on from rows that are still being written, were changed or taken away', async () => {
    await onceWritten('"tally_1"', 'slow');
    await catchUp(model, house.log, house.db);
    await isRight();
  });

  it('does so where a table is filled anew beside the old one', async () => {
    await catchUp(model, house.log, house.db);
    const begun = rebuild();
    await begun.begin();
    await onceWritten('"tally_1_building"', 'slow');
    await begun.fill(() => undefined, new AbortController().signal);
    await begun.finish(false);
    await isRight();
  });

  it('forgets what it had folded ahead of rows that could not be written', async () => {
    await catchUp(model, house.log, house.db);
    const begun = rebuild();
    await begun.begin();
    await onceWritten('"tally_1_building"', 'fail_once');
    const sizes: number[] = [];
    let last = -1n;
    await begun.fill(({ position }) => {
      sizes.push(Number(position - last));
      last = position;
    }, new AbortController().signal);
    expect(sizes.slice(0, 4)).toEqual([1_000, 1, 2, 4]);
    await begun.finish(false);
    await isRight();
  });

  it('throws what writing fails with, and begins again where it stood', async () => {
    await onceWritten('"tally_1"', 'fail_once');
    await expect(catchUp(model, house.log, house.db)).rejects.toThrow('No room');
    expect(await house.checkpoint('tally-1')).toMatchObject({ position: '999' });
    await catchUp(model, house.log, house.db);
    await isRight();
  });
});
