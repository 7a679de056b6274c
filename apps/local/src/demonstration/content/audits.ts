import { executiveMember, partnershipTeam, qualityMember, whenAndWho } from './acting';
import { inventedAudits } from './audits-invented';
import type { Audit, AuditStep } from './source-types';
import type { IsoDate, NotStated } from './types';

const silent = (on: IsoDate, step: string, note: string): NotStated => ({
  kind: 'not-stated-in-the-source',
  ...partnershipTeam(on),
  step,
  note,
  invented: whenAndWho,
});

const earlyHelp: readonly AuditStep[] = [
  {
    kind: 'put-in-programme',
    ...qualityMember('2024-05-23', 'quality-assurance-2024-05'),
    quarter: 'Q3 2024-25',
    whyChosen:
      'To see how agencies answer together when a family needs help early, in the manner of a joint inspection.',
    invented: [...whenAndWho, 'whyChosen'],
  },
  {
    kind: 'scoped',
    ...qualityMember('2024-09-19', 'quality-assurance-2024-09'),
    scope: 'How agencies answer together when children and families need help early.',
    agencies: ['childrens-social-care', 'constabulary', 'primary-care', 'schools', 'housing-providers'],
    invented: [...whenAndWho, 'agencies'],
  },
  {
    kind: 'panel-held',
    ...qualityMember('2024-10-16'),
    onAsStated: 'October 2024',
    children: null,
    summary: 'Agencies looked together at the help that children and families had had.',
    invented: [...whenAndWho, 'summary'],
  },
  {
    kind: 'findings-drafted',
    ...partnershipTeam('2024-11-14'),
    findings: [
      'Some agencies had yet to settle what their part in early help is.',
      'Poor and temporary housing weighed on families.',
    ],
    strengths: [],
    invented: whenAndWho,
  },
  {
    kind: 'agreed-by-group',
    ...qualityMember('2024-11-28', 'quality-assurance-2024-11'),
    invented: whenAndWho,
  },
  {
    kind: 'approved-by-executive',
    ...executiveMember('2024-12-12', 'executive-2024-12'),
    invented: whenAndWho,
  },
  {
    kind: 'briefing-shared',
    ...partnershipTeam('2025-01-22'),
    title: 'Priority, Pace and Purpose',
    channels: ['training', 'newsletter'],
    invented: [...whenAndWho, 'channels'],
  },
  {
    kind: 'progress-reviewed',
    ...qualityMember('2025-03-13', 'quality-assurance-2025-03'),
    summary: 'A good number are under way or part of daily work already. The records do not say which.',
    invented: whenAndWho,
  },
];

/** An audit that took place before the year: the records tell only how far its recommendations have come. */
const earlier = (
  id: string,
  title: string,
  theme: string,
  titleGiven: boolean,
  summary: string,
  quarter: string | null,
): Audit => ({
  id,
  origin: 'records',
  title,
  titleGiven,
  theme,
  quarter,
  steps: [
    silent('2024-05-23', 'scoped', 'The records do not describe this audit itself.'),
    silent('2024-05-23', 'panel-held', 'The records do not say when the panel met or how many children it looked at.'),
    silent('2024-05-23', 'agreed-by-group', 'The records do not say when the group agreed it.'),
    silent('2024-05-23', 'approved-by-executive', 'The records do not say when the Executive approved it.'),
    {
      kind: 'progress-reviewed',
      ...qualityMember('2025-03-13', 'quality-assurance-2025-03'),
      summary,
      invented: whenAndWho,
    },
  ],
  invented: ['theme'],
});

const fromRecords: readonly Audit[] = [
  {
    id: 'audit-early-help-2024',
    origin: 'records',
    title: 'Early help: dry run of a Joint Targeted Area Inspection',
    titleGiven: true,
    theme: 'Early help',
    quarter: 'Q3 2024-25',
    steps: earlyHelp,
    invented: ['theme'],
  },
  earlier(
    'audit-disability-and-adulthood',
    'Children with disabilities on their way into adulthood',
    'Disability',
    false,
    'Waits for a strategy that is being rewritten.',
    null,
  ),
  earlier(
    'audit-education-and-illness',
    'Children who miss education because of their health',
    'Education',
    false,
    'A panel of several professions now meets.',
    null,
  ),
  earlier(
    'audit-absence-2023',
    'Vulnerable children who are persistently and severely absent',
    'Education',
    true,
    'A model policy and guidance are out.',
    'Q3 2023-24',
  ),
  earlier(
    'audit-front-door',
    'The Multi-Agency Safeguarding Hub',
    'Front door',
    false,
    'Better guidance on referrals, and several points built into how the Island’s own hub works.',
    null,
  ),
  earlier(
    'audit-child-sexual-abuse',
    'The response to child sexual abuse',
    'Child sexual abuse',
    true,
    'Agencies have given assurance and the figures are fuller; the national recommendations are still with the Learning Inquiry Group.',
    null,
  ),
  {
    id: 'audit-domestic-abuse-2025',
    origin: 'records',
    title: 'Children as victims of domestic abuse',
    titleGiven: true,
    theme: 'Domestic abuse',
    quarter: 'Q3 2025-26',
    steps: [
      {
        kind: 'put-in-programme',
        ...qualityMember('2024-11-28', 'quality-assurance-2024-11'),
        quarter: 'Q3 2025-26',
        whyChosen: 'To test whether the meetings about high-risk domestic abuse keep children safe.',
        invented: [...whenAndWho, 'whyChosen'],
      },
      silent('2025-03-31', 'work-of-the-quarter', 'The records end before the quarter of this audit.'),
    ],
    invented: ['theme'],
  },
];

export const audits: readonly Audit[] = [...fromRecords, ...inventedAudits];
