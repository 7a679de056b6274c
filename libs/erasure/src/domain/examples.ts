import { type By, narrative } from '#app/kernel';
import type { SpokenOf } from '#app/concerned';
import type { DecideData } from './data-request.commands';
import type { Decided, HoldSpokenOf, Received, Report } from './data-request.events';

/** Two people of the Partnership Team, and one of another agency. */
export const first: By = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };
export const second: By = { actor: 'council-partner', onBehalfOf: { role: 'safeguarding-partner:council' } };
export const house: By = { actor: 'system', onBehalfOf: { role: 'system' } };

export const record = { category: 'referral', id: 'r1', reference: 'REF-2025-26-001' };
export const child: SpokenOf = { subject: 's1', pseudonym: 'Child A', record };
export const brother: SpokenOf = {
  subject: 's2',
  pseudonym: 'Child B',
  record: { category: 'rapidReview', id: 'v1', reference: 'RAR-2025-26-001' },
};
export const file = { fileId: 'f1', record: { category: 'recommendation', id: 'n1', reference: 'REC-2025-26-001' } };

export const why = narrative('It was weighed with care.');
export const asked: Omit<Received, 'reference' | 'answerBy' | 'ruleVersion'> = {
  asked: 'erasure',
  person: child,
  asker: 'parent',
  receivedOn: '2026-02-12',
  said: narrative('That everything about the child be erased.'),
};
export const received: Received = {
  reference: 'DRQ-2025-26-001',
  ...asked,
  answerBy: '2026-03-12',
  ruleVersion: '2018',
};
export const decision: DecideData = {
  outcome: 'granted',
  ground: 'not-needed',
  people: [child],
  files: [file],
  reasons: why,
  decidedOn: '2026-03-01',
};
export const decided: Decided = { ...decision, decidedBy: first.actor };
export const report: Report = { keys: 1, before: 0, details: 4, files: 1, keptForms: 0 };
export const held: HoldSpokenOf = { id: 'h1', reference: 'HLD-2025-26-001', kind: 'coroner', authority: 'The coroner' };
