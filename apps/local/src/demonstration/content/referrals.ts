import { inquiryChair, partnershipTeam, whenAndWho } from './acting';
import { inventedReferrals } from './referrals-invented';
import type { NotificationCriterion, Referral, ReferralAct } from './source-types';
import type { AgencyId, Day, MeetingId, PartnerView } from './types';

/** The records say that the criteria were not met, not which of them failed: each finding is invented. */
const criteria: readonly NotificationCriterion[] = [
  {
    criterion: 'abuse-or-neglect-known-or-suspected',
    finding: 'met',
    reason: 'Abuse or neglect could not be ruled out.',
  },
  {
    criterion: 'child-died-or-seriously-harmed',
    finding: 'not-met',
    reason: 'The harm described did not amount to serious harm as the law puts it.',
  },
  { criterion: 'in-the-area', finding: 'met', reason: 'The child lives on the Island.' },
];

const views: readonly PartnerView[] = [
  { partner: 'council-partner', view: 'agrees', reason: 'The threshold for a notification is not reached.' },
  { partner: 'health-partner', view: 'agrees', reason: 'The threshold for a notification is not reached.' },
  { partner: 'police-partner', view: 'agrees', reason: 'The threshold for a notification is not reached.' },
];
const reasonsOfViews = ['views.0.reason', 'views.1.reason', 'views.2.reason'];

const received = (on: Day, role: string, agency?: AgencyId): ReferralAct => ({
  kind: 'received',
  ...partnershipTeam(on),
  onBehalfOf: { role, ...(agency === undefined ? { group: 'partnership-team' } : { agency }) },
  invented: whenAndWho,
});

type Decided = Extract<ReferralAct, { kind: 'decided' }>;
const decided = (on: Day, meeting: MeetingId, what: Pick<Decided, 'outcome' | 'rationale'>): Decided => ({
  kind: 'decided',
  ...inquiryChair(on, meeting),
  criteria,
  views,
  ...what,
  supersedes: false,
  invented: [...whenAndWho, 'criteria', ...reasonsOfViews],
});

const silent = { whatHappened: 'The records do not say what happened.', whyReferred: 'The records do not say why.' };
const noDates = { incidentOn: null, awareOn: null };

const fromRecords: readonly Referral[] = [
  {
    id: 'referral-2023-24-injuries',
    origin: 'records',
    title: 'Injuries to a child, some without an explanation',
    year: '2023-24',
    referrer: { agency: null, role: null },
    ...noDates,
    children: 1,
    whatHappened:
      'A child had been hurt, and for some of the injuries nobody could give a cause. From early in this child’s life appointments were missed and the parents had kept services at a distance.',
    whyReferred: 'The records do not say why.',
    agenciesInvolved: [],
    acts: [
      received('2024-01-22', 'Partnership Manager'),
      {
        ...decided('2024-02-15', 'learning-inquiry-2024-02', {
          outcome: { is: 'learning-event', learningEvent: 'learning-event-2024-04' },
          rationale:
            'Neither a notification nor a practice review was called for. Practitioners from several agencies can learn together from what this child went through.',
        }),
        invented: [...whenAndWho, 'criteria', 'views', 'rationale'],
      },
    ],
    invented: ['title'],
  },
  {
    id: 'referral-2024-25-youth-justice',
    origin: 'records',
    title: 'Referral by the Youth Justice Service',
    year: '2024-25',
    referrer: { agency: 'youth-justice-service', role: null },
    ...noDates,
    children: 1,
    ...silent,
    agenciesInvolved: ['youth-justice-service'],
    acts: [
      received('2024-05-02', 'Member of staff', 'youth-justice-service'),
      decided('2024-05-16', 'learning-inquiry-2024-05', {
        outcome: { is: 'passed-elsewhere', to: 'safeguarding-leads-meeting' },
        rationale:
          'The representatives of the safeguarding partners found that another meeting, that of the safeguarding leads, was the right place to look at it.',
      }),
      {
        kind: 'passed-on',
        ...partnershipTeam('2024-05-20'),
        to: 'safeguarding-leads-meeting',
        why: 'The safeguarding leads of several agencies can look at it together.',
        invented: [...whenAndWho, 'why'],
      },
      {
        kind: 'not-stated-in-the-source',
        ...partnershipTeam('2025-03-06'),
        step: 'receiving-body-answered',
        note: 'The records do not say what the safeguarding leads made of it.',
        invented: whenAndWho,
      },
    ],
    invented: ['title', 'children'],
  },
  {
    id: 'referral-2024-25-mental-health',
    origin: 'records',
    title: 'Referral by Child and Adolescent Mental Health Services',
    year: '2024-25',
    referrer: { agency: 'child-and-adolescent-mental-health-services', role: null },
    ...noDates,
    children: 1,
    ...silent,
    agenciesInvolved: ['child-and-adolescent-mental-health-services'],
    acts: [
      received('2024-06-10', 'Member of staff', 'child-and-adolescent-mental-health-services'),
      decided('2024-09-12', 'learning-inquiry-2024-09', {
        outcome: { is: 'professional-differences' },
        rationale:
          'The agencies concerned take it up themselves under the procedure for professional differences: what worked, what did not, and what they would change another time.',
      }),
      {
        kind: 'not-stated-in-the-source',
        ...partnershipTeam('2025-03-06'),
        step: 'reflection-returned',
        note: 'The records do not say what the agencies found.',
        invented: whenAndWho,
      },
    ],
    invented: ['title', 'children'],
  },
  {
    id: 'referral-2024-25-constabulary',
    origin: 'records',
    title: 'Referral by the Constabulary: a child seen in primary care',
    year: '2024-25',
    referrer: { agency: 'constabulary', role: null },
    ...noDates,
    children: 1,
    whatHappened:
      'A child was seen by a paramedic who worked in primary care. The records say no more of what happened.',
    whyReferred: 'The records do not say why.',
    agenciesInvolved: ['constabulary', 'primary-care'],
    acts: [
      received('2024-07-18', 'Member of staff', 'constabulary'),
      {
        kind: 'considered',
        ...inquiryChair('2024-09-12', 'learning-inquiry-2024-09'),
        summary: 'Members read what the agencies had sent and talked it through.',
        invented: whenAndWho,
      },
      decided('2024-09-12', 'learning-inquiry-2024-09', {
        outcome: { is: 'learning-identified-without-event' },
        rationale:
          'What the agencies sent, and the talk at the meeting, had already brought the learning out, for single agencies and between them. Four recommendations follow; an event would add nothing.',
      }),
    ],
    invented: ['title'],
  },
  {
    id: 'referral-2024-25-solent',
    origin: 'records',
    title: 'Referral by Solent NHS Trust: a child with additional needs',
    year: '2024-25',
    referrer: { agency: 'solent-nhs-trust', role: null },
    ...noDates,
    children: 1,
    whatHappened: 'A child with additional needs had lived through several kinds of adversity when still very young.',
    whyReferred: 'The records do not say why.',
    agenciesInvolved: ['solent-nhs-trust'],
    acts: [
      received('2024-08-05', 'Member of staff', 'solent-nhs-trust'),
      decided('2024-09-12', 'learning-inquiry-2024-09', {
        outcome: { is: 'learning-event', learningEvent: 'learning-event-2024-11' },
        rationale:
          'Members saw learning between agencies that needed a closer look, and asked for a workshop with practitioners.',
      }),
    ],
    invented: ['title'],
  },
];

export const referrals: readonly Referral[] = [...fromRecords, ...inventedReferrals];
