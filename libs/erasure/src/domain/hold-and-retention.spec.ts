import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import { brother, child, record } from './examples';
import { type HoldEvent, type HoldSetData, hold, holdsOver } from './hold';
import { type Period, type RetentionEvent, retention } from './retention';

const reason = narrative('It was asked for.');

describe('a hold', () => {
  const { given } = scenario(hold);
  const { reference, ...data }: HoldSetData = {
    reference: 'HLD-2025-26-001',
    kind: 'coroner',
    authority: 'The coroner',
    on: { record },
    from: '2026-03-01',
    reason,
  };
  const set: HoldEvent = { type: 'HoldSet', data: { reference, ...data } };
  const lift = (liftedOn: string) => ({ type: 'LiftHold', data: { liftedOn, reason } }) as const;

  it('is set once, from today or before', () => {
    given().when({ type: 'SetHold', data }).then(set);
    given(set).when({ type: 'SetHold', data }).thenNothing();
    given()
      .when({ type: 'SetHold', data: { ...data, from: '2026-03-03' } })
      .thenRefused('hold-in-the-future', 'from');
  });

  it('is lifted once, after it was set', () => {
    given(set)
      .when(lift('2026-03-02'))
      .then({ type: 'HoldLifted', data: lift('2026-03-02').data });
    given(set, { type: 'HoldLifted', data: lift('2026-03-02').data })
      .when(lift('2026-03-02'))
      .thenNothing();
    given(set).when(lift('2026-02-28')).thenRefused('lifted-on', 'liftedOn');
    given().when(lift('2026-03-02')).thenRefused('no-such-hold');
  });

  it('is over everybody on a record, or over one person alone', () => {
    expect([holdsOver({ record }, child), holdsOver({ record }, brother)]).toEqual([true, false]);
    expect([holdsOver({ person: brother }, child), holdsOver({ person: brother }, brother)]).toEqual([false, true]);
  });
});

describe('how long something is kept', () => {
  const { given } = scenario(retention);
  const period: Period = { follows: 'review', years: 30, trigger: 'last-entry', authority: 'Our schedule' };
  const set: RetentionEvent = {
    type: 'RetentionPeriodSet',
    data: { reference: 'RET-2025-26-001', of: 'referral', ...period },
  };

  it('is set once for each kind of record', () => {
    const command = { type: 'SetRetentionPeriod', data: { of: 'referral', ...period } } as const;
    given().when(command).then(set);
    given()
      .when({ ...command, data: { ...command.data, set: 'RET-2025-26-007' } })
      .thenRefused('period-set', 'of');
  });

  it('changes with a reason, and stays what it was where nothing changes', () => {
    const change = (further: Partial<Period>) =>
      ({ type: 'ChangeRetentionPeriod', data: { ...period, ...further, reason } }) as const;
    given(set)
      .when(change({ years: 35 }))
      .then({ type: 'RetentionPeriodChanged', data: { ...period, years: 35, was: period, reason } });
    given(set).when(change({})).thenNothing();
    given().when(change({})).thenRefused('no-such-period');
  });

  it.each<[string, Parameters<typeof of>[0], Partial<Period>, string]>([
    ['who somebody is is never kept for good', 'rapidReview', { follows: 'kept' }, 'identity-for-good'],
    ['what names nobody is never destroyed', 'recommendation', {}, 'nobody-named-there'],
    ['years are counted in whole ones', 'referral', { years: 1.5 }, 'years'],
    ['and there are not too many', 'referral', { years: 151 }, 'years'],
  ])('%s', (_what, kind, further, rule) => {
    given().when(of(kind, further)).thenRefused(rule);
  });

  const of = (kind: 'rapidReview' | 'recommendation' | 'referral', further: Partial<Period>) => {
    const { years: _, ...forGood } = period;
    const base = further.follows === 'kept' ? forGood : period;
    return { type: 'SetRetentionPeriod', data: { of: kind, ...base, ...further } } as const;
  };
});
