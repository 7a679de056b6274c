import { DataSource } from 'typeorm';
import { FOLLOWING_IN_TIME, IN_TIME, Reached } from '#app/platform';
import { ENGINE_ROWS } from '../../apps/web/src/row-stores';
import { Tallies, connected, eventually, tally } from '../engine.tally';
import { openHouse } from '../house';
import { Proxy } from './proxy';

/** As the house waits, but not as long. */
const soon = { ...IN_TIME, connectionTimeoutMillis: 2_000, query_timeout: 1_000 };

describe('rows in a database that has moved elsewhere, and whose old connections say nothing', () => {
  let house: Tallies;
  let proxy: Proxy;
  let db: DataSource;

  beforeAll(async () => {
    house = await Tallies.open();
    proxy = await Proxy.before(house.url);
    db = await connected(proxy.url, 'engine', soon);
  });
  afterAll(async () => {
    await house.close();
    await db.destroy();
    await proxy.close();
  });

  it('are kept up with the log again by the same engine', async () => {
    await house.happens('Counted', 'a');
    const engine = house.engine({ db, models: [tally] });
    engine.follow();
    await eventually(async () => (await house.counts())['a'] === 1);
    for (let time = 2; time < 5; time++) {
      proxy.move();
      // So many that they are copied.
      await house.happens('Counted', 'a');
      for (let n = 0; n < 60; n++) await house.happens('Counted', `b${n}`);
      await eventually(async () => (await house.counts())['b59'] === time - 1);
      expect((await house.counts())['a']).toBe(time);
    }
  });

  it('are waited for no longer than one may', async () => {
    const reached = new Reached(db, [tally]);
    await expect(reached.until(0n)).resolves.toBe(true);
    proxy.silence();
    const unanswered = db.query('SELECT 1').then(
      () => 'answered',
      () => 'given up',
    );
    await expect(Promise.race([unanswered, reached.until(0n, 100)])).resolves.toBe(false);
    await expect(unanswered).resolves.toBe('given up');
    proxy.speak();
    await eventually(() => reached.until(0n).catch(() => false));
  });

  it('are answered again on new connections, while a question that was on its way is told of it', async () => {
    const slow = db.query('SELECT pg_sleep(0.2)');
    proxy.move();
    await expect(slow).rejects.toThrow('Query read timeout');
    // Each of the old connections fails once.
    const one = (): Promise<object[]> => db.query('SELECT 1 AS one');
    await eventually(() => one().then(Boolean, () => false));
    await expect(Promise.all([one(), one(), one()])).resolves.toHaveLength(3);
  });
});

describe('a house', () => {
  it('waits for its rows no longer than it says, whoever asks', async () => {
    const house = await openHouse();
    expect(house.web.app.get(DataSource).options).toMatchObject({ extra: IN_TIME });
    expect(house.web.app.get<DataSource>(ENGINE_ROWS).options).toMatchObject({ extra: FOLLOWING_IN_TIME });
    await house.close();
  });
});
