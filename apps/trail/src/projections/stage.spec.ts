import fc from 'fast-check';
import { type Stage, barOf, lineOf } from './stage';

const stage: Stage = {
  name: 'recommendation',
  doing: 'filling',
  done: 42_000,
  of: 100_000,
  parts: 'events',
  rate: 12_345.6,
  seconds: 4,
  first: 2_000,
};

const number = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.double({ min: 0, max: 1e9, noNaN: true }));
const anyStage = fc
  .record({ done: number, of: number, rate: number, seconds: number, first: number })
  .map((some): Stage => ({ ...stage, ...some }));

describe('how far a part of a rebuild is', () => {
  it('is told by its share, how fast it goes and how long it still takes, with a bar where somebody looks', () => {
    const words = 'filling, 42 %, 42,000 of 100,000 events, 12,345 a second, 6 s left';
    expect(lineOf(stage)).toBe(`recommendation: ${words}`);
    expect(barOf(stage, 200)).toBe(`recommendation ${'█'.repeat(16)}${'░'.repeat(24)} ${words}`);
    expect(barOf(stage, 100)).toBe(`recommendation ${'█'.repeat(7)}${'░'.repeat(10)} ${words}`);
  });

  it.each([
    [
      'nothing has been done yet',
      { done: 0, first: 0, seconds: 0, rate: 0 },
      'filling, 0 %, 0 of 100,000 events, 0 a second',
    ],
    [
      'it has not got on since it went on',
      { first: 42_000 },
      'filling, 42 %, 42,000 of 100,000 events, 12,345 a second',
    ],
    [
      'there is nothing to do',
      { done: 0, of: 0, first: 0 },
      'filling, 100 %, 0 of 0 events, 12,345 a second, 0 s left',
    ],
    ['all is done', { done: 100_000 }, 'filling, 100 %, 100,000 of 100,000 events, 12,345 a second, 0 s left'],
    [
      'one is left of very many',
      { done: 99_999 },
      'filling, 99 %, 99,999 of 100,000 events, 12,345 a second, 0 s left',
    ],
    ['it takes minutes', { seconds: 100 }, 'filling, 42 %, 42,000 of 100,000 events, 12,345 a second, 2 min 25 s left'],
    ['it takes hours', { seconds: 9_000 }, 'filling, 42 %, 42,000 of 100,000 events, 12,345 a second, 3 h 37 min left'],
  ])('says no more than it knows where %s', (_when, some, words) => {
    expect(lineOf({ ...stage, ...some })).toBe(`recommendation: ${words}`);
  });

  it('tells what was counted, where the share is of something else', () => {
    const words = 'filling, 42 %, 401 events taken, 12,345 a second, 6 s left';
    expect(lineOf({ ...stage, counted: 401, parts: 'events taken' })).toBe(`recommendation: ${words}`);
  });

  it('tells parts of an index, and how long is compared', () => {
    const indexing = { name: 'post', doing: 'indexing', done: 2.5, of: 4, parts: 'indexes', seconds: 10, first: 0 };
    expect(lineOf(indexing)).toBe('post: indexing, 62 %, 2 of 4 indexes, 6 s left');
    expect(barOf({ name: 'post', doing: 'comparing', seconds: 75 }, 80)).toBe('post comparing, 1 min 15 s so far');
  });

  it('is never told in numbers that are none, and is 100 % when all is done and not before', () => {
    const met = { done: 0, undone: 0 };
    fc.assert(
      fc.property(anyStage, (each) => {
        const line = lineOf(each);
        expect(line).not.toMatch(/NaN|Infinity|∞|undefined|-\d/);
        const { done = 0, of = 0 } = each;
        expect(line.includes(' 100 %,')).toBe(done >= of);
        met[done >= of ? 'done' : 'undone']++;
      }),
      {
        examples: [[stage], [{ ...stage, done: 0, of: 0, seconds: 0 }], [{ ...stage, done: 5e-324, of: 1, first: 0 }]],
      },
    );
    expect(Math.min(met.done, met.undone)).toBeGreaterThan(0);
  });

  it('is never wider than the terminal', () => {
    fc.assert(
      fc.property(anyStage, fc.integer({ min: 1, max: 250 }), (each, columns) => {
        expect(barOf(each, columns).length).toBeLessThan(columns);
      }),
    );
  });
});
