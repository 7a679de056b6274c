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
      status: 'information-asked',
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
      },
    ]);
  });
  it('show the outcome of the decision', () => {
    const [row] = given(received, decided).rows();
    expect(row).toMatchObject({ status: 'closed', outcome: 'no-further-action', decidedOn: '2026-02-27', revision: 1 });
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
