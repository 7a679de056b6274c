import { type IsoDate, isIsoDate } from './dates';
import { NotADate } from './errors';

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'iso8601',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The date in London at an instant (ISO with its zone, such as 2025-06-30T23:30:00.000Z, which is 1 July there). */
export function dateInLondon(instant: string): IsoDate {
  const part = partsAt(instant);
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The time on a London clock at an instant: 00:30. */
export function timeInLondon(instant: string): string {
  const part = partsAt(instant);
  return `${part('hour')}:${part('minute')}`;
}

/** The instant so many hours after another, in UTC. Instants in UTC follow one another as texts do. */
export const hoursAfter = (instant: string, hours: number): string =>
  new Date(timeOf(instant) + hours * 3_600_000).toISOString();

function timeOf(instant: string): number {
  // Without a zone, an instant would mean something else on every machine.
  const zoned = isIsoDate(instant.slice(0, 10)) && /^.{10}T.+(?:Z|[+-]\d{2}:\d{2})$/.test(instant);
  const time = zoned ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time)) throw new NotADate(`“${instant.slice(0, 40)}” is not an instant with its time zone`);
  return time;
}

function partsAt(instant: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = london.formatToParts(timeOf(instant));
  return (type) => parts.find((part) => part.type === type)?.value ?? '';
}
