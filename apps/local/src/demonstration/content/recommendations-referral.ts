import { inquiryChair, inquiryMember, partnershipTeam, representative, whenAndWho } from './acting';
import { agency, deliveredThenComplete, group, line, recorded, team, type Beginnings } from './recommending';
import type { Happening, Recommendation } from './recommendation-types';

const inMarch = inquiryChair('2025-03-06', 'learning-inquiry-2025-03');

const agreedInSeptember: Beginnings = {
  source: { kind: 'referral', id: 'referral-2024-25-constabulary' },
  monitor: 'learning-inquiry-group',
  begins: [
    { kind: 'proposed', ...partnershipTeam('2024-09-12'), invented: whenAndWho },
    {
      kind: 'agreed',
      ...inquiryChair('2024-09-12', 'learning-inquiry-2024-09'),
      reason: 'Members saw the need in what the agencies had sent.',
      invented: whenAndWho,
    },
    { kind: 'assigned', ...inquiryChair('2024-09-19'), invented: whenAndWho },
  ],
};

/** The review day counts from loading, so that a real group never looks late by the mere passing of time. */
const carriedIntoAudit = (key: string): Happening => ({
  kind: 'carried',
  line: key,
  ...inMarch,
  into: { audit: 'audit-domestic-abuse-2025' },
  expected: { quarter: 'Q3 2025-26' },
  reviewOn: { daysFromLoading: 45 },
  reason: 'Carried into the Q3 2025-26 audit of children as victims of domestic abuse.',
  invented: [...whenAndWho, 'reviewOn'],
});

export const referralRecommendations: readonly Recommendation[] = recorded(agreedInSeptember, [
  {
    id: 'constabulary-domestic-abuse',
    words:
      'The Learning Inquiry Group and the Performance and Quality Assurance Group find out together whether the meetings about high-risk domestic abuse keep children safe as victims of it.',
    theme: 'Domestic abuse',
    scope: 'multi-agency',
    lines: [
      line(group('learning-inquiry-group'), null, null, 'learning-inquiry'),
      line(group('performance-and-quality-assurance-group'), null, null, 'quality-assurance'),
    ],
    then: [carriedIntoAudit('learning-inquiry'), carriedIntoAudit('quality-assurance')],
  },
  {
    id: 'constabulary-bruising-protocol',
    words:
      'Children’s Social Care sends out again the protocol on bruises in babies who do not yet move about by themselves, and gives assurance that it has been made known.',
    theme: 'Physical abuse',
    scope: 'single-agency',
    lines: [line(agency('childrens-social-care'))],
    then: [],
  },
  {
    id: 'constabulary-learning-pack',
    words:
      'The Partnership Team makes a learning pack of what already exists on the points that this child and family brought up.',
    theme: 'Learning culture',
    scope: 'local-additional',
    lines: [line(team)],
    then: deliveredThenComplete(
      '2025-01-20',
      'Learning pack, a set of slides',
      'The slides went to the members of the Learning Inquiry Group to pass on.',
      inMarch,
      'The pack is with the members.',
    ),
  },
  {
    id: 'constabulary-primary-care-training',
    words:
      'Everybody with a clinical part in primary care who sees children is trained in safeguarding, and knows the procedures, the one on bruises in babies among them.',
    theme: 'Workforce',
    scope: 'single-agency',
    lines: [line(agency('primary-care'), 'Named GP')],
    alsoInvented: ['lines.0.owner'],
    then: [
      {
        kind: 'assurance-asked',
        line: 'a',
        ...partnershipTeam('2024-11-04'),
        question: 'Are all who see children in primary care trained, and do they know the procedures?',
        replyBy: null,
        invented: ['kind', ...whenAndWho, 'question'],
      },
      {
        kind: 'assurance-provided',
        line: 'a',
        ...representative('2025-02-17', 'primary-care-representative', 'primary-care', 'Named GP'),
        statement: 'The Named GP gives assurance for primary care.',
        evidence: { type: 'statement', title: 'Assurance of the Named GP' },
        invented: [...whenAndWho, 'evidence.type'],
      },
      {
        kind: 'assurance-accepted',
        line: 'a',
        ...inquiryMember('2025-03-06', 'learning-inquiry-2025-03'),
        reason: 'The Named GP speaks for all practices on the Island.',
        invented: [...whenAndWho, 'reason'],
      },
      {
        kind: 'completed',
        line: 'a',
        ...inMarch,
        basis: 'assurance-accepted',
        evidence: [{ type: 'statement', title: 'Assurance of the Named GP' }],
        reason: 'Complete by assurance of the Named GP.',
        invented: whenAndWho,
      },
    ],
  },
]);
