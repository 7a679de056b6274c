import { type Decider, type Message, type Narrative, RuleBroken } from '#app/kernel';

/** What is kept, by the kind of record. The first three tell who somebody is; the others never do. */
export type RecordClass = 'referral' | 'rapidReview' | 'learningEvent' | 'audit' | 'recommendation' | 'access';

export const IDENTIFYING: readonly RecordClass[] = ['referral', 'rapidReview', 'learningEvent'];

/** From which day the time counts: that on which the record was opened, or that of the last entry in it. */
export type RetentionTrigger = 'opened' | 'last-entry';

/** `review`: when the time is over it is looked at, and kept on or destroyed. `kept`: for good, because nobody is named there. */
export type RetentionEnd = 'review' | 'kept';

/** How long one class of record is kept. */
export interface Period {
  readonly trigger: RetentionTrigger;
  readonly follows: RetentionEnd;
  /** Whole years; absent where it is kept for good. */
  readonly years?: number;
  /** Whose rule it is: the host's schedule, a regulation, the partnership's own decision. */
  readonly authority: string;
}

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type RetentionEvent =
  | Message<'RetentionPeriodSet', Period & { readonly reference: string; readonly of: RecordClass }>
  | Message<'RetentionPeriodChanged', Period & { readonly was: Period; readonly reason: Narrative }>;

export type RetentionCommand =
  /** `set`: the reference of the period that this class has already, which only the read side can know. */
  | Message<'SetRetentionPeriod', Period & { readonly of: RecordClass; readonly set?: string }>
  | Message<'ChangeRetentionPeriod', Period & { readonly reason: Narrative }>;

export type Retention =
  { readonly status: 'unknown' } | { readonly status: 'set'; readonly of: RecordClass; readonly period: Period };

export const noPeriod: Retention = { status: 'unknown' };

/** Nobody keeps anything longer than this by a rule: more is a slip of the keyboard. */
export const MOST_YEARS = 150;

export const retention: Decider<RetentionCommand, RetentionEvent, Retention> = {
  category: 'retention',
  prefix: 'RET',
  initialState: noPeriod,
  evolve: evolveRetention,

  decide(command, state, { reference }) {
    if (command.type === 'SetRetentionPeriod') {
      if (state.status !== 'unknown') return [];
      const { of, set, ...period } = command.data;
      if (set !== undefined)
        throw new RuleBroken('period-set', `${set} says how long these are kept. Change that one.`, 'of');
      refuseImpossible(of, period);
      return [{ type: 'RetentionPeriodSet', data: { reference, of, ...period } }];
    }
    if (state.status === 'unknown') throw new RuleBroken('no-such-period', 'No time is set for these yet.');
    const { reason, ...period } = command.data;
    refuseImpossible(state.of, period);
    if (isSame(state.period, period)) return [];
    return [{ type: 'RetentionPeriodChanged', data: { ...period, was: state.period, reason } }];
  },
};

export function evolveRetention(state: Retention, { type, data }: RetentionEvent): Retention {
  if (type === 'RetentionPeriodSet') return { status: 'set', of: data.of, period: periodIn(data) };
  return state.status === 'unknown' ? state : { ...state, period: periodIn(data) };
}

export const periodIn = ({ trigger, follows, years, authority }: Period): Period => ({
  trigger,
  follows,
  ...(years !== undefined && { years }),
  authority,
});

function refuseImpossible(of: RecordClass, { follows, years }: Period): void {
  if (follows === 'kept') {
    if (years !== undefined)
      throw new RuleBroken('kept-for-good', 'What is kept for good has no number of years.', 'years');
    if (IDENTIFYING.includes(of))
      throw new RuleBroken(
        'identity-for-good',
        'Who somebody is is not kept for good: give a number of years.',
        'follows',
      );
    return;
  }
  if (!IDENTIFYING.includes(of))
    throw new RuleBroken(
      'nobody-named-there',
      'These records name nobody: there is nothing to destroy, and what was learned outlives who it was about.',
      'follows',
    );
  if (years === undefined || !Number.isInteger(years) || years < 1 || years > MOST_YEARS)
    throw new RuleBroken('years', `Give a whole number of years, from 1 to ${MOST_YEARS}.`, 'years');
}

const isSame = (one: Period, other: Period): boolean =>
  JSON.stringify(periodIn(one)) === JSON.stringify(periodIn(other));
