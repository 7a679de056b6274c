import {
  councilPartner,
  everyField,
  executiveMember,
  inquiryChair,
  inventedActs,
  partnershipTeam,
  whenAndWho,
} from './acting';
import type { LearningEvent, LearningEventStep } from './source-types';

const april: readonly LearningEventStep[] = [
  {
    kind: 'agreed',
    ...inquiryChair('2024-02-15', 'learning-inquiry-2024-02'),
    reason: 'There was learning for several agencies, though no notification was called for.',
    invented: whenAndWho,
  },
  {
    kind: 'terms-of-reference-agreed',
    ...inquiryChair('2024-03-07'),
    keyLinesOfEnquiry: [
      'How was each injury looked at, and by whom?',
      'What did missed appointments tell us about this child’s days?',
      'Who knew the adults around this child?',
    ],
    invented: [...whenAndWho, 'keyLinesOfEnquiry'],
  },
  {
    kind: 'facilitators-named',
    ...inquiryChair('2024-03-07'),
    agencies: ['childrens-social-care', 'integrated-care-board'],
    invented: whenAndWho,
  },
  {
    kind: 'workshop-held',
    ...partnershipTeam('2024-04-17'),
    onAsStated: 'April 2024',
    attended: 18,
    byAgency: [],
    effectivePractice: [],
    areasOfLearning: [],
    feedback: 'Several of those who came said that it had helped them, and why it matters to be there.',
    invented: whenAndWho,
  },
  {
    kind: 'report-written',
    ...partnershipTeam('2024-05-08'),
    summary: 'What worked for this child, what did not, and what should change. A briefing goes with it.',
    invented: [...whenAndWho, 'summary'],
  },
  {
    kind: 'approved-by-group',
    ...inquiryChair('2024-05-16', 'learning-inquiry-2024-05'),
    invented: whenAndWho,
  },
  {
    kind: 'recommendations-made',
    ...inquiryChair('2024-05-16', 'learning-inquiry-2024-05'),
    count: 9,
    invented: whenAndWho,
  },
  {
    kind: 'approved-by-executive',
    ...councilPartner('2024-06-13'),
    onBehalfOf: {
      role: 'Delegated safeguarding partner, council',
      agency: 'isle-of-wight-council',
      group: 'executive-group',
      meeting: 'executive-2024-06',
    },
    invented: whenAndWho,
  },
  {
    kind: 'not-stated-in-the-source',
    ...partnershipTeam('2024-06-20'),
    step: 'briefing-shared',
    note: 'The records say that a briefing was approved; they do not say how it was shared.',
    invented: whenAndWho,
  },
];

const november: readonly LearningEventStep[] = [
  {
    kind: 'agreed',
    ...inquiryChair('2024-09-12', 'learning-inquiry-2024-09'),
    reason: 'What agencies could learn together needed a closer look.',
    invented: whenAndWho,
  },
  {
    kind: 'terms-of-reference-agreed',
    ...inquiryChair('2024-10-10'),
    keyLinesOfEnquiry: [
      'How were this child’s additional needs understood when worries were shared?',
      'Who took part when plans were made to keep this child safe?',
      'How did agencies hold the whole story together?',
    ],
    invented: [...whenAndWho, 'keyLinesOfEnquiry'],
  },
  {
    kind: 'facilitators-named',
    ...inquiryChair('2024-10-10'),
    agencies: ['childrens-social-care', 'healthcare-foundation-trust'],
    invented: whenAndWho,
  },
  {
    kind: 'workshop-held',
    ...partnershipTeam('2024-11-20'),
    onAsStated: 'November 2024',
    attended: 31,
    byAgency: [],
    effectivePractice: [],
    areasOfLearning: ['Stronger processes to keep children safe, and closer work between agencies on the Island.'],
    feedback: null,
    invented: whenAndWho,
  },
  {
    kind: 'report-written',
    ...partnershipTeam('2024-12-02'),
    summary: 'Sets out the main learning and what should change.',
    invented: whenAndWho,
  },
  {
    kind: 'recommendations-made',
    ...inquiryChair('2024-12-05', 'learning-inquiry-2024-12'),
    count: 10,
    invented: whenAndWho,
  },
  {
    kind: 'not-stated-in-the-source',
    ...partnershipTeam('2024-12-05'),
    step: 'approved-by-group',
    note: 'The records do not say whether the group approved the report.',
    invented: whenAndWho,
  },
  {
    kind: 'not-stated-in-the-source',
    ...partnershipTeam('2024-12-12'),
    step: 'approved-by-executive',
    note: 'The records do not say whether the Executive approved the report.',
    invented: whenAndWho,
  },
  {
    kind: 'briefing-shared',
    ...partnershipTeam('2025-01-15'),
    channels: ['slides'],
    invented: whenAndWho,
  },
];

const dated = (fields: Omit<LearningEvent, 'origin' | 'invented' | 'steps'>) => ({
  ...fields,
  origin: 'invented' as const,
  invented: everyField(fields),
});

const invented: readonly LearningEvent[] = [
  {
    ...dated({
      id: 'invented-learning-event-picture',
      title: 'Nobody held the whole picture (invented)',
      referral: 'invented-referral-reconsidered',
      about: 'Three brothers of whom each agency knew a part.',
    }),
    steps: inventedActs<LearningEventStep>([
      {
        kind: 'agreed',
        ...inquiryChair({ daysFromLoading: -40 }, 'learning-inquiry-recent'),
        reason: 'What was missed lay between the agencies.',
      },
      {
        kind: 'terms-of-reference-agreed',
        ...inquiryChair({ daysFromLoading: -25 }),
        keyLinesOfEnquiry: ['Who knew what, and when?', 'What would have brought the parts together?'],
      },
      {
        kind: 'facilitators-named',
        ...inquiryChair({ daysFromLoading: -25 }),
        agencies: ['invented-harbour-youth-charity', 'invented-beacon-college'],
      },
      {
        kind: 'workshop-held',
        ...partnershipTeam({ daysFromLoading: -9 }),
        attended: 14,
        byAgency: [
          { agency: 'invented-harbour-youth-charity', attended: 5 },
          { agency: 'invented-beacon-college', attended: 6 },
          { agency: 'invented-lantern-homes', attended: 3 },
        ],
        effectivePractice: ['The charity kept a diary that others could read.'],
        areasOfLearning: ['No agency asked the brothers about one another.'],
        feedback: 'Most said that they now know whom to ring.',
      },
      {
        kind: 'report-written',
        ...partnershipTeam({ daysFromLoading: -6 }),
        summary: 'Two pages, one for each question.',
      },
      { kind: 'approved-by-group', ...inquiryChair({ daysFromLoading: -4 }, 'learning-inquiry-extra') },
      { kind: 'recommendations-made', ...inquiryChair({ daysFromLoading: -4 }, 'learning-inquiry-extra'), count: 2 },
      { kind: 'approved-by-executive', ...executiveMember({ daysFromLoading: -3 }) },
    ]),
  },
];

export const learningEvents: readonly LearningEvent[] = [
  {
    id: 'learning-event-2024-04',
    origin: 'records',
    title: 'Local learning event, April 2024',
    referral: 'referral-2023-24-injuries',
    about: 'A child who had been hurt, and whose appointments were often missed.',
    steps: april,
    invented: [],
  },
  {
    id: 'learning-event-2024-11',
    origin: 'records',
    title: 'Local learning event, November 2024',
    referral: 'referral-2024-25-solent',
    about: 'A child with additional needs who met adversity very young.',
    steps: november,
    invented: [],
  },
  ...invented,
];
