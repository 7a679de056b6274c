import { RuleBroken } from '#app/kernel';
import { isIsoDate } from '#app/calendar';
import { recomputed, startedBy } from './deadlines';
import { insistOnDate } from './insist';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { Correctable, CorrectableDate, RapidReviewEvent } from './rapid-review.events';
import type { RapidReview } from './rapid-review.state';

type CorrectData = Extract<RapidReviewCommand, { type: 'CorrectRapidReview' }>['data'];
type Facts = RapidReview['facts'];

/** What happened on each date, and what it follows. */
const DATES: Readonly<Record<CorrectableDate, { readonly words: string; readonly follows?: CorrectableDate }>> = {
  incidentOn: { words: 'it happened' },
  awareOn: { words: 'the council became aware', follows: 'incidentOn' },
  toldOn: { words: 'the partners were told', follows: 'awareOn' },
  decidedOn: { words: 'the notification was decided', follows: 'awareOn' },
  notifiedOn: { words: 'the notification was sent', follows: 'decidedOn' },
  acknowledgedOn: { words: 'the notification was acknowledged', follows: 'notifiedOn' },
  foundOn: { words: 'it was found not to meet the criteria', follows: 'notifiedOn' },
  metOn: { words: 'the review meeting was held', follows: 'notifiedOn' },
  reviewDecidedOn: { words: 'the review was decided', follows: 'metOn' },
  reviewSentOn: { words: 'the review was sent', follows: 'reviewDecidedOn' },
  repliedOn: { words: 'the Panel replied', follows: 'reviewSentOn' },
  answeredOn: { words: 'the partnership answered', follows: 'repliedOn' },
  closedOn: { words: 'it was closed', follows: 'repliedOn' },
};

const isDate = (field: Correctable): field is CorrectableDate => field in DATES;

/** The right value and a reason. Where a clock counts from the date, the event carries the clock as it was and as it is. */
export function correct(data: CorrectData, state: RapidReview, today: string): readonly RapidReviewEvent[] {
  const { field, to } = data;
  const from = state.facts[field];
  if (from === undefined)
    throw new RuleBroken('nothing-recorded', 'There is nothing recorded here yet that could be corrected.', 'field');
  if (from === to) throw new RuleBroken('nothing-to-correct', 'This is the value that is recorded already.', 'to');
  const facts = { ...state.facts, [field]: to };
  if (isDate(field)) insistOnOrder(to, facts, today);
  const { before, after } = recomputed(state.deadlines, facts);
  const moved = after.length > 0 ? { deadlinesBefore: before, ...startedBy(after) } : {};
  return [{ type: 'RapidReviewCorrected', data: { ...data, from, ...moved } }];
}

/** Each date on or after the one that it follows. */
function insistOnOrder(to: string, facts: Facts, today: string): void {
  if (!isIsoDate(to)) throw new RuleBroken('not-a-date', 'Give the right date.', 'to');
  insistOnDate({ date: to, field: 'to', called: 'The right date' }, today);
  for (const [field, { words, follows }] of Object.entries(DATES)) {
    const date = facts[field as CorrectableDate];
    const earlier = follows && facts[follows];
    if (follows && date !== undefined && earlier !== undefined && date < earlier)
      throw new RuleBroken('out-of-order', `With this date, ${words} before ${DATES[follows].words}.`, 'to');
  }
}
