import * as fc from 'fast-check';
import {
  addDays,
  daysBetween,
  dueOf,
  financialYear,
  nextReview,
  NotATarget,
  parseMonth,
  parseQuarter,
  quarterOf,
  targetOf,
} from './index';

describe('the financial year', () => {
  it.each([
    ['2024-11-05', '2024-25'],
    ['2025-03-31', '2024-25'],
    ['2025-04-01', '2025-26'],
    ['1999-12-31', '1999-00'],
  ])('of %s is %s', (date, year) => {
    expect(financialYear(date)).toBe(year);
  });
});

describe('a quarter', () => {
  it('Q3 2025-26 is due on 31 December 2025', () => {
    expect(parseQuarter('Q3 2025-26')).toEqual({ label: 'Q3 2025-26', from: '2025-10-01', due: '2025-12-31' });
  });

  it.each([
    ['2025-03-12', 'Q4 2024-25', '2025-01-01', '2025-03-31'],
    ['2025-04-01', 'Q1 2025-26', '2025-04-01', '2025-06-30'],
    ['2025-09-30', 'Q2 2025-26', '2025-07-01', '2025-09-30'],
    ['2025-10-01', 'Q3 2025-26', '2025-10-01', '2025-12-31'],
  ])('holds %s: %s', (date, label, from, due) => {
    expect(quarterOf(date)).toEqual({ label, from, due });
  });

  it('holds every one of its dates, and reads back from its own label', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const quarter = quarterOf(date);
        expect(quarter.from <= date && date <= quarter.due).toBe(true);
        expect(parseQuarter(quarter.label)).toEqual(quarter);
        expect(quarter.label.slice(3)).toBe(financialYear(date));
      }),
    );
  });

  it.each(['q3 2025/26', ' Q3  2025-26 ', 'Q3 2025-2026', 'Q3 2025–26'])('may be written “%s”', (text) => {
    expect(parseQuarter(text).label).toBe('Q3 2025-26');
  });

  it.each([
    'Q5 2025-26',
    'Q0 2025-26',
    'Q3 2025-27',
    'Q3 2025-25',
    'Q3 2025',
    'Q3',
    '3 2025-26',
    'Q3 1025-26',
    'Q3 2199-00',
    '',
  ])('is not “%s”', (text) => {
    expect(() => parseQuarter(text)).toThrow(NotATarget);
  });
});

describe('a month', () => {
  it('is due on its last day', () => {
    expect(parseMonth('2025-10')).toEqual({ label: 'October 2025', from: '2025-10-01', due: '2025-10-31' });
    expect(parseMonth('2028-02').due).toBe('2028-02-29');
  });

  it.each(['2025-13', '2025-00', '2025-1', '10-2025', '0225-10', 'October 2025', ''])('is not “%s”', (text) => {
    expect(() => parseMonth(text)).toThrow(NotATarget);
  });
});

describe('a target', () => {
  it.each([
    ['date', '2025-12-31', '2025-12-31', '31 December 2025', '2025-12-31'],
    ['month', '2025-10', '2025-10', 'October 2025', '2025-10-31'],
    ['quarter', 'q3 2025/26', 'Q3 2025-26', 'Q3 2025-26', '2025-12-31'],
  ])('by %s “%s” keeps its words and knows its last day', (kind, text, value, label, due) => {
    const target = targetOf(kind, text);
    expect(target).toEqual({ kind, value, label, due });
    expect(dueOf(target)).toBe(due);
    expect(nextReview(target, '2025-01-01')).toBeUndefined();
  });

  it.each([
    ['every quarter', '2025-11-30', '2026-02-28'],
    ['every six months', '2025-04-16', '2025-10-16'],
    ['every year', '2024-02-29', '2025-02-28'],
  ])('reviewed %s has no due date; after %s it is looked at again on %s', (value, from, next) => {
    const target = targetOf('rhythm', value);
    expect(target).toEqual({ kind: 'rhythm', value, label: `Reviewed ${value}` });
    expect(dueOf(target)).toBeUndefined();
    expect(nextReview(target, from)).toBe(next);
  });

  it.each([
    ['date', '2025-02-31', 'Target date must be a real date'],
    ['date', 'soon', 'Target date must be a real date'],
    ['month', '2025-13', 'Month must be written like 2025-10'],
    ['quarter', 'Q5 2025-26', 'Quarter must be written like Q3 2025-26, with two years that follow each other'],
    ['quarter', 'Q1 1066-67', 'Quarter must lie between 1900 and 2199'],
    ['rhythm', 'now and then', 'Review rhythm must be one of: every quarter, every six months, every year'],
    ['whenever', '2025-10', 'Target must be a date, a month, a quarter or a review rhythm'],
    ['toString', '2025-10', 'Target must be a date, a month, a quarter or a review rhythm'],
  ])('by %s “%s” is refused in words', (kind, value, words) => {
    expect(() => targetOf(kind, value)).toThrow(new NotATarget(words));
  });
});

const anyDate = fc.nat(daysBetween('1960-01-01', '2140-12-31')).map((days) => addDays('1960-01-01', days));
