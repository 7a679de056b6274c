import { NotADate } from './errors';

/** A day of the calendar, such as 2025-04-16. It has no time and no time zone, and sorts as text. */
export type IsoDate = string;

/** Year, month (1 to 12) and day of the month. */
export type Parts = readonly [year: number, month: number, day: number];

/** So far back for a birth, so far ahead for a review; a year outside is a slip of the keyboard (0225 for 2025). */
const earliest = '1900-01-01';
const latest = '2199-12-31';
const dayInMilliseconds = 86_400_000;

/** True for a day that exists between 1900 and 2199, written 2025-04-16. 31 February is refused. */
export function isIsoDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < earliest || value > latest)
    return false;
  const parts: Parts = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))];
  const [, month, day] = parts;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(parts);
}

/** Throws NotADate unless `date` is a real day. */
export function partsOf(date: IsoDate): Parts {
  if (!isIsoDate(date)) throw new NotADate(`“${date.slice(0, 40)}” is not a date`);
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
}

/** The date so many calendar days later, or earlier when `days` is negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  const [year, month, day] = partsOf(date);
  return dateOf([year, month, day + whole(days)]);
}

/** The same day so many months later (earlier when negative), clipped to the end of a shorter month. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = partsOf(date);
  const first: Parts = [year, month + whole(months), 1];
  return dateOf([first[0], first[1], Math.min(day, daysInMonth(first))]);
}

/** Calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (utc(partsOf(to)) - utc(partsOf(from))) / dayInMilliseconds;
}

export function isWeekend(date: IsoDate): boolean {
  return [0, 6].includes(new Date(utc(partsOf(date))).getUTCDay());
}

/** The last day of a month, 1 to 12. */
export function monthEnd(year: number, month: number): IsoDate {
  return dateOf([year, month + 1, 0]);
}

/** A count of days or months is a whole number; anything else is a fault in the program, not in what somebody typed. */
export function whole(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError(`A whole number is needed, not ${count}`);
  return count;
}

const utc = ([year, month, day]: Parts): number => Date.UTC(year, month - 1, day);
const daysInMonth = ([year, month]: Parts): number => new Date(utc([year, month + 1, 0])).getUTCDate();
const isoOf = (date: Date): IsoDate => date.toISOString().slice(0, 10);

/** Days and months may run over: 31 + 1 January is 1 February. */
function dateOf(parts: Parts): IsoDate {
  const time = new Date(utc(parts));
  const date = Number.isNaN(time.getTime()) ? '' : isoOf(time);
  if (!isIsoDate(date)) throw new NotADate('The date reached is not between 1900 and 2199');
  return date;
}
