import type { Checked } from '../domain/audit.events';
import { reachedWords } from '#app/steps';
import { type AuditRow, type AuditState, type AuditType, type Step, STEPS, stepWords } from '../read/audit.row';

/** What stored values are called on pages and in histories. */
export const TYPES: Readonly<Record<AuditType, string>> = {
  'multi-agency': 'Multi-agency audit',
  'joint-inspection-dry-run': 'Dry run of a joint inspection',
  'single-agency': 'Single-agency audit',
  'self-assessment': 'Self-assessment',
};

export const STATES: Readonly<Record<AuditState, { readonly word: string; readonly kind: string }>> = {
  programme: { word: 'In the programme', kind: 'open' },
  scope: { word: 'Scoped', kind: 'going' },
  returns: { word: 'Returns received', kind: 'going' },
  panel: { word: 'Panel held', kind: 'going' },
  findings: { word: 'Findings drafted', kind: 'waiting' },
  agreement: { word: 'Findings agreed', kind: 'waiting' },
  approval: { word: 'Approved by the Executive', kind: 'going' },
  briefing: { word: 'Briefing shared', kind: 'going' },
  monitoring: { word: 'Recommendations monitored', kind: 'going' },
  impact: { word: 'Impact checked', kind: 'going' },
  closed: { word: 'Closed', kind: 'done' },
  cancelled: { word: 'Cancelled', kind: 'ended' },
  'entered-in-error': { word: 'Entered in error', kind: 'ended' },
};

/** What each step is about, for a state of older papers that do not state it. */
const ABOUT: Readonly<Record<Step, string>> = {
  programme: 'Programme',
  scope: 'Scope',
  returns: 'Returns',
  panel: 'Panel',
  findings: 'Findings',
  agreement: 'Agreement',
  approval: 'Approval',
  briefing: 'Briefing',
  monitoring: 'Monitoring',
  impact: 'Impact check',
};

/** How far it is; of a step that the source does not state, that. */
export const statusOf = ({ state, detail }: Pick<AuditRow, 'state' | 'detail'>) =>
  reachedWords(state, detail, { words: STATES[state], called: ABOUT });

/** What has to be done next. */
export const NEXT: Readonly<Record<Step | 'closing', string>> = {
  programme: 'Put it in the programme',
  scope: 'Agree the scope',
  returns: 'Get the agency returns in',
  panel: 'Hold the multi-agency panel',
  findings: 'Record findings and strengths',
  agreement: 'Agreement by Performance and Quality Assurance',
  approval: 'Approval by the Executive Group',
  briefing: 'Share the practitioner briefing',
  monitoring: 'Monitor the recommendations',
  impact: 'Check the impact',
  closing: 'Close the audit',
};

/** The address of the act that takes a step. */
export const ACT_OF: Readonly<Record<Step | 'closing', string>> = {
  programme: 'correction',
  scope: 'scope',
  returns: 'return',
  panel: 'panel',
  findings: 'findings',
  agreement: 'agreement',
  approval: 'approval',
  briefing: 'briefing',
  monitoring: 'review',
  impact: 'impact',
  closing: 'closure',
};

/** Steps that older papers may be silent about; the first is asked when the record is opened. */
export const SILENT_STEPS = Object.fromEntries(
  STEPS.filter((step) => step !== 'programme').map((step) => [step, stepWords[step]]),
);

export const RESULTS: Readonly<Record<Checked['result'], string>> = {
  improved: 'Improved',
  'partly-improved': 'Partly improved',
  'no-change': 'No change',
  worse: 'Worse',
};

export const PLANS = { 're-audit': 'A new audit', 'impact-check': 'A check of the impact' } as const;
