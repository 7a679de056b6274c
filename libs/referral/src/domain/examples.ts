import { narrative } from '#app/kernel';
import type { DecideData, ReceiveData, ReferralCommand } from './referral.commands';
import type { Decided, Outcome, ReferralEvent } from './referral.events';

/** An invented referral and what happens to it: for the specs. */
export const details: ReceiveData = {
  headline: 'Unexplained injuries to an infant',
  from: 'constabulary',
  role: 'Detective sergeant, child protection',
  awareOn: '2026-02-20',
  receivedOn: '2026-02-24',
  harm: 'suspected',
  numberOfChildren: 2,
  whatHappened: narrative('Bruising was seen at two visits.'),
  why: narrative('Agencies may not have shared what each knew.'),
  agencies: ['constabulary', 'isle-of-wight-nhs-trust'],
};
export const receive: ReferralCommand = { type: 'ReceiveReferral', data: details };
const { numberOfChildren: _, ...kept } = details;
export const received: ReferralEvent = {
  type: 'ReferralReceived',
  data: {
    reference: 'REF-2025-26-001',
    ...kept,
    children: ['Child A', 'Child B'],
    notifyBy: '2026-02-27',
    ruleVersion: 'notify-panel 2023',
  },
};
export const why = narrative('Because of what the agencies told us.');
export const decision: DecideData = {
  criteria: [
    { criterion: 'abuse-or-neglect', finding: 'met', reason: why },
    { criterion: 'died-or-seriously-harmed', finding: 'not-met', reason: why },
    { criterion: 'in-the-area', finding: 'met', reason: why },
  ],
  views: [
    { partner: 'council', view: 'agrees' },
    { partner: 'health', view: 'agrees' },
    { partner: 'police', view: 'dissents', reason: why },
  ],
  outcome: 'learning-event',
  rationale: narrative('Serious harm was not shown, and several agencies can learn from it.'),
  decidedOn: '2026-02-27',
};
export const decide = (change: Partial<DecideData> = {}): ReferralCommand => ({
  type: 'DecideReferral',
  data: { ...decision, ...change },
});
export const decidedData: Decided = {
  ...decision,
  number: 1,
  reference: 'REF-2025-26-001',
  headline: details.headline,
  children: ['Child A', 'Child B'],
  awareOn: '2026-02-20',
  agencies: details.agencies,
};
export const decided = (outcome: Outcome, change: Partial<Decided> = {}): ReferralEvent => ({
  type: 'ReferralDecided',
  data: { ...decidedData, outcome, ...change },
});
export const close = { type: 'CloseReferral', data: { note: why, closedOn: '2026-03-01' } } satisfies ReferralCommand;
