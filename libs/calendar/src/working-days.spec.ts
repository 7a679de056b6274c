import Holidays from 'date-holidays';
import * as fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  bankHoliday,
  daysBetween,
  england,
  isWorkingDay,
  NotADate,
  OutsideCalendar,
  subtractWorkingDays,
  workingDaysBetween,
} from './index';

/** The test cases of the domain reference, as printed there. */
const cases = [
  { aware: '2025-04-16', notifyBy: '2025-04-25', reviewBy: '2025-05-19', fromAwareness: '2025-05-12' },
  { aware: '2025-12-22', notifyBy: '2025-12-31', reviewBy: '2026-01-22', fromAwareness: '2026-01-15' },
  { aware: '2026-04-04', notifyBy: '2026-04-13', reviewBy: '2026-05-05', fromAwareness: '2026-04-27' },
  { aware: '2026-12-22', notifyBy: '2026-12-31', reviewBy: '2027-01-22', fromAwareness: '2027-01-15' },
];

describe.each(cases)('aware on $aware', ({ aware, notifyBy, reviewBy, fromAwareness }) => {
  it(`the fifth working day is ${notifyBy}`, () => {
    expect(addWorkingDays(aware, 5)).toBe(notifyBy);
  });

  it(`the fifteenth working day after that is ${reviewBy}`, () => {
    expect(addWorkingDays(notifyBy, 15)).toBe(reviewBy);
  });

  it(`the fifteenth working day from awareness is ${fromAwareness}`, () => {
    expect(addWorkingDays(aware, 15)).toBe(fromAwareness);
  });
});

describe('a working day', () => {
  it('is Monday to Friday and no bank holiday', () => {
    expect(isWorkingDay('2025-04-17')).toBe(true);
    expect(isWorkingDay('2025-04-18')).toBe(false);
    expect(isWorkingDay('2025-04-19')).toBe(false);
    expect(isWorkingDay('2025-04-20')).toBe(false);
    expect(isWorkingDay('2025-04-21')).toBe(false);
    expect(isWorkingDay('2025-04-22')).toBe(true);
  });

  it('is not the coronation day of 2023, which no rule foretold', () => {
    expect(bankHoliday('2023-05-08')).toBe('Bank holiday for the coronation of King Charles III');
  });

  it('is not the substitute day of a bank holiday at a weekend', () => {
    expect(bankHoliday('2026-12-28')).toBe('Boxing Day (substitute day)');
    expect(isWorkingDay('2027-12-27')).toBe(false);
  });

  it('agrees with an independent list for every day of 2023 to 2027', () => {
    const list = new Holidays('GB', 'ENG');
    const shut = new Set(
      [2023, 2024, 2025, 2026, 2027].flatMap((year) =>
        list
          .getHolidays(year)
          .filter(({ type }) => type === 'public')
          .map(({ date }) => date.slice(0, 10)),
      ),
    );
    const differing = daysOfTheTable().filter((day) => isWorkingDay(day) !== (!atWeekend(day) && !shut.has(day)));
    expect(differing).toEqual([]);
  });

  it('is not listed as a bank holiday when it lies at a weekend anyway', () => {
    expect([...england.holidays.keys()].filter(atWeekend)).toEqual([]);
  });
});

describe('working days counted', () => {
  it('backwards from a publication on 15 April 2026: seven before is 2 April', () => {
    expect(subtractWorkingDays('2026-04-15', 7)).toBe('2026-04-02');
  });

  it('start with the day of the trigger as day 0, even at a weekend', () => {
    expect(addWorkingDays('2025-06-07', 0)).toBe('2025-06-07');
    expect(addWorkingDays('2025-06-07', 1)).toBe('2025-06-09');
    expect(workingDaysBetween('2025-06-06', '2025-06-08')).toBe(0);
    expect(Object.is(workingDaysBetween('2025-06-08', '2025-06-06'), 0)).toBe(true);
  });

  it('and counted back are the same', () => {
    fc.assert(
      fc.property(tableDate, fc.nat(250), (date, days) => {
        expect(workingDaysBetween(date, addWorkingDays(date, days))).toBe(days);
      }),
    );
  });

  it('forward and then backward return to the working day they started from', () => {
    fc.assert(
      fc.property(tableDate.filter(working), fc.nat(250), (date, days) => {
        expect(subtractWorkingDays(addWorkingDays(date, days), days)).toBe(date);
        expect(workingDaysBetween(addWorkingDays(date, days), date)).toBe(0 - days);
      }),
    );
  });

  it('land on a working day, and never earlier for a later trigger or a longer rule', () => {
    fc.assert(
      fc.property(tableDate, fc.integer({ min: 1, max: 250 }), (date, days) => {
        const due = addWorkingDays(date, days);
        expect(isWorkingDay(due)).toBe(true);
        expect(addWorkingDays(date, days + 1) > due).toBe(true);
        expect(addWorkingDays(addDays(date, 1), days) >= due).toBe(true);
      }),
    );
  });

  it('add up over any day in between', () => {
    fc.assert(
      fc.property(tableDate, tableDate, tableDate, (one, two, three) => {
        expect(workingDaysBetween(one, two) + workingDaysBetween(two, three)).toBe(workingDaysBetween(one, three));
      }),
      { numRuns: 30 },
    );
  });
});

describe('outside the table of bank holidays', () => {
  it.each([
    ['before it', () => isWorkingDay('2022-12-31')],
    ['after it, even on a Saturday', () => isWorkingDay('2028-01-01')],
    ['when counting runs over its end', () => addWorkingDays('2027-12-29', 5)],
    ['when counting runs over its start', () => subtractWorkingDays('2023-01-04', 5)],
    ['when the trigger lies before it', () => addWorkingDays('2022-12-30', 5)],
    ['when nothing is to be added', () => addWorkingDays('2028-06-01', 0)],
    ['when the far end of a count lies beyond it', () => workingDaysBetween('2027-12-01', '2028-01-05')],
  ])('a date is refused %s', (_when, count) => {
    expect(count).toThrow(OutsideCalendar);
  });

  it('the refusal says what is known', () => {
    expect(() => isWorkingDay('2028-01-03')).toThrow(
      'Working days cannot be counted on 3 January 2028: bank holidays are known from 1 January 2023 to 31 December 2027',
    );
  });

  it('impossible dates and counts are refused as such', () => {
    expect(() => isWorkingDay('2025-02-31')).toThrow(NotADate);
    expect(() => workingDaysBetween('2025-02-28', '2025-02-31')).toThrow(NotADate);
    expect(() => addWorkingDays('2025-04-16', -1)).toThrow(RangeError);
    expect(() => addWorkingDays('2025-04-16', 0.5)).toThrow(RangeError);
  });

  it('another table can be passed, with one holiday more', () => {
    const longer = { ...england, holidays: new Map([...england.holidays, ['2025-04-17', 'A proclaimed day']]) };
    expect(addWorkingDays('2025-04-16', 5, longer)).toBe('2025-04-28');
  });
});

const tableDate = fc.nat(daysBetween('2023-01-01', '2026-12-01')).map((days) => addDays('2023-01-01', days));
const working = (date: string): boolean => isWorkingDay(date);
const atWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());

function daysOfTheTable(): readonly string[] {
  const count = daysBetween(england.from, england.to) + 1;
  return Array.from({ length: count }, (_day, index) => addDays(england.from, index));
}
