import { dateInLondon, hoursAfter, NotADate, timeInLondon } from './index';

describe('an instant in London', () => {
  it.each([
    ['in winter it is the date of UTC', '2025-01-15T23:30:00.000Z', '2025-01-15', '23:30'],
    ['in summer the day begins an hour earlier', '2025-06-30T23:30:00.000Z', '2025-07-01', '00:30'],
    ['the last minute before the day turns in summer', '2025-06-30T22:59:59.999Z', '2025-06-30', '23:59'],
    ['the night the clocks go forward', '2025-03-30T00:59:59Z', '2025-03-30', '00:59'],
    ['one second later', '2025-03-30T01:00:00Z', '2025-03-30', '02:00'],
    ['the evening after', '2025-03-30T23:00:00Z', '2025-03-31', '00:00'],
    ['the evening before the clocks go back', '2025-10-25T23:00:00Z', '2025-10-26', '00:00'],
    ['the first half past one', '2025-10-26T00:30:00Z', '2025-10-26', '01:30'],
    ['the second half past one', '2025-10-26T01:30:00Z', '2025-10-26', '01:30'],
    ['the evening after they went back', '2025-10-26T23:30:00Z', '2025-10-26', '23:30'],
    ['New Year is the same in both', '2025-12-31T23:59:59.999Z', '2025-12-31', '23:59'],
    ['with an offset instead of Z', '2025-07-01T00:30:00+02:00', '2025-06-30', '23:30'],
  ])('%s', (_when, instant, date, time) => {
    expect(dateInLondon(instant)).toBe(date);
    expect(timeInLondon(instant)).toBe(time);
  });

  it('is so many hours after another, whatever the clocks do', () => {
    expect(hoursAfter('2025-03-29T23:30:00+00:00', 4)).toBe('2025-03-30T03:30:00.000Z');
    expect(hoursAfter('2025-10-26T02:00:00.000+01:00', 0)).toBe('2025-10-26T01:00:00.000Z');
    expect(() => hoursAfter('2025-10-26', 1)).toThrow(NotADate);
  });

  it.each(['2025-04-16', '2025-04-16T10:00:00', '2025-02-31T10:00:00Z', '2025-04-16T25:00:00Z', 'now', ''])(
    'is not “%s”',
    (text) => {
      expect(() => dateInLondon(text)).toThrow(NotADate);
    },
  );
});
