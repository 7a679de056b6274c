import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import type { Decided, ReferralEvent } from '../domain/referral.events';
import { referralProjection } from './referral.projection';

const { given } = projected(referralProjection);
const words = narrative('Some words.');
const received: ReferralEvent = {
  type: 'ReferralReceived',
  data: {
    reference: 'REF-2025-26-001',
    headline: 'Injuries to an infant',
    from: 'constabulary',
    role: 'Sergeant',
    receivedOn: '2026-02-24',
    harm: 'known',
    children: ['Child A'],
    whatHappened: words,
    why: words,
    agencies: ['isle-of-wight-nhs-trust'],
  },
};
const decided: ReferralEvent = {
  type: 'ReferralDecided',
  data: {
    number: 1,
    outcome: 'no-further-action',
    decidedOn: '2026-02-27',
    rationale: words,
    criteria: [],
    views: [],
  } as unknown as Decided,
};
const asked: ReferralEvent = {
  type: 'InformationAsked',
  data: { agency: 'probation', question: words, dueOn: '2026-03-10', askedOn: '2026-02-25' },
};

describe('the referrals that people read', () => {
  it('are none before the first', () => {
    given().then();
  });
  it('show a referral as received, for the agencies that it concerns', () => {
    const [row] = given(received).rows();
    expect(row).toMatchObject({
      id: 'test',
      status: 'received',
      title: 'Injuries to an infant',
      agencies: ['constabulary', 'isle-of-wight-nhs-trust'],
    });
  });
  it('show who was asked, and what they gave', () => {
    const given2: ReferralEvent = {
      type: 'InformationGiven',
      data: { agency: 'probation', information: words, givenOn: '2026-03-01' },
    };
    const [row] = given(received, asked, given2).rows();
    expect(row).toMatchObject({
      status: 'information-given',
      agencies: ['constabulary', 'isle-of-wight-nhs-trust', 'probation'],
    });
    expect(row?.detail.information).toEqual([
      {
        agency: 'probation',
        question: 'Some words.',
        askedOn: '2026-02-25',
        dueOn: '2026-03-10',
        information: 'Some words.',
        givenOn: '2026-03-01',
        replaced: [],
      },
    ]);
  });
  it('keep every question and every answer', () => {
    const gave = (givenOn: string, said: string): ReferralEvent => ({
      type: 'InformationGiven',
      data: { agency: 'probation', information: narrative(said), givenOn },
    });
    const again: ReferralEvent = { type: 'InformationAsked', data: { ...asked.data, askedOn: '2026-03-02' } };
    const rows = (...events: ReferralEvent[]) => given(received, asked, ...events).rows()[0]?.detail.information;
    expect(rows(gave('2026-03-01', 'First.'), gave('2026-03-03', 'Second.'))).toMatchObject([
      { information: 'Second.', givenOn: '2026-03-03', replaced: [{ information: 'First.', givenOn: '2026-03-01' }] },
    ]);
    expect(rows(gave('2026-03-01', 'First.'), again, gave('2026-03-03', 'Second.'))).toMatchObject([
      { information: 'First.', replaced: [] },
      { information: 'Second.', askedOn: '2026-03-02', replaced: [] },
    ]);
    const [first, second] = rows(again) ?? [];
    expect(first).toMatchObject({ askedOn: '2026-02-25', askedAgainOn: '2026-03-02' });
    expect(second).not.toHaveProperty('askedAgainOn');
    expect(rows(again, gave('2026-03-01', 'To the first.'))?.map(({ information }) => information)).toEqual([
      'To the first.',
      undefined,
    ]);
  });
  it('end a question that was not answered when the referral is decided', () => {
    const gave = (givenOn: string): ReferralEvent => ({
      type: 'InformationGiven',
      data: { agency: 'probation', information: words, givenOn },
    });
    const one = (...events: ReferralEvent[]) => given(received, asked, ...events).rows()[0]?.detail.information[0];
    expect(one(decided)).toMatchObject({ endedOn: '2026-02-27' });
    expect(one(gave('2026-02-26'), decided)).not.toHaveProperty('endedOn');
    expect(one(decided, gave('2026-02-26'))).not.toHaveProperty('endedOn');
    expect(one(decided, gave('2026-03-01'))).toMatchObject({ endedOn: '2026-02-27', givenOn: '2026-03-01' });
  });
  it('show a consideration with its right day and words', () => {
    const note: ReferralEvent = {
      type: 'ReferralConsidered',
      data: { note: words, consideredOn: '2026-03-02', betweenMeetings: 'It could not wait' },
    };
    const right = (change: object): ReferralEvent => ({
      type: 'ReferralCorrected',
      data: { label: 'It', reason: words, consideration: 2, ...change } as never,
    });
    const [row] = given(
      received,
      note,
      note,
      right({ field: 'consideredOn', from: '2026-03-02', to: '2026-03-03' }),
      right({ field: 'note', from: words, to: narrative('Other words.') }),
    ).rows();
    expect(row?.detail.considered).toMatchObject([
      { on: '2026-03-02', note: 'Some words.' },
      { on: '2026-03-03', note: 'Other words.' },
    ]);
    expect(row?.detail.corrections).toHaveLength(2);
    expect(row).toMatchObject({ receivedOn: '2026-02-24' });
  });
  it('say why nothing will follow', () => {
    const closing = { note: words, closedOn: '2026-03-01' };
    const closed = (data: object) =>
      given(received, { type: 'ReferralClosed', data: { ...closing, ...data } }).rows()[0]?.detail.closed;
    expect(closed({})).toEqual({ on: '2026-03-01', note: 'Some words.' });
    expect(closed({ nothingFollows: words })).toMatchObject({ nothingFollows: 'Some words.' });
  });
  it('show the outcome of the decision', () => {
    const [row] = given(received, decided).rows();
    expect(row).toMatchObject({ status: 'closed', outcome: 'no-further-action', decidedOn: '2026-02-27', revision: 1 });
  });
  it('wait for the last agency that was asked', () => {
    const other: ReferralEvent = { type: 'InformationAsked', data: { ...asked.data, agency: 'primary-care' } };
    const gave = (agency: string): ReferralEvent => ({
      type: 'InformationGiven',
      data: { agency, information: words, givenOn: '2026-03-01' },
    });
    const status = (...events: ReferralEvent[]) => given(received, asked, other, ...events).rows()[0]?.status;
    expect(status(gave('probation'))).toBe('information-asked');
    expect(status(gave('probation'), gave('primary-care'))).toBe('information-given');
    const note: ReferralEvent = {
      type: 'ReferralConsidered',
      data: { note: words, consideredOn: '2026-03-02', betweenMeetings: 'It could not wait' },
    };
    expect(status(gave('probation'), note, gave('primary-care'))).toBe('considered');
  });
  it('know by when to decide: not for good practice, nor where the day had passed before', () => {
    const decideBy = (change: object): unknown =>
      given({
        type: 'ReferralReceived',
        data: { ...received.data, notifyBy: '2026-02-27', ...change },
      }).rows()[0]?.decideBy;
    expect(decideBy({})).toBe('2026-02-27');
    expect(decideBy({ harm: 'good-practice' })).toBeNull();
    expect(decideBy({ notifyBy: '2026-02-23' })).toBeNull();
    expect(decideBy({ notifyBy: undefined })).toBeNull();
  });
  it('count the notification day again, and keep the first', () => {
    const aware = (to: string, notifyBy: string): ReferralEvent => ({
      type: 'ReferralCorrected',
      data: { field: 'awareOn', label: 'Aware', from: '2026-02-20', to, reason: words, notifyBy, ruleVersion: 'x' },
    });
    const first = { type: 'ReferralReceived', data: { ...received.data, notifyBy: '2026-02-27' } } as ReferralEvent;
    const [row] = given(first, aware('2026-02-23', '2026-03-02'), aware('2026-02-24', '2026-03-03')).rows();
    expect(row).toMatchObject({ notifyBy: '2026-03-03', decideBy: '2026-03-03' });
    expect(row?.detail.firstNotifyBy).toBe('2026-02-27');
  });
  it('concern the agencies that are right', () => {
    const agencies: ReferralEvent = {
      type: 'ReferralCorrected',
      data: {
        field: 'agencies',
        label: 'Agencies',
        from: ['isle-of-wight-nhs-trust'],
        to: ['primary-care'],
        reason: words,
      },
    };
    expect(given(received, asked, agencies).rows()[0]?.agencies).toEqual(['constabulary', 'primary-care', 'probation']);
  });
  it('show the right words of a narrative, and keep the wrong ones', () => {
    const told: ReferralEvent = {
      type: 'ReferralCorrected',
      data: { field: 'why', label: 'Why', from: words, to: narrative('Other words.'), reason: words },
    };
    const [row] = given(received, told).rows();
    expect(row?.detail.received.why).toEqual(narrative('Other words.'));
    expect(row?.detail.corrections).toMatchObject([{ from: 'Some words.', to: 'Other words.' }]);
  });
  it('show the right value, and keep the wrong one', () => {
    const corrected: ReferralEvent = {
      type: 'ReferralCorrected',
      data: { field: 'receivedOn', label: 'Received on', from: '2026-02-24', to: '2026-02-23', reason: words },
    };
    const [row] = given(received, corrected).rows();
    expect(row).toMatchObject({ receivedOn: '2026-02-23' });
    expect(row?.detail.corrections).toEqual([
      { field: 'receivedOn', label: 'Received on', from: '2026-02-24', to: '2026-02-23', reason: 'Some words.' },
    ]);
  });
});
