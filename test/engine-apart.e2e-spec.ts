import type { Message } from '#app/kernel';
import {
  LiftingEventLog,
  Rebuild,
  Shapes,
  derivedId,
  historyOf,
  isSame,
  modelReader,
  readModel,
  shapeOf,
  sharedName,
  unpark,
} from '#app/platform';
import { recorded } from '#app/testing';
import { Tallies, TallyRow, eventually, tallyProjection } from './engine.tally';

describe('rows of several partnerships that follow one log', () => {
  let tallies: Tallies;
  beforeAll(async () => {
    tallies = await Tallies.open();
  });
  afterAll(() => tallies.close());
  const kept = readModel({ ...tallyProjection(), history: { without: ['detail', 'marks'] } }, TallyRow);
  let sent = 0;

  const counts = async (partnership: string, name: string, times: number): Promise<void> => {
    const event: Message = { type: 'Counted', data: { name } };
    const events = Array.from({ length: times }, () => {
      const { metadata } = recorded(event);
      return { id: derivedId('apart', sent++), event, schemaVersion: 1, metadata: { ...metadata, partnership } };
    });
    await tallies.log.append(`tally-${partnership}`, 'any', events);
  };
  const rows = (table = 'tally_1'): Promise<object[]> =>
    tallies.db.query(`SELECT "partnership", "name", "count" FROM "${table}" ORDER BY 1, 2, 3`);

  it.each([
    ['few at a time', 3],
    ['so many that they are copied', 120],
  ])('are counted apart under the same key, %s', async (_how, times) => {
    await tallies.empty();
    const engine = tallies.engine({ models: [kept] });
    for (const name of ['a', 'b']) {
      await counts('isle-of-wight', name, times);
      await counts('hampshire', name, 2);
    }
    for (let n = 0; n < times; n++) await counts('isle-of-wight', `c${String(n).padStart(3, '0')}`, 1);
    await engine.catchUp();
    await counts('hampshire', 'a', 1);
    await engine.catchUp();
    expect((await rows()).slice(0, 4)).toEqual([
      { partnership: 'hampshire', name: 'a', count: 3 },
      { partnership: 'hampshire', name: 'b', count: 2 },
      { partnership: 'isle-of-wight', name: 'a', count: times },
      { partnership: 'isle-of-wight', name: 'b', count: times },
    ]);
    const latest = await tallies.db.query<object[]>(
      `SELECT "partnership", "name", "count" FROM "${historyOf('tally_1')}" WHERE "toPosition" IS NULL ORDER BY 1, 2, 3`,
    );
    expect(latest).toEqual(await rows());
  });

  it('are the same when they are built anew beside the old', async () => {
    const rebuild = new Rebuild(kept, tallies.log, tallies.db);
    await rebuild.begin();
    await rebuild.fill(() => undefined, new AbortController().signal);
    const { comparisons } = await rebuild.finish(false);
    expect(comparisons.every(isSame)).toBe(true);
    const guarded = await tallies.db.query<object[]>(
      `SELECT relname, relrowsecurity FROM pg_class WHERE relname IN ('tally_1', 'tally_1_history') ORDER BY 1`,
    );
    expect(guarded).toEqual([
      { relname: 'tally_1', relrowsecurity: true },
      { relname: 'tally_1_history', relrowsecurity: true },
    ]);
  });

  it('go on, where another has a stream of the same name put aside, and that is taken later for it alone', async () => {
    await tallies.empty();
    const poison = { poisonous: true };
    const parking = { ...tallyProjection(() => poison.poisonous), name: 'parking', parks: true };
    const models = [readModel(parking, TallyRow)];
    const lifted = new LiftingEventLog(tallies.log, new Shapes({ tally: shapeOf({ Counted: {}, Poison: {} }) }));
    const happens = (partnership: string, ...types: readonly string[]): Promise<unknown> =>
      tallies.log.append(
        sharedName('tally-a', partnership),
        'any',
        types.map((type) => {
          const { metadata } = recorded({ type, data: {} });
          const event = { type, data: { name: 'a' } };
          return { id: derivedId('parked', sent++), event, schemaVersion: 1, metadata: { ...metadata, partnership } };
        }),
      );
    await happens('isle-of-wight', 'Counted', 'Poison', 'Counted');
    await happens('hampshire', 'Counted', 'Counted');
    const engine = tallies.engine({ models, log: lifted });
    await engine.catchUp();
    // What has failed is tried again, and put aside at last.
    for (let n = 0; n < 5; n++) await engine.catchUp();
    await happens('isle-of-wight', 'Counted');
    await happens('hampshire', 'Counted');
    await eventually(async () => {
      await engine.catchUp();
      return (await rows()).some((row) => (row as { count: number }).count === 3);
    });
    expect(await rows()).toEqual([
      { partnership: 'hampshire', name: 'a', count: 3 },
      { partnership: 'isle-of-wight', name: 'a', count: 1 },
    ]);
    poison.poisonous = false;
    const [model] = models;
    if (!model) throw new Error('There is one');
    expect(await unpark(modelReader(model, tallies.db), lifted, tallies.db)).toEqual([
      { stream: 'tally-a', events: 3 },
    ]);
    expect(await rows()).toEqual([
      { partnership: 'hampshire', name: 'a', count: 3 },
      { partnership: 'isle-of-wight', name: 'a', count: 4 },
    ]);
  });
});
