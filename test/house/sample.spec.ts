import fc from 'fast-check';
import { dueOn } from '../sample';

/** Things of a few sorts, each another. */
const things = fc
  .array(fc.constantFrom('list', 'record', 'form'), { maxLength: 40 })
  .map((sorts) => sorts.map((sort, id) => ({ sort, id })));
const sortOf = ({ sort }: { readonly sort: string }): string => sort;
const arbitrary = [fc.nat(100_000), things, fc.integer({ min: 1, max: 7 })] as const;

describe('the part of a long test that is due on a day', () => {
  it('has something of each sort, and not more of it than its share', () => {
    fc.assert(
      fc.property(...arbitrary, (day, all, oneIn) => {
        const due = dueOn(day, all, oneIn, sortOf);
        for (const sort of new Set(all.map(sortOf))) {
          const [there, taken] = [all, due].map((some) => some.filter((one) => one.sort === sort).length);
          expect(taken).toBeGreaterThanOrEqual(1);
          expect(taken).toBeLessThanOrEqual(Math.ceil((there ?? 0) / Math.min(oneIn, there ?? 0)));
        }
      }),
    );
  });

  it('is the whole once those days have passed', () => {
    fc.assert(
      fc.property(...arbitrary, (day, all, oneIn) => {
        const days = Array.from({ length: oneIn }, (_, passed) => day + passed);
        const seen = new Set(days.flatMap((one) => dueOn(one, all, oneIn, sortOf)));
        expect(seen).toEqual(new Set(all));
      }),
    );
  });

  it('is everything where everything is asked for', () => {
    fc.assert(
      fc.property(fc.nat(100_000), things, (day, all) => {
        expect(new Set(dueOn(day, all, 1, sortOf))).toEqual(new Set(all));
      }),
    );
  });
});
