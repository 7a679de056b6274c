import type { Recorded } from '#app/kernel';
import { type ReadModel, Reached, readModel } from '#app/platform';
import { type TallyEvent, TallyRow, Tallies, eventually, tally, tallyProjection } from './engine.tally';
import { PATIENCE } from './patience';

/** Reads what the tally reads, and keeps no rows. */
const reading = (name: string): ReadModel =>
  readModel<TallyRow>({ ...tallyProjection(), name, rows: () => [] }, TallyRow);

describe('readers of the same few events', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(() => house.empty());
  afterAll(() => house.close());

  const stands = async (reader: string): Promise<string | undefined> => (await house.checkpoint(reader))?.position;

  it('write in two transactions, however many they are', async () => {
    const models = [tally, ...['second', 'third', 'fourth', 'fifth', 'sixth'].map(reading)];
    const engine = house.engine({ models });
    await engine.catchUp();
    await house.happens('Counted', 'a', 3);
    const transactions = jest.spyOn(house.db, 'transaction');
    await engine.catchUp();
    expect(transactions).toHaveBeenCalledTimes(2);
    transactions.mockRestore();
    await expect(house.counts()).resolves.toEqual({ a: 3 });
    for (const { projection } of models) expect(await stands(`${projection.name}-1`)).toBe('2');
  });

  it('write each by itself what they read far behind', async () => {
    await house.happens('Counted', 'a', 150);
    const models = [tally, reading('second'), reading('third')];
    const transactions = jest.spyOn(house.db, 'transaction');
    await house.engine({ models }).catchUp();
    expect(transactions).toHaveBeenCalledTimes(3);
    transactions.mockRestore();
    await expect(house.counts()).resolves.toEqual({ a: 150 });
  });

  it('write nothing for the one that another engine leads by now; the others go on', async () => {
    const models = [tally, reading('second'), reading('third')];
    const engine = house.engine({ models, leaseMs: 60_000 });
    await engine.catchUp();
    engine.follow();
    await house.happens('Counted', 'a');
    await expect(new Reached(house.db, models).until(0n, PATIENCE)).resolves.toBe(true);
    await house.db.query(
      `UPDATE "checkpoint" SET "epoch" = "epoch" + 1, "owner" = gen_random_uuid(),
        "leaseUntil" = clock_timestamp() + interval '2 minutes' WHERE "reader" = 'tally-1'`,
    );
    await house.happens('Counted', 'a');
    await expect(new Reached(house.db, models.slice(1)).until(1n, PATIENCE)).resolves.toBe(true);
    expect(await stands('tally-1')).toBe('0');
    await expect(house.counts()).resolves.toEqual({ a: 1 });
  });

  it('are not held up by the one that cannot take an event, and count it once all the same', async () => {
    const fragile = readModel<TallyRow>(
      {
        ...tallyProjection(),
        name: 'fragile',
        rows: ({ event }: Recorded<TallyEvent>) => {
          if (event.type === 'Poison') throw new Error('cannot fold this');
          return [];
        },
      },
      TallyRow,
    );
    // The tally writes first, then the fragile one fails, in the same transaction.
    const models = [tally, reading('second'), fragile, reading('fourth')];
    house.engine({ models }).follow();
    await house.happens('Counted', 'a');
    await house.happens('Poison', 'b');
    await house.happens('Counted', 'a');
    const sound = models.filter((model) => model !== fragile);
    await expect(new Reached(house.db, sound).until(2n, PATIENCE)).resolves.toBe(true);
    await eventually(async () => (await house.checkpoint('fragile-1'))?.state === 'stopped');
    expect(await stands('fragile-1')).toBe('0');
    await expect(house.counts()).resolves.toEqual({ a: 2, b: 1 });
  });
});
