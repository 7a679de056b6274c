import { bankHoliday, england, type WorkCalendar } from './bank-holidays';
import { addDays, daysBetween, type IsoDate, isWeekend, whole } from './dates';

/**
 * A working day is Monday to Friday and not a bank holiday in England. The day of the trigger is day 0, the next working day
 * is day 1, and a deadline runs to the end of its last day. Every function throws OutsideCalendar where it would have to
 * count a day whose bank holidays are not known.
 */
export function isWorkingDay(date: IsoDate, calendar: WorkCalendar = england): boolean {
  return bankHoliday(date, calendar) === undefined && !isWeekend(date);
}

/** The date so many working days (0 or more) after a date, which is day 0. */
export function addWorkingDays(date: IsoDate, days: number, calendar: WorkCalendar = england): IsoDate {
  return walk(date, days, 1, calendar);
}

/** The date so many working days (0 or more) before a date, which is day 0. */
export function subtractWorkingDays(date: IsoDate, days: number, calendar: WorkCalendar = england): IsoDate {
  return walk(date, days, -1, calendar);
}

/**
 * Working days after `from`, up to and including `to`: what addWorkingDays added. Negative when `to` is earlier; 0 from a
 * Friday to the Sunday after it.
 */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: WorkCalendar = england): number {
  if (to < from) return 0 - workingDaysBetween(to, from, calendar);
  isWorkingDay(from, calendar);
  isWorkingDay(to, calendar);
  // Lists count for every row they show: whole weeks are not walked through day by day.
  const weeks = Math.floor(daysBetween(from, to) / 7);
  let count = weeks * 5;
  for (let day = addDays(from, weeks * 7); day < to;) {
    day = addDays(day, 1);
    if (!isWeekend(day)) count++;
  }
  for (const holiday of calendar.holidays.keys()) if (from < holiday && holiday <= to && !isWeekend(holiday)) count--;
  return count;
}

function walk(date: IsoDate, days: number, step: 1 | -1, calendar: WorkCalendar): IsoDate {
  if (whole(days) < 0) throw new RangeError(`Working days are counted from 0, not from ${days}`);
  isWorkingDay(date, calendar);
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, step);
    if (isWorkingDay(day, calendar)) left--;
  }
  return day;
}
