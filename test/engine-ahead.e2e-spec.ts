import 'reflect-metadata';
import { type Rows, fold } from '#app/kernel';
import { Rebuild, asAt, catchUp, readModel, retire } from '#app/platform';
import { TallyRow, Tallies, eventually, tallyProjection } from './engine.tally';

const projection = { ...tallyProjection(), history: true as const };
const model = readModel<TallyRow>(projection, TallyRow);
const EVENTS = 4_200;
const PARTNERSHIPS = ['isle-of-wight', 'next-door'];
const HELD = 4711;

describe('reading and folding the next events while the last ones are written', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
    await house.db.query(`CREATE SEQUENCE "tried"`);
    await house.db.query(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END $$`);
    // Each partnership's rows are written by a statement of their own: the third is the second step's first.
    await house.db.query(`CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('tried') = 3 THEN RAISE 'No room'; END IF; RETURN NULL; END $$`);
    await house.db.query(`CREATE FUNCTION wait_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('tried') = 2 THEN PERFORM pg_advisory_xact_lock(${HELD}); END IF; RETURN NULL; END $$`);
  });
  beforeEach(async () => {
    await house.empty();
    await house.db.query('ALTER SEQUENCE "tried" RESTART');
  });
  afterEach(async () => {
    for (const trigger of ['slow', 'fail_once', 'wait_once'])
      await house.db.query(`DROP TRIGGER IF EXISTS ${trigger} ON "tally_1"`);
    await rebuild().giveUp();
    await retire('tally-1', ['tally-1'], house.db);
  });
  afterAll(() => house.close());

  /** Of names that each partnership has its own of. */
  async function muchHappens(): Promise<void> {
    for (let n = 0; n < EVENTS; n += 7) {
      const [type, name] = [n % 63 === 0 ? 'Cleared' : 'Counted', `n${String((n * 31) % 11)}`] as const;
      await house.happens(type, name, 7, 'tally-all', PARTNERSHIPS[(n / 7) % 5 < 2 ? 1 : 0]);
    }
  }
  const rebuild = () => new Rebuild(model, house.log, house.db);
  const onceWritten = (table: string, does: string) =>
    house.db.query(`CREATE TRIGGER ${does} AFTER INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${does}()`);
  /** A table is to be filled beside the one that holds everything, and something is done whenever rows are written into it. */
  async function begunBeside(does: string): Promise<Rebuild> {
    await catchUp(model, house.log, house.db);
    const begun = rebuild();
    await begun.begin();
    await onceWritten('"tally_1_building"', does);
    return begun;
  }
  const inOrder = (rows: readonly Pick<TallyRow, 'name' | 'count'>[]) =>
    rows.map(({ name, count }) => `${name}: ${String(count)}`).toSorted();

  /** As every name stands after the first events, by the fold alone. */
  async function folded(upTo: bigint): Promise<readonly string[]> {
    const events = (await house.events()).filter(({ position }) => position <= upTo);
    return inOrder(
      PARTNERSHIPS.flatMap((partnership) => {
        const own = events.filter(({ metadata }) => metadata.partnership === partnership);
        const rows: Rows<TallyRow> = fold(own.flatMap((each) => projection.rows(each as never)));
        return [...rows.values()].flatMap((row) => (row ? [row] : []));
      }),
    );
  }

  async function isRight(): Promise<void> {
    const now = await house.db.query<Pick<TallyRow, 'name' | 'count'>[]>('SELECT "name", "count" FROM "tally_1"');
    expect(inOrder(now)).toEqual(await folded(BigInt(EVENTS)));
    for (const position of [900n, 1_000n, 1_700n, 2_999n, 3_500n]) {
      const past = asAt(house.db, TallyRow, { position }, 'r').select('r.name', 'name').addSelect('r.count', 'count');
      expect(inOrder(await past.getRawMany())).toEqual(await folded(position));
    }
  }

  it('goes on from rows that are still being written, were changed or taken away', async () => {
    await muchHappens();
    await onceWritten('"tally_1"', 'slow');
    await catchUp(model, house.log, house.db);
    await isRight();
  });

  it('does so where a table is filled anew beside the old one', async () => {
    await muchHappens();
    const begun = await begunBeside('slow');
    await begun.fill(() => undefined, new AbortController().signal);
    await begun.finish(false);
    await isRight();
  });

  it('forgets what it had folded ahead of rows that could not be written', async () => {
    await muchHappens();
    const begun = await begunBeside('fail_once');
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
    await muchHappens();
    await onceWritten('"tally_1"', 'fail_once');
    await expect(catchUp(model, house.log, house.db)).rejects.toThrow('No room');
    expect(await house.checkpoint('tally-1')).toMatchObject({ position: '999' });
    await catchUp(model, house.log, house.db);
    await isRight();
  });

  it('looks again where there was nothing ahead, for others may have come further meanwhile', async () => {
    await house.happens('Counted', 'a', 2_000);
    const begun = await begunBeside('wait_once');
    const holder = house.db.createQueryRunner();
    await holder.query('SELECT pg_advisory_lock($1)', [HELD]);
    const filling = begun.fill(() => undefined, new AbortController().signal);
    const waits = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`;
    await eventually(async () => (await house.db.query<unknown[]>(waits, [HELD])).length > 0);
    await house.happens('Counted', 'a', 10);
    await catchUp(model, house.log, house.db);
    await holder.query('SELECT pg_advisory_unlock($1)', [HELD]);
    await holder.release();
    await filling;
    expect(await house.checkpoint(begun.name)).toMatchObject({ position: '2009' });
  });
});
