import { RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import { type Life, beganOn, insistNotFuture } from './life';

/** A place held from a day, until a last day. */
export interface Seat {
  readonly from: string;
  readonly until?: string;
}

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
