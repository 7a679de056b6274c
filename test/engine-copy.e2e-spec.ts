import 'reflect-metadata';
import { type Plain, type Recorded, fold } from '#app/kernel';
import { catchUp, historyOf, readModel } from '#app/platform';
import { type TallyEvent, TallyRow, Tallies, tallyProjection } from './engine.tally';

/** What COPY would take for the end of a value or a row, for nothing, for an array, or for the end of all. */
const SIGNS = ['\t', '\n', '\r', '\\', '\\N', '\\.', '"', '{', '}', ',', "'", 'NULL', 'é😀', ' '];

const plainTally = tallyProjection();
/** The name goes into every kind of column. */
const odd = {
  ...plainTally,
  history: true as const,
  rows: (recorded: Recorded<TallyEvent>) =>
    plainTally.rows(recorded).map((touch) => ({
      key: touch.key,
      change: (row: Plain<TallyRow> | undefined) => {
        const changed = touch.change(row);
        return changed && { ...changed, marks: [touch.key, ...changed.marks], detail: { last: touch.key } };
      },
    })),
};
const model = readModel<TallyRow>(odd, TallyRow);

describe('many rows written at once', () => {
  let house: Tallies;

  beforeAll(async () => {
    house = await Tallies.open();
  });
  afterAll(() => house.close());

  it('hold what the fold says, new or there already, whatever signs are in them', async () => {
    const names = Array.from(
      { length: 70 },
      (_, n) => `${SIGNS[n % SIGNS.length] ?? ''}${String(n)}${SIGNS[(n * 3) % SIGNS.length] ?? ''}`,
    );
    for (let time = 0; time < 3; time++) {
      for (const name of names) await house.happens('Counted', name, 1, 'tally-odd');
      await catchUp(model, house.log, house.db);
    }
    const events = await house.events();
    const expected = [...fold(events.flatMap((each) => model.projection.rows(each))).values()];
    const rows = await house.db.getRepository(TallyRow).find();
    const inOrder = (all: readonly unknown[]) =>
      all.map((row) => JSON.stringify(row, ['name', 'count', 'on', 'marks', 'detail', 'last'])).toSorted();
    expect(rows).toHaveLength(70);
    expect(inOrder(rows)).toEqual(inOrder(expected));
    const [kept] = await house.db.query<{ versions: number; open: number }[]>(
      `SELECT count(*)::int AS versions, (count(*) FILTER (WHERE "toPosition" IS NULL))::int AS open FROM "${historyOf('tally_1')}"`,
    );
    expect(kept).toEqual({ versions: 210, open: 70 });
  });
});
