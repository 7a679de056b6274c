import { type IsoDate, partsOf } from './dates';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** 16 April 2025. */
export function spoken(date: IsoDate): string {
  const [year, month, day] = partsOf(date);
  return `${day} ${monthName(month)} ${year}`;
}

/** 16 Apr 2025, for tables and narrow screens. */
export function shortSpoken(date: IsoDate): string {
  const [year, month, day] = partsOf(date);
  return `${day} ${monthName(month).slice(0, 3)} ${year}`;
}

/** The name of a month, 1 to 12. */
export const monthName = (month: number): string => months[month - 1] ?? '';
