import { EXECUTIVE, LEARNING_INQUIRY, type Person, QUALITY_ASSURANCE } from '#app/platform';
import { person } from '../content/people';
import type { Agency, AgencyId, Group, Meeting, PersonInRoles } from '../content/types';
import { CHAIR, COUNCIL, COUNCIL_PARTNER, HEALTH_BOARD, HOSPITALS, POLICE, SCHOOLS, SOCIAL_CARE, TEAM } from './acting';

/** A body of the demonstration only: its name says so, and every value of it is invented. */
const agency = (id: AgencyId, kind: Agency['kind'], name: string, partOf?: AgencyId): Agency => ({
  id,
  origin: 'invented',
  kind,
  names: [{ name: `${name} (demonstration)`, from: '2020-04-01', until: null }],
  ...(partOf !== undefined && { partOf }),
  invented: ['kind', 'names.0.name', 'names.0.from'],
});

export const agencies: readonly Agency[] = [
  agency(COUNCIL, 'safeguarding-partner', 'Downs and Harbour Council'),
  agency(HEALTH_BOARD, 'safeguarding-partner', 'NHS Downs and Harbour Integrated Care Board'),
  agency(POLICE, 'safeguarding-partner', 'Downs and Harbour Police'),
  agency(SOCIAL_CARE, 'council-service', 'Children’s Social Care, Downs and Harbour Council', COUNCIL),
  agency(HOSPITALS, 'relevant-agency', 'Downs and Harbour Hospitals NHS Trust'),
  agency(SCHOOLS, 'relevant-agency', 'Skylark School Federation'),
];

type Membered = Omit<Group, 'members' | 'invented'>;

const group = (of: Membered, ...members: readonly AgencyId[]): Group => ({
  ...of,
  members: members.map((id) => ({ agency: id, role: 'Safeguarding lead', from: '2024-04-01', until: null })),
  invented: members.flatMap((_, place) => [`members.${place}.role`, `members.${place}.from`]),
});

const leader = { chair: 'Head of Safeguarding, Children’s Social Care', chairAgency: SOCIAL_CARE };
const subgroup = { kind: 'subgroup', meets: 'quarterly', reportsTo: EXECUTIVE, ...leader } as const;

/** The groups of the law, and the team: under the ids that they have in every partnership. */
export const groups: readonly Group[] = [
  group(
    {
      id: EXECUTIVE,
      name: 'Executive Group',
      kind: 'executive',
      purpose: 'Sets priorities, and approves reports and recommendations.',
      meets: 'quarterly',
      reportsTo: null,
      chair: 'Director of Children’s Services',
      chairAgency: COUNCIL,
    },
    COUNCIL,
    HEALTH_BOARD,
    POLICE,
  ),
  group(
    {
      ...subgroup,
      id: LEARNING_INQUIRY,
      name: 'Learning Inquiry Group',
      purpose: 'Decides on referrals for a learning review, and follows what came of them.',
    },
    SOCIAL_CARE,
    POLICE,
    HOSPITALS,
    SCHOOLS,
  ),
  group(
    {
      ...subgroup,
      id: QUALITY_ASSURANCE,
      name: 'Performance and Quality Assurance Group',
      purpose: 'Runs the programme of audits, and follows what they recommend until it is assured.',
    },
    SOCIAL_CARE,
    POLICE,
    HOSPITALS,
  ),
  group({
    id: 'partnership-team',
    name: 'Partnership Team',
    kind: 'team',
    purpose: 'Serves every group: records, asks, reminds, drafts and publishes.',
    meets: null,
    reportsTo: EXECUTIVE,
    chair: null,
  }),
];

/** All of it is invented, the titles too. */
const ours = (one: PersonInRoles): PersonInRoles => ({
  ...one,
  invented: [...one.invented, ...one.roles.map((_, place) => `roles.${place}.title`)],
});

/** The last three are the same accounts as next door: they serve both partnerships. */
export const people: readonly PersonInRoles[] = [
  person(TEAM, null, ['Partnership Team', 'partnership-team']),
  person(
    CHAIR,
    SOCIAL_CARE,
    ['Chair of the Learning Inquiry Group', LEARNING_INQUIRY],
    ['Chair of the Performance and Quality Assurance Group', QUALITY_ASSURANCE],
  ),
  person(COUNCIL_PARTNER, COUNCIL, ['Delegated safeguarding partner, council', EXECUTIVE]),
  person('police-representative', POLICE, ['Representative of the police']),
  person('police-partner', POLICE, ['Delegated safeguarding partner, police', EXECUTIVE]),
  person('scrutineer', null, ['Independent Scrutineer']),
].map(ours);

export const signIn: readonly Person[] = [
  {
    id: TEAM,
    title: 'Partnership Team',
    role: 'partnership-team',
    opensDetails: true,
    manages: true,
    groups: [],
    does: 'Log referrals and audits, record what the groups decide, and keep the directory.',
  },
  {
    id: CHAIR,
    title: 'Chair of the Learning Inquiry Group',
    role: 'group-chair',
    agency: SOCIAL_CARE,
    groups: [LEARNING_INQUIRY, QUALITY_ASSURANCE],
    does: 'Chair the group that decides on referrals, and the one for audits.',
  },
  {
    id: COUNCIL_PARTNER,
    title: 'Delegated safeguarding partner, council',
    role: 'safeguarding-partner',
    partner: 'council',
    agency: COUNCIL,
    groups: [EXECUTIVE],
    does: 'Decide for the council, which has the duty to notify the national Panel.',
  },
  {
    id: 'police-representative',
    title: 'Representative of the police',
    role: 'agency-representative',
    agency: POLICE,
    groups: [],
    does: 'Report progress and evidence for the police.',
  },
  {
    id: 'police-partner',
    title: 'Delegated safeguarding partner, police',
    role: 'safeguarding-partner',
    partner: 'police',
    agency: POLICE,
    groups: [EXECUTIVE],
    does: 'Decide for the police.',
  },
  {
    id: 'scrutineer',
    title: 'Independent Scrutineer',
    role: 'scrutineer',
    groups: [],
    does: 'Read the whole trail, ask questions, and check that nothing was altered.',
  },
];

const meeting = (id: string, of: string, on: Meeting['on'], label: string): Meeting => ({
  id,
  group: of,
  on,
  label,
  invented: ['on', 'label'],
});

export const meetings: readonly Meeting[] = [
  meeting('quality-assurance-2025-01', QUALITY_ASSURANCE, '2025-01-16', 'Quarterly meeting, January 2025'),
  meeting('quality-assurance-2025-04', QUALITY_ASSURANCE, '2025-04-24', 'Quarterly meeting, April 2025'),
  meeting('quality-assurance-latest', QUALITY_ASSURANCE, { daysFromLoading: -11 }, 'The latest quarterly meeting'),
  meeting('executive-2025-05', EXECUTIVE, '2025-05-15', 'Quarterly meeting, May 2025'),
];
