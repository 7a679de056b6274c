import 'reflect-metadata';
import fc from 'fast-check';
import { type Recorded, fold } from '#app/kernel';
import { type Moment, asAt, between, catchUp, readModel } from '#app/platform';
import { TallyRow, type TallyEvent, Tallies, tallyProjection } from './engine.tally';

const projection = { ...tallyProjection(), history: true as const };
const model = readModel<TallyRow>(projection, TallyRow);

interface Told {
  readonly type: TallyEvent['type'];
  readonly name: string;
  /** Seconds on the writer's clock since the last one. */
  readonly later: number;
  /** The engine runs after it. */
  readonly runs: boolean;
}

const told: fc.Arbitrary<Told> = fc.record({
  type: fc.constantFrom<TallyEvent['type']>('Counted', 'Counted', 'Counted', 'Cleared'),
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  later: fc.integer({ min: -2, max: 3 }),
  runs: fc.boolean(),
});

const DAY = Date.parse('2026-03-02T09:00:00.000Z');
const plain = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row, Object.keys(new Row()))).toSorted();
class Row implements TallyRow {
  name = '';
  count = 0;
  on = null;
  marks = [];
  detail = { last: null };
}

describe('the history of a read model', () => {
  jest.setTimeout(120_000);
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  beforeEach(() => house.empty());
  afterAll(() => house.close());

  const happened = async (all: readonly Told[]): Promise<void> => {
    await house.empty();
    let clock = DAY;
    for (const { type, name, later, runs } of all) {
      house.time = new Date((clock += later * 1_000)).toISOString();
      await house.happens(type, name);
      if (runs) await catchUp(model, house.log, house.db);
    }
    await catchUp(model, house.log, house.db);
  };

  /** The rows as the kernel folds them out of some of the events. */
  const folded = (events: readonly Recorded[]) =>
    plain([...fold(events.flatMap((each) => model.projection.rows(each))).values()].filter((row) => row !== undefined));
  const shown = async (moment: Moment) => plain(await asAt(house.db, TallyRow, moment, 'r').getMany());

  /** Times as a person lives them: a later event is never earlier. */
  const lived = (events: readonly Recorded[]): readonly string[] => {
    let latest = '';
    return events.map(({ at }) => (latest = at > latest ? at : latest));
  };

  it('shows every row as at any position, and as at any time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 30 }), async (all) => {
        await happened(all);
        const events = await house.events();
        const times = lived(events);
        for (const { position } of events)
          expect(await shown({ position })).toEqual(folded(events.filter((each) => each.position <= position)));
        for (let second = -10; second <= 60; second += 5) {
          const time = new Date(DAY + second * 1_000).toISOString();
          expect(await shown({ time })).toEqual(folded(events.filter((_, n) => (times[n] ?? '') <= time)));
        }
        expect(await shown({ position: await house.log.head() })).toEqual(
          plain(await house.db.getRepository(TallyRow).find()),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('tells what differs between any two positions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 30 }), fc.nat(29), fc.nat(29), async (all, x, y) => {
        await happened(all);
        const [a, b] = [BigInt(Math.min(x, y)), BigInt(Math.max(x, y))];
        const found = await between(house.db, TallyRow, { position: a }, { position: b });
        const [was, is] = [await shown({ position: a }), await shown({ position: b })];
        const rows = (side: 'before' | 'after') => plain(found.flatMap((each) => each[side] ?? []));
        expect(rows('before').filter((row) => !was.includes(row))).toEqual([]);
        expect(rows('after').filter((row) => !is.includes(row))).toEqual([]);
        // What is in one and not in the other is among the differences.
        expect(was.filter((row) => !is.includes(row) && !rows('before').includes(row))).toEqual([]);
        expect(is.filter((row) => !was.includes(row) && !rows('after').includes(row))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('is asked with the conditions, the order and the limit of any query', async () => {
    await happened(
      ['a', 'b', 'b', 'c', 'c', 'c', 'a', 'a'].map((name) => ({ type: 'Counted', name, later: 1, runs: false })),
    );
    const rows = await asAt(house.db, TallyRow, { position: 5n }, 'r')
      .andWhere('r.count > :least', { least: 1 })
      .orderBy('r.count', 'DESC')
      .take(1)
      .getMany();
    expect(rows).toMatchObject([{ name: 'c', count: 3, fromPosition: '5', toPosition: null, marks: { length: 3 } }]);
  });

  it('leaves out what a list does not show', async () => {
    await house.happens('Counted', 'a', 2);
    const narrow = readModel<TallyRow>({ ...projection, history: { without: ['detail', 'marks'] } }, TallyRow);
    await catchUp(narrow, house.log, house.db);
    const [row] = await asAt(house.db, TallyRow, { position: 0n }, 'r').getMany();
    expect(row).toMatchObject({ name: 'a', count: 1, detail: null, marks: null });
    await expect(house.db.getRepository(TallyRow).find()).resolves.toMatchObject([{ marks: { length: 2 } }]);
  });

  it('finds the rows of a moment by an index, however many versions there are', async () => {
    await house.db.query(
      `INSERT INTO "tally_1_history" SELECT 'r' || n, n % 50, NULL, '{}', '{}', 'test', p, p + 1000, to_timestamp(p), to_timestamp(p + 1000)
        FROM generate_series(1, 300) AS n, generate_series(0, 100000, 1000) AS p`,
    );
    await house.db.query('ANALYZE "tally_1_history"');
    const query = asAt(house.db, TallyRow, { position: 50_500n }, 'r');
    const plans = async (text: string, parameters: unknown[]): Promise<string> =>
      JSON.stringify(await house.db.query(`EXPLAIN ${text}`, parameters));
    expect(await plans(...query.getQueryAndParameters())).toMatch(/Index Scan|Bitmap Index Scan/);
    const time = asAt(house.db, TallyRow, { time: '1970-01-01T14:00:00Z' }, 'r').andWhere('r.name = :name', {
      name: 'r7',
    });
    expect(await plans(...time.getQueryAndParameters())).toMatch(/Index Scan|Bitmap Index Scan/);
    await expect(query.getCount()).resolves.toBe(300);
  });

  it('is not kept together with parking', () => {
    expect(() => readModel({ ...projection, parks: true }, TallyRow)).toThrow(
      'cannot keep history and put events aside',
    );
  });
});
