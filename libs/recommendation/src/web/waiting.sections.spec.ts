import { targetOf } from '#app/calendar';
import type { WaitingLine } from '../read/recommendation.queries';
import { askedItem, lineItem } from './waiting.sections';

const withTarget = (kind: string, value: string): WaitingLine => {
  const target = targetOf(kind, value);
  const line = { lineId: 'line-1', state: 'in-progress', awaitedBy: '2026-11-02', line: { target } };
  return { line, row: { id: 'one', reference: 'REC-2026-27-001', title: 'Ask first' } } as unknown as WaitingLine;
};

describe('a line on home', () => {
  it.each([
    ['date', '2026-11-30', 'due 30 November 2026'],
    ['quarter', 'Q3 2026-27', 'due by the end of Q3 2026-27'],
    ['rhythm', 'every quarter', 'reviewed every quarter'],
  ])('with a %s (%s) as its target is %s', (kind, value, words) => {
    expect(lineItem(withTarget(kind, value))).toMatchObject({ dueWords: words });
  });

  it('is due, where assurance was asked for, on the day by which it should come', () => {
    const item = askedItem(withTarget('rhythm', 'every quarter'));
    expect([item.due, item.dueWords]).toEqual(['2026-11-02', undefined]);
  });
});
