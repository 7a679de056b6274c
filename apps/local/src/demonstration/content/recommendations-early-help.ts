import { enteredFor, executiveMember, partnershipTeam, qualityMember, whenAndWho } from './acting';
import { agency, line, nobodyYet, recorded, reported, reviewed, type Beginnings } from './recommending';
import type { Recommendation } from './recommendation-types';

const approvedInDecember: Beginnings = {
  source: { kind: 'audit', id: 'audit-early-help-2024' },
  monitor: 'performance-and-quality-assurance-group',
  begins: [
    { kind: 'proposed', ...partnershipTeam('2024-11-14'), invented: whenAndWho },
    {
      kind: 'agreed',
      ...qualityMember('2024-11-28', 'quality-assurance-2024-11'),
      reason: 'The audit shows the need.',
      invented: [...whenAndWho, 'reason'],
    },
    { kind: 'approved', ...executiveMember('2024-12-12', 'executive-2024-12'), invented: whenAndWho },
    { kind: 'assigned', ...qualityMember('2024-12-19'), invented: whenAndWho },
  ],
};

const early = 'Early help';
const together = { theme: early, scope: 'multi-agency', then: [] } as const;

export const earlyHelpRecommendations: readonly Recommendation[] = recorded(approvedInDecember, [
  {
    ...together,
    id: 'early-help-constabulary',
    words: 'The Constabulary works out what part it has in early help, and what it can bring.',
    scope: 'single-agency',
    lines: [line(agency('constabulary'))],
  },
  {
    ...together,
    id: 'early-help-primary-care',
    words: 'GPs work out what part they have in early help, and what they can bring.',
    scope: 'single-agency',
    lines: [line(agency('primary-care'))],
  },
  {
    ...together,
    id: 'early-help-stepping-down',
    words:
      'Look again at how a family steps down from Children’s Social Care, so that each partner knows its part: the rule of eighteen weeks, and assessments, plans and endings shared in time.',
    lines: [line(nobodyYet)],
  },
  {
    ...together,
    id: 'early-help-resources',
    words: 'Make better known what practitioners can use, such as the guidance on professionals’ meetings.',
    lines: [line(nobodyYet)],
  },
  {
    ...together,
    id: 'early-help-supervision',
    words: 'Introduce reflective supervision across agencies where a family’s needs are many and tangled.',
    lines: [line(nobodyYet)],
  },
  {
    ...together,
    id: 'early-help-parents',
    words: 'Build the skills to work well with neurodivergent parents and with parents whose mental health is a worry.',
    theme: 'Workforce',
    lines: [line(nobodyYet)],
  },
  {
    ...together,
    id: 'early-help-summer',
    words: 'Think twice before a family steps down shortly before the summer holidays.',
    lines: [line(agency('agencies-together'), 'Practitioners')],
    then: [
      reported(
        enteredFor('2025-01-22', 'agencies-together', 'Practitioners'),
        'Practitioners have been reminded. The records say nothing of any effect.',
      ),
    ],
  },
  {
    ...together,
    id: 'early-help-records-between-schools',
    words: 'Schools follow the right procedure when a child’s safeguarding file moves with the child.',
    theme: 'Education',
    lines: [line(agency('schools'))],
    then: [
      reported(
        enteredFor('2025-01-22', 'schools', 'Safeguarding leads'),
        'Schools have been reminded. The records say nothing of any effect.',
      ),
    ],
  },
  {
    ...together,
    id: 'early-help-school-policies',
    words: 'Schools say clearly in their policies who does what in early help.',
    theme: 'Education',
    lines: [line(agency('schools'))],
    then: [
      reported(
        enteredFor('2025-03-10', 'schools', 'Safeguarding leads'),
        'The yearly self-assessment of schools is being rewritten to ask for this, so as to give assurance.',
        'See what the answers of 2024-25 show.',
      ),
    ].map((happening) => ({ ...happening, invented: [...happening.invented, 'nextStep'] })),
  },
  {
    ...together,
    id: 'early-help-housing-self-assessment',
    words: 'Housing providers complete the Section 11 self-assessment.',
    theme: 'Housing',
    lines: [line(agency('housing-providers'))],
  },
  {
    ...together,
    id: 'early-help-housing-strategy',
    words: 'Weigh at strategic level what temporary and poor housing does to families.',
    theme: 'Housing',
    lines: [line(nobodyYet)],
    then: [
      reviewed(
        qualityMember('2025-03-13', 'quality-assurance-2025-03'),
        'The Executive agreed that the council’s lead for housing is to hear the findings and think them through.',
      ),
    ],
  },
  {
    ...together,
    id: 'early-help-language',
    words:
      'Partners back and question one another in using language that cares: no short forms, the word “children”, and nobody called hard to reach.',
    theme: 'Language that cares',
    lines: [line(agency('agencies-together'))],
  },
]);
