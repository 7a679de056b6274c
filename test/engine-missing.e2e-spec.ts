import 'reflect-metadata';
import { PositionMissing, Rebuild, catchUp } from '#app/platform';
import { Tallies, eventually, tally } from './engine.tally';

/** Where the log lacks an event of a category that the reader does not read. */
const HOLE = 1_501n;

describe('a reader of some categories, where the log lacks an event of another', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(() => house.empty());
  afterAll(() => house.close());

  const written = async () => {
    await house.happens('Counted', 'a', 1_500);
    await house.happens('Counted', 'a', 3, 'other-a');
    await house.happens('Counted', 'a', 10);
  };
  const stands = async (reader: string) => BigInt((await house.checkpoint(reader))?.position ?? -1);

  it('does not pass over it while it catches up', async () => {
    await written();
    house.lose(HOLE);
    await expect(catchUp(tally, house.log, house.db)).rejects.toStrictEqual(new PositionMissing(HOLE));
    expect(await stands('tally-1')).toBe(999n);
  });

  it('waits there in the engine and says which it is', async () => {
    await written();
    house.lose(HOLE);
    house.engine().follow();
    await eventually(async () => (await house.checkpoint('tally-1'))?.trouble?.missing === String(HOLE));
    expect(await stands('tally-1')).toBeLessThan(HOLE);
  });

  it('is not filled anew over it', async () => {
    await written();
    await catchUp(tally, house.log, house.db);
    house.lose(HOLE);
    const rebuild = new Rebuild(tally, house.log, house.db);
    await rebuild.begin();
    const filling = rebuild.fill(() => undefined, new AbortController().signal);
    await expect(filling).rejects.toStrictEqual(new PositionMissing(HOLE));
    expect(await stands(rebuild.name)).toBe(999n);
    await rebuild.giveUp();
  });
});
