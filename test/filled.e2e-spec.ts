import { setTimeout } from 'node:timers/promises';
import { type ReadModel, untilFilled } from '#app/platform';
import { Tallies, tally } from './engine.tally';

describe('before anybody is let see the rows of a version', () => {
  let house: Tallies;
  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(() => house.db.query('DELETE FROM "checkpoint"'));
  afterAll(() => house.close());

  const second: ReadModel = { ...tally, projection: { ...tally.projection, version: 2 } };
  const stands = (reader: string, position: number): Promise<unknown> =>
    house.db.query(
      `INSERT INTO "checkpoint" ("reader", "position") VALUES ($1, $2)
        ON CONFLICT ("reader") DO UPDATE SET "position" = $2`,
      [reader, position],
    );
  /** What it says it waits for, and whether it still does after a while. */
  const waiting = async (models: readonly ReadModel[]) => {
    const said: string[] = [];
    const over = untilFilled(models, house.db, (unfilled) => said.push(...unfilled)).then(() => false as const);
    return { over, said, still: await Promise.race([over, setTimeout(600, true as const)]) };
  };

  it('nothing is waited for where nobody has read anything yet', async () => {
    expect(await waiting([tally])).toMatchObject({ said: [], still: false });
  });

  it('a version that has been shown is not waited for, however far behind it is', async () => {
    await stands('tally-1', 3);
    await stands('another-1', 90);
    expect(await waiting([tally])).toMatchObject({ said: [], still: false });
  });

  it('a new version is waited for until it has read as far as the one before', async () => {
    await stands('tally-1', 20);
    await stands('another-1', 90);
    const { over, said, still } = await waiting([second]);
    expect([said, still]).toEqual([['tally-2'], true]);
    await stands('tally-2', 19);
    expect(await Promise.race([over, setTimeout(600, true)])).toBe(true);
    await stands('tally-2', 20);
    expect(await over).toBe(false);
  });

  it('what is quite new, in a house that has records, is waited for until it has read as far as the others', async () => {
    await stands('another-1', 90);
    const { over, said, still } = await waiting([tally]);
    expect([said, still]).toEqual([['tally-1'], true]);
    await stands('tally-1', 90);
    expect(await over).toBe(false);
  });
});
