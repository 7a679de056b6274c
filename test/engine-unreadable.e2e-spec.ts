import 'reflect-metadata';
import type { Reaction } from '#app/kernel';
import { LiftingEventLog, Reached, Shapes, readModel, shapeOf } from '#app/platform';
import { Tallies, type TallyEvent, TallyRow, eventually, tallyProjection } from './engine.tally';
import { PATIENCE } from './patience';

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
  kept: shapeOf({ Counted: 'counted' }),
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
    await expect(reached.until(await house.log.head(), PATIENCE)).resolves.toBe(true);
    await expect(house.counts()).resolves.toEqual({ a: 23 });
    const aside = await house.db.query<unknown[]>('SELECT "position", "stream", "error" FROM "parked_event"');
    expect(aside).toEqual([{ position: '20', stream: 'tally-b@downs', error: words }]);
  });

  it('is nothing to those that leave its kind of record out, however many there are: they go on', async () => {
    await house.happens('Counted', 'broken', 2, 'tally-b');
    await house.happens('Counted', 'k', 30, 'kept-k');
    const { categories: _categories, ...everything } = tallyProjection();
    const models = [readModel({ ...everything, name: 'others', except: ['tally'] }, TallyRow)];
    const reports: unknown[] = [];
    const report = (_reader: string, error: unknown) => reports.push(error);
    house.engine({ models, report, log: new LiftingEventLog(house.log, shapes) }).follow();
    await expect(new Reached(house.db, models).until(await house.log.head(), PATIENCE)).resolves.toBe(true);
    await expect(house.counts()).resolves.toEqual({ k: 30 });
    const stands = await house.checkpoint('others-1');
    expect([reports, stands?.state, stands?.trouble]).toEqual([[], 'running', null]);
  });

  it('stops a reaction whose command reads it, also where the reaction itself leaves its kind of record out', async () => {
    const { position } = await house.happens('Counted', 'k', 1, 'kept-k');
    const log = new LiftingEventLog(house.log, shapes);
    const reaction: Reaction<TallyEvent> = {
      name: 'reading',
      categories: ['kept'],
      from: 'start',
      react: ({ id, event }) => [{ category: 'tally', id, command: { type: 'Count', data: event.data } }],
    };
    house.engine({ models: [], reactions: [reaction], log, dispatch: () => log.readStream('tally-b@downs') }).follow();
    await eventually(async () => (await house.checkpoint('reaction:reading'))?.state === 'stopped');
    expect(await house.checkpoint('reaction:reading')).toMatchObject({
      trouble: { error: words, event: { stream: 'kept-k', position: String(position) } },
    });
  });
});
