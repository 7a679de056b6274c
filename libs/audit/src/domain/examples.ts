import { type By, narrative } from '#app/kernel';
import type { AuditCommand, ProgrammeData } from './audit.commands';
import type { AuditEvent } from './audit.events';
import { QUALITY_ASSURANCE } from './audit.rules';
import { type Step, STEPS } from './audit.steps';

/** Commands and events that the specs of this slice speak of. */
export const words = narrative('Two referrals spoke of it.');

/** The Partnership Team records what the group decided at its meeting. */
export const at = (date: string): { by: By } => ({
  by: {
    actor: 'partnership-team',
    onBehalfOf: {
      role: 'partnership-team',
      group: QUALITY_ASSURANCE,
      meeting: { group: QUALITY_ASSURANCE, date, label: 'Winter meeting' },
    },
  },
});

export const details: ProgrammeData = {
  title: 'Handovers',
  titleGiven: true,
  theme: 'Moving between services',
  type: 'multi-agency',
  why: words,
  quarter: 'q4 2025/26',
};
export const inQ4 = { quarter: 'Q4 2025-26', due: '2026-03-31', ruleVersion: 'audit-quarter 1' };
export const programmed: AuditEvent = {
  type: 'AuditPutInProgramme',
  data: { reference: 'AUD-2025-26-001', ...details, ...inQ4, on: '2026-01-08' },
};
export const silent = (step: Step): AuditEvent => ({
  type: 'StepNotStated',
  data: { step, document: 'Yearly report' },
});
export const untilApproval = [programmed, ...STEPS.slice(1, 7).map(silent)];
export const close = (change: object = {}): AuditCommand => ({ type: 'CloseAudit', data: { note: words, ...change } });
