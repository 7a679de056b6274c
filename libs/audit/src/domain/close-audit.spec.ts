import { type By, narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { AuditCommand, ProgrammeData } from './audit.commands';
import { audit } from './audit.decider';
import type { AuditEvent } from './audit.events';
import { QUALITY_ASSURANCE } from './audit.rules';
import { type Step, STEPS } from './audit.steps';

const { given } = scenario(audit);

const words = narrative('Two referrals spoke of it.');
const at = (date: string): { by: By } => ({
  by: {
    actor: 'partnership-team',
    onBehalfOf: {
      role: 'partnership-team',
      group: QUALITY_ASSURANCE,
      meeting: { group: QUALITY_ASSURANCE, date, label: 'Winter meeting' },
    },
  },
});
const details: ProgrammeData = {
  title: 'Handovers',
  titleGiven: true,
  theme: 'Moving between services',
  type: 'multi-agency',
  why: words,
  quarter: 'q4 2025/26',
};
const inQ4 = { quarter: 'Q4 2025-26', due: '2026-03-31', ruleVersion: 'audit-quarter 1' };
const programmed: AuditEvent = {
  type: 'AuditPutInProgramme',
  data: { reference: 'AUD-2025-26-001', ...details, ...inQ4, on: '2026-01-08' },
};
const silent = (step: Step): AuditEvent => ({ type: 'StepNotStated', data: { step, document: 'Yearly report' } });
const untilApproval = [programmed, ...STEPS.slice(1, 7).map(silent)];
const reviewed: AuditEvent = { type: 'RecommendationsReviewed', data: { on: '2026-02-27', summary: words } };
const close = (change: object = {}): AuditCommand => ({ type: 'CloseAudit', data: { note: words, ...change } });

describe('closing', () => {
  const checked: AuditEvent = { type: 'ImpactChecked', data: { on: '2026-02-20', result: 'improved', words } };
  const done = [...untilApproval, silent('briefing'), silent('monitoring'), checked];
  it('takes no reason for leaving out a check of the impact that is recorded', () => {
    given(...done)
      .when(close({ noImpactCheck: 'A small audit.' }), at('2026-02-25'))
      .thenRefused('impact-checked');
    expect(
      given(...done)
        .when(close(), at('2026-02-25'))
        .events(),
    ).toHaveLength(1);
  });
});

describe('monitoring', () => {
  it('says that no recommendations were made, and why, where there is nothing to monitor', () => {
    const none: AuditCommand = { type: 'RecordNoRecommendations', data: { reason: words } };
    given(...untilApproval)
      .when(none, at('2026-02-27'))
      .then({ type: 'NoRecommendationsMade', data: { on: '2026-02-27', reason: words } });
    given(...untilApproval, reviewed)
      .when(none, at('2026-02-27'))
      .thenRefused('already-recorded');
  });
});
