import * as fc from 'fast-check';
import { addDays, addMonths, daysBetween, isIsoDate, NotADate, shortSpoken, spoken } from './index';

describe('a date', () => {
  it.each(['2025-04-16', '2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('%s is accepted', (date) => {
    expect(isIsoDate(date)).toBe(true);
  });

  it.each([
    ['31 February', '2025-02-31'],
    ['29 February outside a leap year', '2025-02-29'],
    ['29 February 1900', '1900-02-29'],
    ['a thirteenth month', '2025-13-01'],
    ['day nought', '2025-04-00'],
    ['a year with a digit missing', '0225-04-16'],
    ['a year too far ahead', '2200-01-01'],
    ['a short form', '2025-4-16'],
    ['British order', '16/04/2025'],
    ['a date with a time', '2025-04-16T00:00:00Z'],
    ['a line break after it', '2025-04-16\n'],
    ['nothing', ''],
    ['a number', 20250416],
    ['no value', undefined],
    ['an object', {}],
  ])('refuses %s', (_what, value) => {
    expect(isIsoDate(value)).toBe(false);
  });

  it('that is none is named when something is counted from it', () => {
    expect(() => addDays('2025-02-31', 1)).toThrow(new NotADate('“2025-02-31” is not a date'));
    expect(() => daysBetween('2025-04-16', 'soon')).toThrow('“soon” is not a date');
  });

  it('is spoken in British order', () => {
    expect(spoken('2025-04-16')).toBe('16 April 2025');
    expect(shortSpoken('2025-04-16')).toBe('16 Apr 2025');
    expect(shortSpoken('2025-09-01')).toBe('1 Sep 2025');
  });
});

describe('months', () => {
  it.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2025-01-15', 6, '2025-07-15'],
    ['2025-10-31', 3, '2026-01-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-31', -2, '2024-11-30'],
  ])('added to %s: %i gives %s, clipped to the end of the month', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('never skip a month, and keep the day or clip it', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const reached = addMonths(date, months);
        expect(monthNumber(reached)).toBe(monthNumber(date) + months);
        expect(Number(reached.slice(8))).toBeLessThanOrEqual(Number(date.slice(8)));
      }),
    );
  });

  it('and days that leave the calendar are refused', () => {
    expect(() => addMonths('2199-12-01', 1)).toThrow(NotADate);
    expect(() => addDays('1900-01-01', -1)).toThrow(NotADate);
    expect(() => addDays('2025-01-01', 1e15)).toThrow(NotADate);
    expect(() => addDays('2025-01-01', 1.5)).toThrow(RangeError);
  });
});

describe('days', () => {
  it('between two dates are counted across the change of the clocks and leap days', () => {
    expect(daysBetween('2025-03-29', '2025-03-31')).toBe(2);
    expect(daysBetween('2025-10-25', '2025-10-27')).toBe(2);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2025-04-16', '2025-04-15')).toBe(-1);
  });

  it('added and counted back are the same', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
});

const monthNumber = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

const anyDate = fc.nat(daysBetween('1960-01-01', '2140-12-31')).map((days) => addDays('1960-01-01', days));
