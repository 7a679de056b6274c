import { RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';

/** A name with the first day on which it holds (ISO); null: from before our records begin. It holds until the next one does. */
export interface DatedName {
  readonly name: string;
  readonly from: string | null;
}

/** What agencies, groups and roles have in common: they begin, are renamed from a day, and end on a day. */
export interface Life {
  readonly status: 'unknown' | 'going' | 'ended' | 'void';
  /** Oldest first; the days on which they begin never go back. */
  readonly names: readonly DatedName[];
  /** The last day. */
  readonly endedOn?: string;
}

export const unborn: Life = { status: 'unknown', names: [] };

export const begun = (name: string, since: string | undefined): Life => ({
  status: 'going',
  names: [{ name, from: since ?? null }],
});

export const renamedTo = <L extends Life>(life: L, { name, since }: { name: string; since: string }): L => ({
  ...life,
  names: [...life.names, { name, from: since }],
});

export const endedAt = <L extends Life>(life: L, endedOn: string): L => ({ ...life, status: 'ended', endedOn });

/** The name that holds on a day (ISO). Before its first day the first one, after its last day the last one: it has no other. */
export const nameOn = (names: readonly DatedName[], on: string): string =>
  (names.findLast(({ from }) => from === null || from <= on) ?? names[0])?.name ?? '';

/** The first day, where it is known. */
export const beganOn = ({ names }: Life): string | null => names[0]?.from ?? null;

export type Noun = 'agency' | 'group' | 'role';

/** It is in the directory, and not there by mistake. */
export function insistKnown({ status }: Life, noun: Noun): void {
  if (status === 'unknown') throw new RuleBroken(`${noun}-not-in-directory`, `This ${noun} is not in the directory.`);
  if (status === 'void')
    throw new RuleBroken(`${noun}-void`, `This ${noun} was entered in error. Nothing can be added to it.`);
}

export function insistGoing({ status, endedOn }: Life, noun: Noun): void {
  if (status === 'ended')
    throw new RuleBroken(
      `${noun}-ended`,
      `This ${noun} ended on ${spoken(endedOn ?? '')}. Nothing can be added to it.`,
    );
}

export function insistNotFuture(date: string | undefined, today: string, field: string): void {
  if (date !== undefined && date > today)
    throw new RuleBroken('in-the-future', 'The directory records what holds. This date is still to come.', field);
}

/** Whether it is a new name. A name cannot begin before the one it follows. */
export function mayRename({ names }: Life, { name, since }: { name: string; since: string }, today: string): boolean {
  const last = names.at(-1);
  if (last?.name === name) return false;
  insistNotFuture(since, today, 'since');
  const from = last?.from ?? null;
  if (from !== null && since <= from)
    throw new RuleBroken(
      'renamed-too-early',
      `The present name has held since ${spoken(from)}. A new one begins after that day.`,
      'since',
    );
  return true;
}

/** Nothing ends before it began, or before it had its present name. */
export function mayEnd({ names }: Life, endedOn: string, today: string, field = 'endedOn'): void {
  insistNotFuture(endedOn, today, field);
  const from = names.at(-1)?.from ?? null;
  if (from !== null && endedOn < from)
    throw new RuleBroken(
      'ended-before-it-began',
      names.length > 1
        ? `It has had its present name since ${spoken(from)}. It cannot have ended before that day.`
        : `It began on ${spoken(from)}. It cannot have ended before that day.`,
      field,
    );
}
