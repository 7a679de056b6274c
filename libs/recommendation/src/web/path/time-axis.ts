/** Days and financial time on a line. Dates are ISO days; the financial year begins on 1 April. */
const MS_PER_DAY = 86_400_000;
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July'];
months.push('August', 'September', 'October', 'November', 'December');

/** Whole days since 1970 of an ISO date; a time of day after it is ignored. */
export function dayOf(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / MS_PER_DAY);
}

function partsOf(day: number): { year: number; month: number; date: number } {
  const at = new Date(day * MS_PER_DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}

/** "16 Jun 2025", as the marks show it; "16 June 2025" where there is room. */
export function dateInWords(iso: string, full = false): string {
  const { year, month, date } = partsOf(dayOf(iso));
  const name = months[month] ?? '';
  return `${date} ${full ? name : name.slice(0, 3)} ${year}`;
}

export interface Interval {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** The same in less room, the longest first. */
  readonly shorter: readonly string[];
}
export interface Calendar {
  readonly minor: readonly Interval[];
  readonly major: readonly Interval[];
}

type Step = (day: number) => { start: number; next: number; label: string; shorter: readonly string[] };

const firstOf = (year: number, month: number): number => Date.UTC(year, month, 1) / MS_PER_DAY;
const week: Step = (day) => {
  const start = day - ((((day + 3) % 7) + 7) % 7); // day 0 was a Thursday; weeks begin on Monday
  const { month, date } = partsOf(start);
  const label = `${date} ${(months[month] ?? '').slice(0, 3)}`;
  return { start, next: start + 7, label, shorter: [String(date)] };
};
const month: Step = (day) => {
  const at = partsOf(day);
  const label = months[at.month] ?? '';
  const shorter = [label.slice(0, 3), label.slice(0, 1)];
  return { start: firstOf(at.year, at.month), next: firstOf(at.year, at.month + 1), label, shorter };
};
const monthAndYear: Step = (day) => {
  const { label, ...rest } = month(day);
  return { ...rest, label: `${label} ${partsOf(day).year}`, shorter: [label, ...rest.shorter] };
};
const financialYear: Step = (day) => {
  const at = partsOf(day);
  const year = at.month < 3 ? at.year - 1 : at.year;
  return {
    start: firstOf(year, 3),
    next: firstOf(year + 1, 3),
    label: `${year}-${String(year + 1).slice(2)}`,
    shorter: [],
  };
};
const quarter: Step = (day) => {
  const at = partsOf(day);
  const first = at.month - (at.month % 3);
  return {
    start: firstOf(at.year, first),
    next: firstOf(at.year, first + 3),
    label: `Q${((first + 9) % 12) / 3 + 1}`,
    shorter: [],
  };
};
const quarterAndYear: Step = (day) => {
  const { label, ...rest } = quarter(day);
  return { ...rest, label: `${label} ${financialYear(day).label}`, shorter: [label] };
};

function cut(from: number, to: number, step: Step): Interval[] {
  const intervals: Interval[] = [];
  for (let day = from; day < to;) {
    const { next, label, shorter } = step(day);
    intervals.push({ from: day, to: Math.min(next, to), label, shorter });
    day = next;
  }
  return intervals;
}

/** Weeks in months, months in quarters, quarters in years: whichever a person can still read over this span. */
export function calendarBetween(from: number, to: number): Calendar {
  const span = to - from;
  if (span <= 75) return { minor: cut(from, to, week), major: cut(from, to, monthAndYear) };
  if (span <= 330) return { minor: cut(from, to, month), major: cut(from, to, quarterAndYear) };
  if (span <= 2400) return { minor: cut(from, to, quarter), major: cut(from, to, financialYear) };
  return { minor: cut(from, to, financialYear), major: [] };
}
