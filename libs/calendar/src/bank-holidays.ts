import { type IsoDate, partsOf } from './dates';
import { OutsideCalendar } from './errors';
import { spoken } from './spoken';

/** The days on which an office is shut beside weekends, and the first and last date for which that is known. */
export interface WorkCalendar {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly holidays: ReadonlyMap<IsoDate, string>;
}

/**
 * The bank holidays of England under the Banking and Financial Dealings Act 1971 and by proclamation. A holiday that falls
 * on a weekend is listed on its substitute day only. To extend the table, add a whole year and move `to`.
 */
export const england: WorkCalendar = {
  from: '2023-01-01',
  to: '2027-12-31',
  holidays: new Map([
    ['2023-01-02', 'New Year’s Day (substitute day)'],
    ['2023-04-07', 'Good Friday'],
    ['2023-04-10', 'Easter Monday'],
    ['2023-05-01', 'Early May bank holiday'],
    ['2023-05-08', 'Bank holiday for the coronation of King Charles III'],
    ['2023-05-29', 'Spring bank holiday'],
    ['2023-08-28', 'Summer bank holiday'],
    ['2023-12-25', 'Christmas Day'],
    ['2023-12-26', 'Boxing Day'],
    ['2024-01-01', 'New Year’s Day'],
    ['2024-03-29', 'Good Friday'],
    ['2024-04-01', 'Easter Monday'],
    ['2024-05-06', 'Early May bank holiday'],
    ['2024-05-27', 'Spring bank holiday'],
    ['2024-08-26', 'Summer bank holiday'],
    ['2024-12-25', 'Christmas Day'],
    ['2024-12-26', 'Boxing Day'],
    ['2025-01-01', 'New Year’s Day'],
    ['2025-04-18', 'Good Friday'],
    ['2025-04-21', 'Easter Monday'],
    ['2025-05-05', 'Early May bank holiday'],
    ['2025-05-26', 'Spring bank holiday'],
    ['2025-08-25', 'Summer bank holiday'],
    ['2025-12-25', 'Christmas Day'],
    ['2025-12-26', 'Boxing Day'],
    ['2026-01-01', 'New Year’s Day'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-04', 'Early May bank holiday'],
    ['2026-05-25', 'Spring bank holiday'],
    ['2026-08-31', 'Summer bank holiday'],
    ['2026-12-25', 'Christmas Day'],
    ['2026-12-28', 'Boxing Day (substitute day)'],
    ['2027-01-01', 'New Year’s Day'],
    ['2027-03-26', 'Good Friday'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-05-03', 'Early May bank holiday'],
    ['2027-05-31', 'Spring bank holiday'],
    ['2027-08-30', 'Summer bank holiday'],
    ['2027-12-27', 'Christmas Day (substitute day)'],
    ['2027-12-28', 'Boxing Day (substitute day)'],
  ]),
};

/** The name of the bank holiday on a date, if there is one. Throws OutsideCalendar where the table does not reach. */
export function bankHoliday(date: IsoDate, calendar: WorkCalendar = england): string | undefined {
  partsOf(date);
  if (!covers(calendar, date))
    throw new OutsideCalendar(
      `Working days cannot be counted on ${spoken(date)}: bank holidays are known from ${spoken(calendar.from)} to ${spoken(calendar.to)}`,
    );
  return calendar.holidays.get(date);
}

export const covers = (calendar: WorkCalendar, date: IsoDate): boolean => calendar.from <= date && date <= calendar.to;
