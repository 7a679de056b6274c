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

/** One agency on its own, or each for itself, has no panel of several. */
export const stepsOf = (type: AuditType): readonly Step[] =>
  type === 'single-agency' || type === 'self-assessment' ? STEPS.filter((step) => step !== 'panel') : STEPS;

/** After approval, briefing, monitoring and the impact check wait for nothing but the approval. */
const LAST: readonly Step[] = ['briefing', 'monitoring', 'impact'];

/** The steps that come before one, in an audit of this type. */
export const before = (step: Step, type: AuditType): readonly Step[] =>
  stepsOf(type).filter(
    (other) => STEPS.indexOf(other) < STEPS.indexOf(step) && !(LAST.includes(step) && LAST.includes(other)),
  );

type SettledSteps = { readonly [S in Step]?: unknown };

/** The first step that is neither taken nor known to be missing from the source. */
export const nextOf = (settled: SettledSteps, type: AuditType): Step | undefined =>
  stepsOf(type).find((step) => settled[step] === undefined);

/** The last step before the first that is missing. */
export const reachedOf = (settled: SettledSteps, type: AuditType): Step => {
  const steps = stepsOf(type);
  const next = nextOf(settled, type);
  return steps[(next === undefined ? steps.length : steps.indexOf(next)) - 1] ?? 'programme';
};

/** The step by which the audit's quarter is kept: the panel, or the findings where no panel meets. */
export const keepsQuarter = (type: AuditType): Step => (stepsOf(type).includes('panel') ? 'panel' : 'findings');
