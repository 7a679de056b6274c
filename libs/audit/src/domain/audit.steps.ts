import type { Trail } from '#app/steps';

export type AuditType = 'multi-agency' | 'joint-inspection-dry-run' | 'single-agency' | 'self-assessment';

/** The steps of an audit in the order in which the partnership takes them. Putting it in the programme opens the record. */
export const STEPS = [
  'programme',
  'scope',
  'returns',
  'panel',
  'findings',
  'agreement',
  'approval',
  'briefing',
  'monitoring',
  'impact',
] as const;
export type Step = (typeof STEPS)[number];

/** What has happened once a step is taken. */
export const stepWords: Readonly<Record<Step, string>> = {
  programme: 'Put in the annual programme',
  scope: 'Scope agreed and tools issued',
  returns: 'Agency returns received',
  panel: 'Multi-agency panel held',
  findings: 'Findings and strengths recorded',
  agreement: 'Findings agreed by Performance and Quality Assurance',
  approval: 'Audit approved by the Executive Group',
  briefing: 'Practitioner briefing shared',
  monitoring: 'Recommendations monitored',
  impact: 'Impact checked',
};

const MULTI: Trail<Step> = {
  order: STEPS,
  words: stepWords,
  /** After approval, briefing, monitoring and the impact check wait for nothing but the approval. */
  sideBySide: ['briefing', 'monitoring', 'impact'],
};
/** One agency on its own, or each for itself, has no panel of several. */
const ALONE: Trail<Step> = { ...MULTI, order: STEPS.filter((step) => step !== 'panel') };

export const trailOf = (type: AuditType): Trail<Step> =>
  type === 'single-agency' || type === 'self-assessment' ? ALONE : MULTI;

/** The step by which the audit's quarter is kept: the panel, or the findings where no panel meets. */
export const keepsQuarter = (type: AuditType): Step => (trailOf(type).order.includes('panel') ? 'panel' : 'findings');
