import { RuleBroken } from '#app/kernel';
import { isIsoDate } from '#app/calendar';
import { recomputed, startedBy } from './deadlines';
import { insistOnDate } from './insist';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { Correctable, RapidReviewEvent } from './rapid-review.events';
import type { RapidReview } from './rapid-review.state';

type CorrectData = Extract<RapidReviewCommand, { type: 'CorrectRapidReview' }>['data'];
type Facts = RapidReview['facts'];

const DATES: readonly Correctable[] = ['awareOn', 'notifiedOn', 'reviewSentOn'];

/** The right value and a reason. Where a clock counts from the date, the event carries the clock as it was and as it is. */
export function correct(data: CorrectData, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  const { field, to } = data;
  const from = state.facts[field];
  if (from === undefined)
    throw new RuleBroken('nothing-recorded', 'There is nothing recorded here yet that could be corrected.', 'field');
  if (from === to) throw new RuleBroken('nothing-to-correct', 'This is the value that is recorded already.', 'to');
  const facts = { ...state.facts, [field]: to };
  if (DATES.includes(field)) insistOnOrder(to, facts, state, today);
  const { before, after } = recomputed(state.deadlines, facts);
  const moved = after.length > 0 ? { deadlinesBefore: before, ...startedBy(after) } : {};
  return [{ type: 'RapidReviewCorrected', data: { ...data, from, ...moved } }];
}

/** Aware, decided, notified, decided the review, sent it: each on or after the one before. */
function insistOnOrder(to: string, facts: Facts, state: RapidReview, today: string): void {
  if (!isIsoDate(to)) throw new RuleBroken('not-a-date', 'Give the right date.', 'to');
  insistOnDate({ date: to, field: 'to', called: 'The right date' }, today);
  const order = [
    [facts.awareOn, 'the council became aware'],
    [state.decidedOn, 'the notification was decided'],
    [facts.notifiedOn, 'the notification was sent'],
    [state.reviewDecidedOn, 'the review was decided'],
    [facts.reviewSentOn, 'the review was sent'],
  ] as const;
  let last: { date: string; words: string } | undefined;
  for (const [date, words] of order) {
    if (date === undefined) continue;
    if (last && date < last.date)
      throw new RuleBroken('out-of-order', `With this date, ${words} before ${last.words}.`, 'to');
    last = { date, words };
  }
}
