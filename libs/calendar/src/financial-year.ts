import { addDays, addMonths, type IsoDate, isIsoDate, monthEnd, partsOf } from './dates';
import { NotATarget } from './errors';
import { monthName } from './spoken';

/** A stretch of the calendar with a name: its first day, and its last, by the end of which things are due. */
export interface Period {
  readonly label: string;
  readonly from: IsoDate;
  readonly due: IsoDate;
}

/** The financial year, April to March, in which a date lies: 2024-25. */
export function financialYear(date: IsoDate): string {
  return yearLabel(startYear(date));
}

/** The financial quarter in which a date lies. Q1 is April to June, Q4 is January to March. */
export function quarterOf(date: IsoDate): Period {
  const [, month] = partsOf(date);
  return quarter(startYear(date), Math.floor(((month + 8) % 12) / 3) + 1);
}

/** Reads “Q3 2025-26”, also written q3 2025/26 or Q3 2025-2026. Throws NotATarget. */
export function parseQuarter(text: string): Period {
  const [, number, first, second] = /^q([1-4])\s+(\d{4})[-/–](\d{2}|\d{4})$/i.exec(text.trim()) ?? [];
  const start = Number(first);
  const following = String(start + 1);
  if (number === undefined || second === undefined || ![following, following.slice(2)].includes(second))
    throw new NotATarget('Quarter must be written like Q3 2025-26, with two years that follow each other');
  return sensible(start) ? quarter(start, Number(number)) : refuse('Quarter');
}

/** Reads “2025-10”. Throws NotATarget. */
export function parseMonth(text: string): Period {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || Number(month) < 1 || Number(month) > 12)
    throw new NotATarget('Month must be written like 2025-10');
  const from = `${year}-${month}-01`;
  if (!isIsoDate(from)) return refuse('Month');
  return { label: `${monthName(Number(month))} ${year}`, from, due: monthEnd(Number(year), Number(month)) };
}

/** The last day of its last quarter has to be a date too. */
const sensible = (start: number): boolean => start >= 1900 && start < 2199;

function refuse(field: string): never {
  throw new NotATarget(`${field} must lie between 1900 and 2199`);
}

function startYear(date: IsoDate): number {
  const [year, month] = partsOf(date);
  return month >= 4 ? year : year - 1;
}

const yearLabel = (start: number): string => `${start}-${String((start + 1) % 100).padStart(2, '0')}`;

function quarter(start: number, number: number): Period {
  const from = addMonths(`${start}-04-01`, (number - 1) * 3);
  return { label: `Q${number} ${yearLabel(start)}`, from, due: addDays(addMonths(from, 3), -1) };
}
