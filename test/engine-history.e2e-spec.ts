import 'reflect-metadata';
import fc from 'fast-check';
import { type Recorded, fold } from '#app/kernel';
import { type Difference, type Moment, asAt, between, catchUp, readModel } from '#app/platform';
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

async function handed<T>(some: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of some) found.push(one);
  return found;
}

const byName = (some: readonly Difference<TallyRow>[]) => some.toSorted((a, b) => (nameIn(a) < nameIn(b) ? -1 : 1));
const nameIn = ({ before, after }: Difference<TallyRow>): string => (after ?? before)?.name ?? '';

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

  /** Rows by name, as the kernel folds them out of some of the events. */
  const held = (events: readonly Recorded[]) =>
    new Map(
      [...fold(events.flatMap((each) => model.projection.rows(each))).values()].flatMap((row) =>
        row === undefined ? [] : [[String(row['name']), whole(row)]],
      ),
    );
  const whole = ({ name, count, on, marks, detail }: Partial<TallyRow>) => ({ name, count, on, marks, detail });
  /** What is in one and not in the other, or otherwise: each row carries the id of the event that made it so. */
  const differences = (before: readonly Recorded[], after: readonly Recorded[]) => {
    const [was, is] = [held(before), held(after)];
    return [...new Set([...was.keys(), ...is.keys()])]
      .toSorted()
      .map((name) => ({ before: was.get(name), after: is.get(name) }))
      .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
  };
  const compared = async (a: Moment, b: Moment, page?: number) =>
    byName(await handed(between(house.db, TallyRow, a, b, page))).map(({ before, after }) => ({
      before: before && whole(before),
      after: after && whole(after),
    }));

  it('tells what differs between any two positions, whichever comes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 30 }), fc.nat(29), fc.nat(29), async (all, x, y) => {
        await happened(all);
        const events = await house.events();
        const [a, b] = [BigInt(Math.min(x, y)), BigInt(Math.max(x, y))];
        const upTo = (end: bigint) => events.filter(({ position }) => position <= end);
        const expected = differences(upTo(a), upTo(b));
        expect(await compared({ position: a }, { position: b })).toEqual(expected);
        expect(await compared({ position: b }, { position: a }, 2)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('tells what differs between any two times, whichever comes first, and at an instant that several events share', async () => {
    const second = fc.integer({ min: -3, max: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 30 }), second, second, async (all, x, y) => {
        await happened(all);
        const events = await house.events();
        const times = lived(events);
        const upTo = (end: string) => events.filter((_, n) => (times[n] ?? '') <= end);
        // As the events are, to the second: many times are met exactly, and shared.
        const [a, b] = [x, y].toSorted((one, two) => one - two).map((n) => new Date(DAY + n * 1_000).toISOString());
        const expected = differences(upTo(a ?? ''), upTo(b ?? ''));
        expect(await compared({ time: a ?? '' }, { time: b ?? '' })).toEqual(expected);
        expect(await compared({ time: b ?? '' }, { time: a ?? '' })).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('counts everything of an instant to it: all of it is after the moment before, and none of it before', async () => {
    const counted = (name: string, later: number): Told => ({ type: 'Counted', name, later, runs: false });
    await happened([counted('a', 1), counted('a', 1), counted('a', 0), counted('b', 0), counted('a', 1)]);
    const at = (milliseconds: number): Moment => ({ time: new Date(DAY + milliseconds).toISOString() });
    const counts = async (from: number, to: number) =>
      byName(await handed(between(house.db, TallyRow, at(from), at(to)))).map(({ before, after }) => [
        before?.count,
        after?.count,
      ]);
    expect(await counts(1_999, 2_000)).toEqual([
      [1, 3],
      [undefined, 1],
    ]);
    expect(await counts(2_000, 2_999)).toEqual([]);
    expect(await counts(2_000, 3_000)).toEqual([[3, 4]]);
    expect(await counts(2_000, 2_000)).toEqual([]);
  });

  it('tells every difference, however many there are, in the order of the latest events that made them', async () => {
    await house.db.query(
      `INSERT INTO "tally_1_history" SELECT 'r' || n, 1, NULL, '{}', '{}', 'test', p, CASE n % 3 WHEN 0 THEN q WHEN 1 THEN q END,
          to_timestamp(p), CASE WHEN n % 3 < 2 THEN to_timestamp(q) END
        FROM generate_series(1, 3600) AS n, LATERAL (SELECT n % 7 AS p, 10 + (n * 17) % 3600 AS q) AS at;
      INSERT INTO "tally_1_history" SELECT "name", 2, NULL, '{}', '{}', 'test', "toPosition", NULL, "toTime", NULL
        FROM "tally_1_history" WHERE substring("name", 2)::integer % 3 = 1;
      INSERT INTO "tally_1_history" SELECT 's' || n, 1, NULL, '{}', '{}', 'test', 4000, NULL, to_timestamp(4000), NULL
        FROM generate_series(1, 1100) AS n`,
    );
    const time = (seconds: number): Moment => ({ time: new Date(seconds * 1_000).toISOString() });
    for (const [a, b] of [
      [{ position: 9n }, { position: 5_000n }],
      [time(9), time(5_000)],
    ] as const) {
      const found = await handed(between(house.db, TallyRow, a, b));
      const positions = found.map(({ position }) => Number(position));
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
      for (const { before, after, position } of found)
        expect(String(position)).toBe(after?.fromPosition ?? before?.toPosition);
      const kinds = found.map(({ before, after }) => [before && 'was', after && 'is'].filter(Boolean).join(' and '));
      const many = (kind: string) => kinds.filter((one) => one === kind).length;
      expect(['was', 'was and is', 'is'].map(many)).toEqual([1_200, 1_200, 1_100]);
    }
  });

  it('compares two positions or two times, and not one with the other', async () => {
    const mixed = handed(between(house.db, TallyRow, { position: 1n }, { time: house.time }));
    await expect(mixed).rejects.toThrow('Two positions are compared, or two times');
    const turned = handed(between(house.db, TallyRow, { time: house.time }, { position: 1n }));
    await expect(turned).rejects.toThrow('Two positions are compared, or two times');
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
    const time = asAt(house.db, TallyRow, { time: '1970-01-01T14:00:00Z' }, 'r');
    expect(await plans(...time.getQueryAndParameters())).toMatch(/Index Scan|Bitmap Index Scan/);
    await expect(query.getCount()).resolves.toBe(300);
  });

  it('is not kept together with parking', () => {
    expect(() => readModel({ ...projection, parks: true }, TallyRow)).toThrow(
      'cannot keep history and put events aside',
    );
  });
});
