import type { AgencyId, Group, Membership } from './types';

/** The records list member agencies, without their days or, for most, the role that sits: both are invented. */
const members = (...agencies: readonly AgencyId[]): readonly Membership[] =>
  agencies.map((agency) => ({ agency, role: 'Safeguarding lead', from: '2024-04-01', until: null }));

const marked = (group: Omit<Group, 'invented'>): Group => ({
  ...group,
  invented: group.members.flatMap((_, place) => [`members.${place}.role`, `members.${place}.from`]),
});

const inquiryMembers = [
  'constabulary',
  'integrated-care-board',
  'national-probation-service',
  'child-and-adolescent-mental-health-services',
  'solent-nhs-trust',
  'healthcare-foundation-trust',
  'council-public-health',
  'isle-of-wight-nhs-trust',
  'youth-justice-service',
  'childrens-social-care',
  'council-education',
  'voluntary-sector',
];

/** The seat of Solent NHS Trust passes to its successor on the day the one becomes the other. */
const inquirySeats = members(...inquiryMembers).map((seat): Membership =>
  seat.agency === 'solent-nhs-trust'
    ? { ...seat, until: '2024-09-30' }
    : seat.agency === 'healthcare-foundation-trust'
      ? { ...seat, from: '2024-10-01' }
      : seat,
);
const solentSeat = inquiryMembers.indexOf('solent-nhs-trust');

const quarterlySubgroup = { kind: 'subgroup', meets: 'quarterly', reportsTo: 'executive-group' } as const;
const learningInquiry = marked({
  ...quarterlySubgroup,
  id: 'learning-inquiry-group',
  name: 'Learning Inquiry Group',
  purpose:
    'Looks at referrals for a learning review, learns from them with practitioners, and follows what was advised.',
  chair: 'Area Director, Children’s Social Care',
  chairAgency: 'childrens-social-care',
  members: inquirySeats,
});

export const groups: readonly Group[] = [
  marked({
    id: 'executive-group',
    name: 'Executive Group',
    kind: 'executive',
    purpose: 'Sets priorities, and approves reports and what they advise.',
    meets: 'quarterly',
    reportsTo: null,
    chair: 'Strategic Director of Children’s Services',
    chairAgency: 'isle-of-wight-council',
    members: members(
      'constabulary',
      'integrated-care-board',
      'isle-of-wight-nhs-trust',
      'isle-of-wight-council',
      'council-education',
      'council-learning',
    ),
  }),
  marked({
    id: 'partnership-board',
    name: 'Partnership Board',
    kind: 'board',
    purpose: 'Brings the safeguarding partners together with the relevant agencies.',
    meets: 'quarterly',
    reportsTo: 'executive-group',
    chair: 'Strategic Director of Children’s Services',
    chairAgency: 'isle-of-wight-council',
    members: members(
      'isle-of-wight-council',
      'integrated-care-board',
      'constabulary',
      'primary-care',
      'invented-harbour-youth-charity',
      'invented-beacon-college',
      'invented-westerly-sports-league',
      'invented-lantern-homes',
    ),
  }),
  { ...learningInquiry, invented: [...learningInquiry.invented, `members.${solentSeat}.until`] },
  marked({
    ...quarterlySubgroup,
    id: 'performance-and-quality-assurance-group',
    name: 'Performance and Quality Assurance Group',
    purpose: 'Runs the programme of audits and self-assessments, reads the figures, and follows what audits advised.',
    chair: 'Area Director, Children’s Social Care',
    chairAgency: 'childrens-social-care',
    members: members(
      'constabulary',
      'integrated-care-board',
      'national-probation-service',
      'child-and-adolescent-mental-health-services',
      'fire-and-rescue-service',
      'council-education',
      'council-housing',
      'council-public-health',
      'isle-of-wight-nhs-trust',
      'youth-justice-service',
      'barnardos',
      'childrens-social-care',
      'voluntary-sector',
    ),
  }),
  marked({
    ...quarterlySubgroup,
    id: 'education-group',
    name: 'Education Group',
    purpose: 'Links the Partnership with schools, colleges and early years, and spreads learning among them.',
    chair: 'Service Director, Education, Inclusion and Access',
    chairAgency: 'council-education',
    members: members('council-education', 'constabulary', 'council-public-health', 'schools', 'early-years-settings'),
  }),
  marked({
    ...quarterlySubgroup,
    id: 'exploitation-group',
    name: 'Exploitation Strategy Delivery Group',
    purpose: 'Keeps the Island’s plan against the exploitation of children and sees that it is carried out.',
    chair: 'Chief Inspector, Hampshire and Isle of Wight Constabulary',
    chairAgency: 'constabulary',
    members: members('constabulary', 'childrens-social-care', 'youth-justice-service', 'violence-reduction-unit'),
  }),
  marked({
    ...quarterlySubgroup,
    id: 'workforce-development-group',
    name: 'Workforce Development Group',
    purpose: 'Finds out what training people need, arranges it and checks that it helped.',
    chair: 'Strategic Lead for Learning and Development',
    chairAgency: 'council-learning',
    members: members(
      'council-learning',
      'constabulary',
      'integrated-care-board',
      'council-adult-social-care',
      'homestart',
    ),
  }),
  marked({
    id: 'partnership-team',
    name: 'Partnership Team',
    kind: 'team',
    purpose: 'Serves every group: records, asks, reminds, drafts and publishes.',
    meets: null,
    reportsTo: 'executive-group',
    chair: null,
    members: [],
  }),
  marked({
    id: 'safeguarding-leads-meeting',
    name: 'Children’s Social Care multi-agency safeguarding leads meeting',
    kind: 'practitioner-meeting',
    purpose: 'Where safeguarding leads of several agencies look at practice together.',
    meets: null,
    reportsTo: null,
    chair: null,
    members: [],
  }),
  marked({
    id: 'four-area-executive',
    name: 'Hampshire, Isle of Wight, Portsmouth and Southampton Executive Group',
    kind: 'four-area-group',
    purpose: 'Joins up work that crosses the borders of the four partnerships.',
    meets: null,
    reportsTo: null,
    chair: 'Independent Scrutineer',
    members: [],
  }),
];
