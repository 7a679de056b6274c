import fc from 'fast-check';
import { expected } from '../permissions.expected';
import { dueOn } from '../sample';

/** Things of a few sorts, each another. */
const things = fc
  .array(fc.constantFrom('list', 'record', 'form'), { maxLength: 40 })
  .map((sorts) => sorts.map((sort, id) => ({ sort, id })));
const ofOneSort = (length: number) => Array.from({ length }, (_, id) => ({ sort: 'form', id }));
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

  it('is on no day more than twice what it is on another', () => {
    fc.assert(
      fc.property(...arbitrary, fc.nat(100_000), (day, all, oneIn, other) => {
        const [one, two] = [day, other].map((at) => dueOn(at, all, oneIn, sortOf).length) as [number, number];
        expect(Math.max(one, two)).toBeLessThanOrEqual(2 * Math.min(one, two));
      }),
      // Two on one day and one on the next: as far apart as they can be.
      { examples: [[0, ofOneSort(3), 2, 1]] },
    );
  });

  it('of what is sent to every address has every opening on each day of two months, and as much on one as on another', () => {
    const sendings = Object.entries(expected).flatMap(([path, { acts }]) =>
      Object.keys(acts).map((act) => `${path}/${act}`),
    );
    const openings = sendings.filter((one) => one.endsWith('/new'));
    const kindOf = (one: string) => (one.endsWith('/new') ? one : (one.split('/')[0] ?? ''));
    fc.assert(
      fc.property(fc.nat(100_000), (first) => {
        const days = Array.from({ length: 60 }, (_, passed) => dueOn(first + passed, sendings, 2, kindOf));
        for (const due of days) expect(due).toEqual(expect.arrayContaining(openings));
        const counts = days.map(({ length }) => length);
        expect(Math.max(...counts)).toBeLessThanOrEqual(1.2 * Math.min(...counts));
      }),
      { numRuns: 20 },
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
