import { type Narrative, RuleBroken, wordsOf } from '#app/kernel';
import { spoken } from '#app/calendar';
import type { Where } from './rapid-review.events';

/** A date that has happened: not after today, and not before what it follows. `called` begins a sentence. */
export interface Dated {
  readonly date: string;
  readonly field: string;
  readonly called: string;
  readonly notBefore?: string | undefined;
  /** What happened on `notBefore`: "the council became aware". */
  readonly since?: string;
}

export function insistOnDate({ date, field, called, notBefore, since = '' }: Dated, today: string): void {
  if (date > today) throw new RuleBroken('dated-in-the-future', `${called} cannot be dated after today.`, field);
  if (notBefore !== undefined && date < notBefore)
    throw new RuleBroken(
      'dated-too-early',
      `${called} cannot be dated before ${spoken(notBefore)}, when ${since}.`,
      field,
    );
}

/** What was decided at a meeting was not decided before that meeting, and the meeting itself follows what it looked at. */
export function insistOnMeeting({ meeting }: Where, { date, called, notBefore, since = '' }: Dated): void {
  if (meeting === undefined) return;
  if (notBefore !== undefined && meeting.date < notBefore)
    throw new RuleBroken(
      'meeting-too-early',
      `The meeting was on ${spoken(meeting.date)}, before ${spoken(notBefore)}, when ${since}. Choose a later meeting.`,
      'meeting',
    );
  if (meeting.date > date)
    throw new RuleBroken(
      'meeting-after-date',
      `The meeting was on ${spoken(meeting.date)}, after the date that is given, ${spoken(date)}: ${called.charAt(0).toLowerCase()}${called.slice(1)} cannot come before its meeting.`,
      'meeting',
    );
}

/** Each of these once, and nothing else. */
export function insistOnEach<Key extends string>(
  expected: readonly Key[],
  given: readonly Key[],
  refusal: () => RuleBroken,
): void {
  const once = expected.every((key) => given.filter((one) => one === key).length === 1);
  if (!once || given.length !== expected.length) throw refusal();
}

/** A "no" needs the same reasons as a "yes". */
export function insistOnRationale(rationale: Narrative): void {
  if (wordsOf(rationale).trim().split(/\s+/).length < 4)
    throw new RuleBroken(
      'rationale-too-short',
      'Give the rationale in at least one sentence, for a no as for a yes.',
      'rationale',
    );
}

/** The number of the decision that is replaced, when there is one; with the reason that this takes. */
export function insistOnReplacing(decisions: number, why: Narrative | undefined): { readonly supersedes?: number } {
  if (decisions === 0) return {};
  if (why === undefined)
    throw new RuleBroken(
      'superseded-without-reason',
      'Say why the earlier decision is replaced. It stays on the record.',
      'supersedesWhy',
    );
  return { supersedes: decisions };
}
