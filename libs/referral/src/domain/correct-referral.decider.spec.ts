import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import { decide, decided, details, received, why } from './examples';
import type { CorrectData, ReferralCommand } from './referral.commands';
import { referral } from './referral.decider';
import type { Corrected, Received, ReferralEvent } from './referral.events';

const { given } = scenario(referral);

/** The event that sets a referral aside holds what was said, and nothing of what only the rule had to know. */
const setAside = ({ type, data }: ReferralCommand): object => ({
  type: type === 'EnterInError' ? 'ReferralEnteredInError' : 'ReferralMarkedDuplicate',
  data,
});

describe('a referral with a mistake in it', () => {
  const right = (data: CorrectData): ReferralCommand => ({ type: 'CorrectReferral', data });
  const correct = (to: string): ReferralCommand => ({
    type: 'CorrectReferral',
    data: { field: 'receivedOn', label: 'Received on', to, reason: why },
  });

  it('is corrected: the old value stays', () => {
    given(received)
      .when(correct('2026-02-23'))
      .then({
        type: 'ReferralCorrected',
        data: { field: 'receivedOn', label: 'Received on', from: '2026-02-24', to: '2026-02-23', reason: why },
      });
  });
  it('is not corrected to what it says already', () => {
    given(received).when(correct('2026-02-24')).thenRefused('nothing-to-correct');
    given(received)
      .when(right({ field: 'agencies', label: 'Agencies', to: [...details.agencies].reverse(), reason: why }))
      .thenRefused('nothing-to-correct');
    given(received)
      .when(right({ field: 'whatHappened', label: 'What happened', to: { ...details.whatHappened }, reason: why }))
      .thenRefused('nothing-to-correct');
    given(received)
      .when(right({ field: 'children', label: 'Children', to: 2, reason: why }))
      .thenRefused('nothing-to-correct');
  });
  it('counts the notification day again where the awareness was wrong', () => {
    const data = { field: 'awareOn', label: 'Aware', from: '2026-02-20', to: '2026-02-23', reason: why } as const;
    given(received)
      .when(right({ field: 'awareOn', label: 'Aware', to: '2026-02-23', reason: why }))
      .then({
        type: 'ReferralCorrected',
        data: { ...data, notifyBy: '2026-03-02', ruleVersion: expect.stringMatching(/^notify-panel /) as string },
      });
  });
  it('takes no awareness from which the clock cannot be counted', () => {
    given(received)
      .when(right({ field: 'awareOn', label: 'Aware', to: '2022-12-30', reason: why }))
      .thenRefused('outside-calendar', 'awareOn');
  });
  it('takes an awareness that was not known before', () => {
    const { awareOn: _awareOn, ...unaware } = received.data as Received;
    const [event] = given({ type: 'ReferralReceived', data: unaware })
      .when(right({ field: 'awareOn', label: 'Aware', to: '2026-02-20', reason: why }))
      .events();
    expect(event).toMatchObject({ data: { from: '', to: '2026-02-20', notifyBy: '2026-02-27' } });
  });
  it.each<CorrectData>([
    { field: 'headline', label: 'Title', to: 'Injuries to two children', reason: why },
    { field: 'role', label: 'Role', to: 'Health visitor', reason: why },
    { field: 'from', label: 'Referring agency', to: 'primary-care', reason: why },
    { field: 'harm', label: 'Harm', to: 'known', reason: why },
    { field: 'agencies', label: 'Agencies', to: ['primary-care'], reason: why },
    { field: 'whatHappened', label: 'What happened', to: narrative('It was seen at one visit.'), reason: why },
    { field: 'why', label: 'Why it was referred', to: narrative('Nobody asked.'), reason: why },
  ])('keeps what was wrong of $field', (data) => {
    given(received)
      .when(right(data))
      .then({
        type: 'ReferralCorrected',
        data: { ...data, from: details[data.field as keyof typeof details] } as Corrected,
      });
  });
  it('issues the pseudonyms again where the number of children was wrong', () => {
    given(received)
      .when(right({ field: 'children', label: 'Children', to: 1, reason: why }))
      .then({
        type: 'ReferralCorrected',
        data: { field: 'children', label: 'Children', from: ['Child A', 'Child B'], to: ['Child A'], reason: why },
      });
  });
  it('keeps its dates in their order', () => {
    const date = (field: 'incidentOn' | 'awareOn' | 'receivedOn', to: string) =>
      given(received, decided('learning-event')).when(right({ field, label: 'A date', to, reason: why }));
    date('incidentOn', '2026-02-25').thenRefused('incident-after-received');
    date('incidentOn', '2026-02-21').thenRefused('aware-before-incident');
    date('awareOn', '2026-03-03').thenRefused('aware-in-the-future');
    date('receivedOn', '2026-02-28').thenRefused('decided-before-received');
    date('awareOn', 'yesterday').thenRefused('not-a-date');
  });
  it('decides by what was put right', () => {
    const agencies: ReferralEvent = {
      type: 'ReferralCorrected',
      data: { field: 'agencies', label: 'Agencies', from: details.agencies, to: ['primary-care'], reason: why },
    };
    const [event] = given(received, agencies).when(decide()).events();
    expect(event).toMatchObject({ type: 'ReferralDecided', data: { agencies: ['primary-care'] } });
  });
  it('is not corrected to nothing', () => {
    given(received)
      .when(right({ field: 'agencies', label: 'Agencies', to: [], reason: why }))
      .thenRefused('no-right-value');
  });
  it('names the safeguarding lead, also where none was named before', () => {
    const lead = { field: 'safeguardingLead', label: 'Lead', to: 'Head teacher', reason: why } as const;
    given(received)
      .when(right(lead))
      .then({ type: 'ReferralCorrected', data: { ...lead, from: '' } });
    const named = { ...received, data: { ...received.data, safeguardingLead: 'Deputy head' } } as ReferralEvent;
    given(named)
      .when(right(lead))
      .then({ type: 'ReferralCorrected', data: { ...lead, from: 'Deputy head' } });
  });
  it('passes the right day of awareness on to the notification decision that it opened, and nothing else', () => {
    const opened = { opened: 'some-id' };
    const change = (data: CorrectData) =>
      given(received)
        .when({ type: 'CorrectReferral', data: { ...data, ...opened } })
        .events()[0];
    expect(change({ field: 'awareOn', label: 'Aware', to: '2026-02-23', reason: why })).toMatchObject({ data: opened });
    expect(change({ field: 'harm', label: 'Harm', to: 'known', reason: why })?.data).not.toHaveProperty('opened');
  });
  it('puts right the day and the words of one of its considerations', () => {
    const meeting = { group: 'learning-inquiry-group', date: '2026-02-26', label: 'A meeting' };
    const looked = (consideredOn: string, at: object = { betweenMeetings: 'It could not wait' }) =>
      ({ type: 'ReferralConsidered', data: { consideredOn, note: why, ...at } }) as ReferralEvent;
    const twice = given(received, looked('2026-02-25'), looked('2026-02-26', { meeting }));
    const day = (to: string, consideration = 2) =>
      twice.when(right({ field: 'consideredOn', label: 'Day', to, reason: why, consideration }));
    day('2026-02-27').then({
      type: 'ReferralCorrected',
      data: {
        field: 'consideredOn',
        label: 'Day',
        from: '2026-02-26',
        to: '2026-02-27',
        reason: why,
        consideration: 2,
      },
    });
    day('2026-02-25').thenRefused('meeting-after-date');
    day('2026-02-23', 1).thenRefused('considered-before-received');
    day('2026-03-03', 1).thenRefused('considered-in-the-future');
    day('2026-02-26').thenRefused('nothing-to-correct');
    day('2026-02-26', 3).thenRefused('no-such-consideration');
    const note = { field: 'note', label: 'Words', reason: why, consideration: 1 } as const;
    twice.when(right({ ...note, to: why })).thenRefused('nothing-to-correct');
    const to = narrative('It waits for the hospital.');
    twice.when(right({ ...note, to })).then({ type: 'ReferralCorrected', data: { ...note, from: why, to } });
  });
  it('is not set aside while something runs or stands that was started from it', () => {
    const error = (change: object = {}) => ({ type: 'EnterInError', data: { reason: why, ...change } }) as const;
    const duplicate = (change: object = {}) =>
      ({ type: 'MarkDuplicate', data: { of: 'x', ofReference: 'REF-2025-26-002', reason: why, ...change } }) as const;
    for (const act of [error, duplicate]) {
      const met = given(received, decided('criteria-appear-met'));
      met.when(act()).thenRefused('notification-decision-open');
      expect(met.when(act({ notificationEnded: true })).events()).toEqual([expect.objectContaining(setAside(act()))]);
      const standing = ['Learning event LEA-2025-26-001'];
      const learning = given(received, decided('learning-event'));
      learning.when(act({ standing })).thenRefused('started-from-it');
      expect(learning.when(act({ standing: [] })).events()).toEqual([expect.objectContaining(setAside(act()))]);
    }
  });
  it('is not set aside without a sentence', () => {
    const reason = narrative('ok');
    given(received).when({ type: 'EnterInError', data: { reason } }).thenRefused('reason-too-short');
    given(received)
      .when({ type: 'MarkDuplicate', data: { of: 'x', ofReference: 'REF-2025-26-002', reason } })
      .thenRefused('reason-too-short');
  });
  it('takes nothing more once it is entered in error or a duplicate', () => {
    const error: ReferralEvent = { type: 'ReferralEnteredInError', data: { reason: why } };
    const duplicate: ReferralEvent = {
      type: 'ReferralMarkedDuplicate',
      data: { of: 'x', ofReference: 'REF-2025-26-002', reason: why },
    };
    given(received).when({ type: 'EnterInError', data: error.data }).then(error);
    given(received).when({ type: 'MarkDuplicate', data: duplicate.data }).then(duplicate);
    given(received, error).when(decide()).thenRefused('referral-void');
    given(received, duplicate).when(decide()).thenRefused('referral-void');
  });
  it('is not a duplicate of itself', () => {
    given(received)
      .when({ type: 'MarkDuplicate', data: { of: 'x', ofReference: 'REF-2025-26-001', reason: why } })
      .thenRefused('duplicate-of-itself');
  });
});
