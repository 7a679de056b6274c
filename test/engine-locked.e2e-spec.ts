import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { Projection } from '#app/kernel';
import { FOLLOWING_IN_TIME, type ReadModel, readModel } from '#app/platform';
import { Tallies, TallyRow, connected, eventually, tally } from './engine.tally';

/** Follows a category, and keeps no rows. */
const watching = (name: string, category: string): ReadModel => {
  const projection: Projection<TallyRow> = { name, version: 1, categories: [category], rows: () => [] };
  return readModel(projection, TallyRow);
};

describe('a reader whose checkpoint somebody holds for long', () => {
  let house: Tallies;
  let db: DataSource;
  let holder: Client;

  beforeAll(async () => {
    house = await Tallies.open();
    db = await connected(house.url, 'engine', { ...FOLLOWING_IN_TIME, lock_timeout: 200 });
    holder = new Client({ connectionString: house.url });
    await holder.connect();
  });
  afterAll(async () => {
    await house.close();
    await db.destroy();
    await holder.end();
  });

  const stands = async (reader: string): Promise<string | undefined> => (await house.checkpoint(reader))?.position;

  it.each([
    ['with something to write', 'tally-1'],
    ['with nothing to write', 'idle-1'],
  ])('waits by itself, %s; the others go on', async (_how, held) => {
    const models = [tally, watching('busy', 'tally'), watching('idle', 'idle'), watching('other', 'other')];
    const failed = new Set<string>();
    const engine = house.engine({ db, models, leaseMs: 5_000, report: (reader) => failed.add(reader) });
    engine.follow();
    const others = models.map(({ projection: { name } }) => `${name}-1`).filter((reader) => reader !== held);
    await house.happens('Counted', 'a');
    const head = async (): Promise<string> => String(await house.log.head());
    await eventually(async () => (await stands(held)) === (await head()));
    await holder.query('BEGIN');
    await holder.query('SELECT FROM "checkpoint" WHERE "reader" = $1 FOR UPDATE', [held]);
    const before = await stands(held);
    for (let n = 0; n < 3; n++) {
      await house.happens('Counted', 'a');
      for (const reader of others) await eventually(async () => (await stands(reader)) === (await head()));
    }
    expect(await stands(held)).toBe(before);
    expect([...failed]).toEqual([held]);
    await holder.query('ROLLBACK');
    await eventually(async () => (await stands(held)) === (await head()));
    await engine.stop();
  });
});
