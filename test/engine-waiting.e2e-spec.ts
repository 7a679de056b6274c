import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import type { Reaction } from '#app/kernel';
import { CannotOpen, type Dispatch, NoMasterKey, TooBusy } from '#app/platform';
import { dispatchOf } from '../apps/web/src/house';
import { type TallyEvent, Tallies, connected, eventually } from './engine.tally';

const cheer: Reaction<TallyEvent> = {
  name: 'cheer',
  categories: ['tally'],
  react: ({ id, event }) => [{ category: 'cheer', id, command: { type: 'Cheer', data: event.data } }],
  from: 'start',
};

describe('a reaction whose command cannot be taken just now', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(() => house.empty());
  afterAll(() => house.close());

  const refusing =
    (error: Error): Dispatch =>
    () =>
      Promise.reject(error);

  it.each([
    ['for another partnership than are served here', dispatchOf([])],
    ['for a record that many write to', refusing(new TooBusy('tally-a'))],
    ['for want of a master key', refusing(new NoMasterKey())],
    ['with a value that does not open', refusing(new CannotOpen())],
  ])('waits, %s, however often it has tried; says at which event, and goes on', async (_why, dispatch) => {
    for (const name of ['a', 'b', 'c']) await house.happens('Counted', name);
    let now = false;
    const willing: Dispatch = (consequence, act, partnership) => {
      const { name } = consequence.command.data as TallyEvent['data'];
      return now || name !== 'c' ? Promise.resolve() : dispatch(consequence, act, partnership);
    };
    house.engine({ models: [], reactions: [{ ...cheer, parks: true }], dispatch: willing, tries: 1 }).follow();
    const stands = () => house.checkpoint('reaction:cheer');
    await eventually(async () => ((await stands())?.trouble?.tries ?? 0) > 2);
    expect(await stands()).toMatchObject({
      state: 'running',
      trouble: { event: { stream: 'tally-c', position: '2' } },
    });
    now = true;
    await eventually(async () => (await stands())?.position === '2');
    await expect(house.db.query('SELECT FROM "parked_event"')).resolves.toEqual([]);
  });

  it('is tried after a while, and after twice as long each time', async () => {
    const tries: number[] = [];
    const dispatch: Dispatch = () => {
      tries.push(performance.now());
      return Promise.reject(new TooBusy('tally-a'));
    };
    await house.happens('Counted', 'a');
    const engine = house.engine({ models: [], reactions: [cheer], dispatch });
    engine.follow();
    await eventually(() => Promise.resolve(tries.length >= 4));
    await engine.stop();
    const waits = tries.slice(1, 4).map((time, n) => Math.round(time - (tries[n] ?? NaN)));
    for (const [n, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(95 * 2 ** n);
  });
});

describe('a read model whose rows are written so slowly that a whole step takes too long', () => {
  let house: Tallies;
  let db: DataSource;

  beforeAll(async () => {
    house = await Tallies.open();
    db = await connected(house.url, 'impatient', { query_timeout: 1_000 });
    await house.db.query(`CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(0.002); RETURN NEW; END $$`);
    await house.db.query('CREATE TRIGGER slowly BEFORE INSERT ON "tally_1" FOR EACH ROW EXECUTE FUNCTION slowly()');
  });
  afterAll(async () => {
    await house.close();
    await db.destroy();
  });

  it('takes fewer events at once, and gets on', async () => {
    for (let n = 0; n < 1_000; n++) await house.happens('Counted', `n${String(n)}`);
    const late = new Set<unknown>();
    house.engine({ db, report: (_reader, error) => late.add((error as Error).message) }).follow();
    await eventually(async () => Object.keys(await house.counts()).length === 1_000);
    expect(late).toContain('Query read timeout');
  });
});
