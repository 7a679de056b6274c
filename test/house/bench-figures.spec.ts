import { median, quantile, ratios, rotated } from '../bench/figures';

describe('the figures of a benchmark', () => {
  it('are medians, of an even number too', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 2])).toBe(3.5);
    expect(median([100, 20, 3])).toBe(20);
  });

  it('name the value below which a share lies', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => 99 - n);
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile(hundred, 1)]).toStrictEqual([50, 99, 99]);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('compare round by round, not median by median', () => {
    expect(ratios([10, 100, 30], [5, 10, 30])).toStrictEqual({ ratio: 2, lowest: 1, highest: 10 });
  });

  it('let another side begin each round', () => {
    expect([0, 1, 2, 3].map((round) => rotated(['a', 'b', 'c'], round).join(''))).toStrictEqual([
      'abc',
      'bca',
      'cab',
      'abc',
    ]);
  });
});
