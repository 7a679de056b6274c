import { setTimeout } from 'node:timers/promises';
import { type ReadModel, untilFilled } from '#app/platform';
import { Tallies, eventually, tally } from './engine.tally';

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
  const waiting = (models: readonly ReadModel[]) => {
    const said: string[] = [];
    return { said, over: untilFilled(models, house.db, (unfilled) => said.push(...unfilled)) };
  };
  /** What it says it waits for, when it has said so and still waits after a while. */
  const waitedFor = async ({ said, over }: ReturnType<typeof waiting>) => {
    await eventually(() => Promise.resolve(said.length > 0));
    expect(await Promise.race([over, setTimeout(600, 'still waiting')])).toBe('still waiting');
    return said;
  };
  /** What it has said it waits for when it is over. */
  const passed = async ({ said, over }: ReturnType<typeof waiting>) => {
    await over;
    return said;
  };

  it('nothing is waited for where nobody has read anything yet', async () => {
    expect(await passed(waiting([tally]))).toEqual([]);
  });

  it('a version that has been shown is not waited for, however far behind it is', async () => {
    await stands('tally-1', 3);
    await stands('another-1', 90);
    expect(await passed(waiting([tally]))).toEqual([]);
  });

  it('a new version is waited for until it has read as far as the one before', async () => {
    await stands('tally-1', 20);
    await stands('another-1', 90);
    const filling = waiting([second]);
    expect(await waitedFor(filling)).toEqual(['tally-2']);
    await stands('tally-2', 19);
    expect(await waitedFor(filling)).toEqual(['tally-2']);
    await stands('tally-2', 20);
    await filling.over;
  });

  it('what is quite new, in a house that has records, is waited for until it has read as far as the others', async () => {
    await stands('another-1', 90);
    const filling = waiting([tally]);
    expect(await waitedFor(filling)).toEqual(['tally-1']);
    await stands('tally-1', 90);
    await filling.over;
  });
});
