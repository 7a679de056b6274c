import { targetOf } from '#app/calendar';
import { aimWords, dueWords } from './target.words';

describe('a target in words', () => {
  it.each([
    ['date', '2025-12-31', 'due 31 December 2025', 'target 31 December 2025'],
    ['month', '2025-10', 'due by the end of October 2025', 'target October 2025'],
    ['quarter', 'Q3 2025-26', 'due by the end of Q3 2025-26', 'target Q3 2025-26'],
    ['rhythm', 'every quarter', 'reviewed every quarter', 'reviewed every quarter'],
    ['rhythm', 'every six months', 'reviewed every six months', 'reviewed every six months'],
  ])('that is a %s (%s) is %s', (kind, value, due, aim) => {
    const target = targetOf(kind, value);
    expect([dueWords(target), aimWords(target, 'target')]).toEqual([due, aim]);
  });
});
