import { type Facts, type Narrative, RuleBroken, wordsOf } from '#app/kernel';
import { isIsoDate } from '#app/calendar';
import type { CorrectData } from './referral.commands';
import type { Corrected, CorrectableValues, ReferralEvent } from './referral.events';
import { notifyFrom, pseudonyms, refuseImpossibleDates, refuseOutsideReferral } from './referral.rules';
import type { Consideration, Referral } from './referral.state';

type Value = CorrectableValues[keyof CorrectableValues];

const DATES: readonly string[] = ['incidentOn', 'awareOn', 'receivedOn', 'consideredOn'];

/** The right value and a reason; the wrong one stays in the event, so that it can be shown struck through. */
export function correctReferral(
  data: CorrectData & { readonly opened?: string },
  state: Referral,
  facts: Facts,
): readonly ReferralEvent[] {
  const { field, label, reason, opened, consideration } = data;
  const before = recordOf(data, state);
  const from: Value = (before as Partial<CorrectableValues>)[field] ?? '';
  const to: Value = data.field === 'children' ? pseudonyms(data.to) : data.to;
  if (told(from) === told(to))
    throw new RuleBroken('nothing-to-correct', 'This is the value that is recorded already.', field);
  if (told(to) === '') throw new RuleBroken('no-right-value', 'Give the right value.', field);
  if (DATES.includes(field)) refuseWrongOrder(data, { ...before, [field]: to }, told(to), state, facts);
  // Field, wrong value and right value belong together: the state and the command say so, one field at a time.
  const passedOn = field === 'awareOn' && opened !== undefined ? { opened } : {};
  const which = consideration === undefined ? {} : { consideration };
  const corrected = {
    field,
    label,
    from,
    to,
    reason,
    ...(data.field === 'awareOn' && notifyFrom(data.to)),
    ...passedOn,
    ...which,
  } as Corrected;
  return [{ type: 'ReferralCorrected', data: corrected }];
}

/** What holds the wrong value: the referral itself, or one of its considerations. */
function recordOf(
  { field, consideration }: CorrectData,
  { facts, considerations }: Referral,
): Partial<CorrectableValues> | Consideration {
  if (field !== 'consideredOn' && field !== 'note') return facts;
  const one = considerations[(consideration ?? 0) - 1];
  if (one) return one;
  throw new RuleBroken('no-such-consideration', 'Choose which consideration is corrected.', 'consideration');
}

function refuseWrongOrder(
  { field }: CorrectData,
  right: Partial<CorrectableValues> & Partial<Consideration>,
  to: string,
  state: Referral,
  facts: Facts,
): void {
  if (!isIsoDate(to)) throw new RuleBroken('not-a-date', 'Give the right date.', field);
  if (field === 'consideredOn') {
    const { meeting } = right;
    refuseOutsideReferral({ ...(meeting && { meeting }) }, { called: 'consideration', field, on: to }, state, facts);
    return;
  }
  refuseImpossibleDates(right, facts.today, field);
  if (state.decidedOn !== undefined && right.receivedOn !== undefined && right.receivedOn > state.decidedOn)
    throw new RuleBroken(
      'decided-before-received',
      'With this date, the referral was received after it was decided.',
      field,
    );
}

/** Whatever its shape, as words that can be compared. */
function told(value: Value): string {
  if (typeof value === 'string') return value;
  return isList(value) ? [...value].sort().join('\n') : wordsOf(value);
}

const isList = (value: readonly string[] | Narrative): value is readonly string[] => Array.isArray(value);
