import { type Facts, type Narrative, RuleBroken, wordsOf } from '#app/kernel';
import { clock, isIsoDate } from '#app/calendar';
import type { CorrectData } from './referral.commands';
import type { Corrected, CorrectableValues, ReferralEvent } from './referral.events';
import { pseudonyms, refuseImpossibleDates } from './referral.rules';
import type { Referral } from './referral.state';

type Value = CorrectableValues[keyof CorrectableValues];

const DATES: readonly string[] = ['incidentOn', 'awareOn', 'receivedOn'];

/** The right value and a reason; the wrong one stays in the event, so that it can be shown struck through. */
export function correctReferral(
  data: CorrectData,
  { facts, decidedOn }: Referral,
  { today }: Facts,
): readonly ReferralEvent[] {
  const { field, label, reason } = data;
  const from: Value = facts[field] ?? '';
  const to: Value = data.field === 'children' ? pseudonyms(data.to) : data.to;
  if (told(from) === told(to))
    throw new RuleBroken('nothing-to-correct', 'This is the value that is recorded already.', 'field');
  if (told(to) === '') throw new RuleBroken('no-right-value', 'Give the right value.', 'field');
  if (DATES.includes(field)) refuseWrongOrder({ ...facts, [field]: to }, told(to), decidedOn, today);
  // Field, wrong value and right value belong together: `facts` and the command say so, one field at a time.
  const corrected = { field, label, from, to, reason, ...countedAgain(data) } as Corrected;
  return [{ type: 'ReferralCorrected', data: corrected }];
}

function refuseWrongOrder(
  facts: Partial<CorrectableValues>,
  to: string,
  decidedOn: string | undefined,
  today: string,
): void {
  if (!isIsoDate(to)) throw new RuleBroken('not-a-date', 'Give the right date.', 'date');
  refuseImpossibleDates(facts, today, 'date');
  if (decidedOn !== undefined && facts.receivedOn !== undefined && facts.receivedOn > decidedOn)
    throw new RuleBroken(
      'decided-before-received',
      'With this date, the referral was received after it was decided.',
      'date',
    );
}

/** Five working days for a notification count from the day of awareness (Children Act 2004, section 16C; dated rule). */
function countedAgain(data: CorrectData): { notifyBy?: string; ruleVersion?: string } {
  if (data.field !== 'awareOn') return {};
  const { due, rule, ruleVersion } = clock('notify-panel', data.to);
  return { notifyBy: due, ruleVersion: `${rule} ${ruleVersion}` };
}

/** Whatever its shape, as words that can be compared. */
function told(value: Value): string {
  if (typeof value === 'string') return value;
  return isList(value) ? [...value].sort().join('\n') : wordsOf(value);
}

const isList = (value: readonly string[] | Narrative): value is readonly string[] => Array.isArray(value);
