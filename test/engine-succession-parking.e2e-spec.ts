import 'reflect-metadata';
import { type DataSource, type ObjectLiteral } from 'typeorm';
import {
  Engine,
  Rebuild,
  type Succeeding,
  catchUp,
  keepApart,
  modelReader,
  readModel,
  retire,
  unpark,
} from '#app/platform';
import { PairedRow, besideTallies, never, pairedIn, second, secondVersion } from './engine.second';
import { type Tallies, TallyRow, eventually, tallyProjection } from './engine.tally';

let poisonous = false;
const parking = { name: 'parking', parks: true };
const first = readModel({ ...tallyProjection(() => poisonous), ...parking }, TallyRow);
const next = readModel<ObjectLiteral>(
  { ...parking, version: 2, categories: ['tally'], rows: (recorded) => secondVersion.projection.rows(recorded) },
  PairedRow,
);

describe('a new version of a read model that puts events aside', () => {
  const beside = besideTallies([PairedRow]);
  const { engines } = beside;
  let house: Tallies;
  let db: DataSource;
  let switched: string[] = [];

  beforeAll(() => {
    ({ house, db } = beside);
  });
  beforeEach(async () => {
    [poisonous, second.poisonous, switched] = [false, false, []];
    await house.empty();
    await db.query(
      'CREATE TABLE "tally_2" ("name" text PRIMARY KEY, "count" integer NOT NULL, "pairs" integer NOT NULL)',
    );
    await keepApart('tally_2', db.manager);
  });
  afterEach(async () => {
    await new Rebuild(next, house.log, db).giveUp();
    await retire('parking-1', ['parking-1'], house.db);
    await db.query('DROP TABLE "tally_2"');
  });

  const happens = async (): Promise<void> => {
    await house.happens('Counted', 'a', 3);
    await house.happens('Poison', 'p');
    await house.happens('Counted', 'p', 2);
    await house.happens('Counted', 'b', 1);
  };
  /** Reads to the end, and puts aside on the way what cannot be taken. */
  const read = (engine: Engine, reader: string): Promise<void> =>
    eventually(async () => {
      await engine.catchUp();
      return (await house.checkpoint(reader))?.position === String(await house.log.head());
    });
  const succeed = async (): Promise<void> => {
    const { log } = house;
    const said = (how: Succeeding) => {
      if ('switched' in how) switched.push(`${how.switched.before?.reader ?? ''} to ${how.reader}`);
    };
    const engine = new Engine({ log, db, models: [next], report: () => undefined, said, tries: 3, leaseMs: 300 });
    engines.push(engine);
    await read(engine, 'parking-2');
  };
  const aside = (): Promise<readonly object[]> =>
    db.query('SELECT "reader", "position", "error" FROM "parked_event" ORDER BY "reader", "position"');

  it('takes what the version before had put aside, which keeps it so', async () => {
    await happens();
    poisonous = true;
    await read(house.engine({ models: [first] }), 'parking-1');
    const before = await aside();
    expect(before).toHaveLength(3);
    const begun = new Rebuild(next, house.log, db);
    await begun.begin(true);
    await begun.fill(() => undefined, never);
    expect(await house.checkpoint('parking-2')).toBeUndefined();
    await succeed();
    expect(switched).toEqual(['parking-1 to parking-2']);
    expect(await pairedIn(db)).toEqual({ 'a 3': 1, 'b 1': 0, 'p 3': 1 });
    expect(await aside()).toEqual(before);
  });

  it('puts aside what it cannot take itself, with what follows it, and takes that when it can', async () => {
    await happens();
    await read(house.engine({ models: [first] }), 'parking-1');
    second.poisonous = true;
    await succeed();
    expect(switched).toEqual(['parking-1 to parking-2']);
    expect(await pairedIn(db)).toEqual({ 'a 3': 1, 'b 1': 0 });
    const put = (position: number, error: string | null) => ({
      reader: 'parking-2',
      position: String(position),
      error,
    });
    expect(await aside()).toEqual([put(3, 'cannot fold this'), put(4, null), put(5, null)]);
    await house.happens('Counted', 'p');
    await succeed();
    expect((await aside()).at(-1)).toEqual(put(7, null));
    second.poisonous = false;
    expect(await unpark(modelReader(next, db), house.log, db)).toEqual([{ stream: 'tally-p', events: 4 }]);
    expect(await pairedIn(db)).toEqual({ 'a 3': 1, 'b 1': 0, 'p 4': 2 });
  });

  it('is filled beside the one before: what it has put aside until it is given up is forgotten with it', async () => {
    await happens();
    await read(house.engine({ models: [first] }), 'parking-1');
    second.poisonous = true;
    const begun = new Rebuild(next, house.log, db);
    await begun.begin(true);
    await begun.fill(() => undefined, never);
    expect(await aside()).toMatchObject(
      [3, 4, 5].map((at) => ({ reader: 'parking-2/building', position: String(at) })),
    );
    expect(await house.counts()).toEqual({ a: 3, b: 1, p: 3 });
    await begun.giveUp();
    expect(await aside()).toEqual([]);
  });

  it.each([
    ['follows what it has put aside', 'Counted', 'p'],
    ['it cannot take', 'Poison', 'q'],
  ] as const)('puts aside too what %s, and comes in the last moment before the switch', async (_what, type, name) => {
    await happens();
    await read(house.engine({ models: [first] }), 'parking-1');
    second.poisonous = true;
    let [isCompared, hasHappened] = [false, false];
    const readAll: typeof house.log.readAll = async (...asked) => {
      const events = await house.log.readAll(...asked);
      if (isCompared && !hasHappened) {
        hasHappened = true;
        await house.happens(type, name);
        await catchUp(first, house.log, house.db);
      }
      return events;
    };
    const begun = new Rebuild(next, { head: () => house.log.head(), readAll }, db);
    await begun.begin(true);
    await begun.fill(() => undefined, never);
    await begun.finish(false, ({ phase }) => (isCompared = phase === 'comparing'));
    expect(await house.checkpoint('parking-2')).toMatchObject({ position: '7' });
    expect(await aside()).toMatchObject([3, 4, 5, 7].map((at) => ({ reader: 'parking-2', position: String(at) })));
    expect(await pairedIn(db)).toEqual({ 'a 3': 1, 'b 1': 0 });
  });
});
