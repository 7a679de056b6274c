import { RuleBroken } from '#app/kernel';
import { addDays, spoken } from '#app/calendar';
import { type Life, beganOn, insistNotFuture } from './life';

/** A place held from a day, until a last day. */
export interface Seat {
  readonly from: string;
  readonly until?: string;
}

export const isHeldOn =
  (day: string) =>
  ({ from, until }: Seat): boolean =>
    from <= day && (until === undefined || day <= until);

/** Whether the seat is a new one. `held` are the seats of the same holder at the same place. */
export function maySit(held: readonly Seat[], from: string, life: Life, today: string): boolean {
  insistNotFuture(from, today, 'from');
  const began = beganOn(life);
  if (began !== null && from < began)
    throw new RuleBroken(
      'joined-before-it-began',
      `It began on ${spoken(began)}. Nobody can have joined before that day.`,
      'from',
    );
  const open = held.find(({ until }) => until === undefined);
  if (open?.from === from) return false;
  if (open) throw new RuleBroken('still-a-member', `This seat is held already, since ${spoken(open.from)}.`, 'from');
  const overlapping = held.find(({ until }) => until !== undefined && until >= from);
  if (overlapping)
    throw new RuleBroken(
      'was-a-member-then',
      `This seat was held until ${spoken(overlapping.until ?? '')}. It can be held again after that day.`,
      'from',
    );
  return true;
}

/** Whether somebody sits there who may leave on that day. */
export function mayLeave(held: readonly Seat[], until: string, today: string): boolean {
  insistNotFuture(until, today, 'until');
  const open = held.find((seat) => seat.until === undefined);
  if (!open) {
    if (held.some((seat) => seat.until === until)) return false;
    throw new RuleBroken('not-a-member', 'Nobody holds this seat now.', 'until');
  }
  if (until < open.from)
    throw new RuleBroken(
      'left-before-joining',
      `This seat is held since ${spoken(open.from)}. Nobody can have left it before that day.`,
      'until',
    );
  return true;
}

/** Cover is arranged beforehand, and never for good. */
const MOST_DAYS_AHEAD = 366;

/**
 * Whether a deputy's seat is a new one. It is planned: both its days are given, they may be still to come, and it ends by
 * itself. `held` are the deputy's other seats at the same place.
 */
export function mayDeputise(
  held: readonly Seat[],
  { from, until }: { readonly from: string; readonly until?: string | undefined },
  life: Life,
  today: string,
): boolean {
  if (until === undefined)
    throw new RuleBroken('deputy-without-an-end', 'Give the last day: a deputy sits for a time only.', 'until');
  if (until < from)
    throw new RuleBroken('left-before-joining', 'The last day cannot be before the first one.', 'until');
  if (until > addDays(today, MOST_DAYS_AHEAD))
    throw new RuleBroken('deputy-for-too-long', 'A deputy is recorded for a year ahead at most.', 'until');
  const began = beganOn(life);
  if (began !== null && from < began)
    throw new RuleBroken(
      'joined-before-it-began',
      `It began on ${spoken(began)}. Nobody can have joined before that day.`,
      'from',
    );
  if (held.some((seat) => seat.from === from && seat.until === until)) return false;
  const overlapping = held.find((seat) => seat.from <= until && from <= (seat.until ?? until));
  if (overlapping)
    throw new RuleBroken(
      'deputises-already',
      `They deputise there from ${spoken(overlapping.from)} already. End that seat first.`,
      'from',
    );
  return true;
}

/** Whether a deputy stops earlier than was planned; before the first day: the seat is called off. */
export function mayStopDeputising(seat: Seat | undefined, until: string, today: string): boolean {
  insistNotFuture(until, today, 'until');
  if (!seat) throw new RuleBroken('not-a-member', 'Nobody holds this seat now.', 'until');
  if (seat.until === until) return false;
  if (seat.until !== undefined && seat.until < until)
    throw new RuleBroken('left-already', `This seat ended on ${spoken(seat.until)}.`, 'until');
  if (until < seat.from && seat.from <= today)
    throw new RuleBroken(
      'left-before-joining',
      `This seat is held since ${spoken(seat.from)}. Nobody can have left it before that day.`,
      'until',
    );
  return true;
}

/** What was sat, as far as it has come: a seat that is planned is not in the way of an end. */
export const satUntil = (seats: readonly Seat[], today: string): readonly Seat[] =>
  seats.flatMap(({ from, until }) =>
    until === undefined || until <= today
      ? [{ from, ...(until !== undefined && { until }) }]
      : from <= today
        ? [{ from }]
        : [],
  );

/** A group or a role does not end while somebody took a seat later. */
export function insistSeatsBefore(
  seats: readonly { readonly from?: string; readonly until?: string }[],
  endedOn: string,
  field = 'endedOn',
): void {
  const later = seats.find(({ from, until }) => (until ?? from ?? '') > endedOn);
  if (later)
    throw new RuleBroken(
      'ended-before-a-member',
      `A seat is recorded as held on ${spoken(later.until ?? later.from ?? '')}. It cannot have ended before that day.`,
      field,
    );
}

/** The open seat among these, closed. */
export const closing = <S extends { readonly until?: string }>(
  seats: readonly S[],
  ofHolder: (seat: S) => boolean,
  until: string,
): readonly S[] => seats.map((seat) => (ofHolder(seat) && seat.until === undefined ? { ...seat, until } : seat));
