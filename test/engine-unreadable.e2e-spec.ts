import 'reflect-metadata';
import { LiftingEventLog, Reached, Shapes, readModel, shapeOf } from '#app/platform';
import { Tallies, TallyRow, eventually, tallyProjection } from './engine.tally';

/** Written in an older shape, of which one event is not as its upcaster expects it. */
const shapes = new Shapes({
  tally: shapeOf(
    { Counted: 'counted', Cleared: 'cleared', Poison: 'poison' },
    {
      Counted: [
        (data: { name: string }) => {
          if (data.name === 'broken') throw new TypeError("Cannot read properties of undefined (reading 'length')");
          return data;
        },
      ],
    },
  ),
});

describe('an event that cannot be brought into today’s shape', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(async () => {
    await house.empty();
    await house.happens('Counted', 'a', 20);
    await house.happens('Counted', 'broken', 1, 'tally-b@downs', 'downs');
    await house.happens('Counted', 'a', 3);
  });
  afterAll(() => house.close());

  const following = (name: string, parks: boolean) => {
    const models = [readModel({ ...tallyProjection(), name, parks }, TallyRow)];
    house.engine({ models, log: new LiftingEventLog(house.log, shapes) }).follow();
    return new Reached(house.db, models);
  };
  const words =
    'The event at position 20 of the log (Counted, version 1, in tally-b) cannot be brought into today’s shape: ' +
    "Cannot read properties of undefined (reading 'length')";

  it('stops its readers, which say which it is', async () => {
    following('strict', false);
    await eventually(async () => (await house.checkpoint('strict-1'))?.state === 'stopped');
    const event = { id: (await house.events())[20]?.id, stream: 'tally-b', position: '20' };
    expect(await house.checkpoint('strict-1')).toMatchObject({
      position: '19',
      trouble: { error: words, tries: 3, event },
    });
  });

  it('is put aside by those that put events aside', async () => {
    const reached = following('parking', true);
    await expect(reached.until(await house.log.head(), 10_000)).resolves.toBe(true);
    await expect(house.counts()).resolves.toEqual({ a: 23 });
    const aside = await house.db.query<unknown[]>('SELECT "position", "stream", "error" FROM "parked_event"');
    expect(aside).toEqual([{ position: '20', stream: 'tally-b@downs', error: words }]);
  });
});
