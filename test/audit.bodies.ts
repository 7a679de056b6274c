/** What is sent in the tests of an audit. */
export const at = (date: string) => ({ date, label: 'A meeting of the group' });
export const programmed = {
  title: 'Handovers between midwives and health visitors',
  theme: 'Handovers',
  type: 'multi-agency',
  entered: 'stated',
  meeting: at('2026-04-14'),
  quarter: 'Q2 2026-27',
  why: 'Two referrals spoke of it.',
};
export const scope = {
  question: 'Is it known who holds the plan?',
  agencies: ['constabulary', 'primary-care'],
  children: 6,
  method: 'Pairs of auditors',
  tools: 'A form\nA guide',
  on: '2026-08-05',
};
export const OURS = 'Four of six plans were known to the officers.';
export const THEIRS = 'Surgeries held five of six plans.';
export const FOUND = 'Nobody was named on the plan';
export const findings = {
  on: '2026-10-14',
  strengths: [{ words: 'Visits on time' }],
  findings: [{ words: FOUND }],
  themes: 'Handover',
};
export const GROUPS = [
  'quality-assurance-member',
  'learning-inquiry-member',
  'executive-member',
  'scrutineer',
  'health-partner',
];
