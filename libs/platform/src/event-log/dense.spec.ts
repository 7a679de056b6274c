import { dense } from './dense';
import { PositionMissing } from './event-log';

describe('events that follow a position', () => {
  const at = (...positions: readonly bigint[]) => positions.map((position) => ({ position }));

  it('are taken as they come where none is missing', () => {
    expect(dense(-1n, at(0n, 1n, 2n))).toStrictEqual(at(0n, 1n, 2n));
    expect(dense(7n, [])).toStrictEqual([]);
  });

  it.each([
    [4n, at(6n, 7n), 5n, 6n],
    [4n, at(5n, 9n), 6n, 9n],
    [4n, at(5n, 5n), 6n, undefined],
    [-1n, at(1n), 0n, 1n],
  ])('after %p are refused where one is missing, and it is told which comes next', (after, events, missing, next) => {
    expect(() => dense(after, events)).toThrow(new PositionMissing(missing));
    expect(() => dense(after, events)).toThrow(expect.objectContaining({ position: missing, next }) as Error);
  });
});
