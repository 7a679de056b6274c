import type { Agency, AgencyId } from './types';

/** The names are official or as the records print them; the records give no days for any of them but those marked. */
const agency = (id: AgencyId, kind: Agency['kind'], name: string, partOf?: AgencyId): Agency => ({
  id,
  origin: 'records',
  kind,
  names: [{ name, from: null, until: null }],
  ...(partOf === undefined ? {} : { partOf }),
  invented: [],
});

const partners: readonly Agency[] = [
  agency('isle-of-wight-council', 'safeguarding-partner', 'Isle of Wight Council'),
  {
    id: 'integrated-care-board',
    origin: 'records',
    kind: 'safeguarding-partner',
    names: [{ name: 'NHS Hampshire and Isle of Wight Integrated Care Board', from: '2022-07-01', until: null }],
    invented: ['names.0.from'],
  },
  agency('constabulary', 'safeguarding-partner', 'Hampshire and Isle of Wight Constabulary'),
];

const predecessors: readonly Agency[] = [
  {
    id: 'clinical-commissioning-group',
    origin: 'records',
    kind: 'safeguarding-partner',
    names: [{ name: 'Isle of Wight Clinical Commissioning Group', from: null, until: '2022-06-30' }],
    successor: { agency: 'integrated-care-board', on: '2022-07-01' },
    invented: ['names.0.until', 'successor.agency', 'successor.on'],
  },
  {
    id: 'solent-nhs-trust',
    origin: 'records',
    kind: 'relevant-agency',
    names: [{ name: 'Solent NHS Trust', from: null, until: '2024-09-30' }],
    successor: { agency: 'healthcare-foundation-trust', on: '2024-10-01' },
    invented: ['names.0.until', 'successor.on'],
  },
  {
    id: 'healthcare-foundation-trust',
    origin: 'records',
    kind: 'relevant-agency',
    names: [{ name: 'Hampshire and Isle of Wight Healthcare NHS Foundation Trust', from: '2024-10-01', until: null }],
    invented: ['names.0.from'],
  },
];

const council = 'isle-of-wight-council';
const councilServices: readonly Agency[] = [
  agency('childrens-social-care', 'council-service', 'Children’s Social Care, Isle of Wight Council', council),
  agency('council-education', 'council-service', 'Education, Inclusion and Access, Isle of Wight Council', council),
  agency('council-housing', 'council-service', 'Housing, Isle of Wight Council', council),
  agency('council-public-health', 'council-service', 'Public Health, Isle of Wight Council', council),
  agency('council-adult-social-care', 'council-service', 'Adult Social Care, Isle of Wight Council', council),
  agency('council-regulatory-services', 'council-service', 'Regulatory Services, Isle of Wight Council', council),
  agency('council-learning', 'council-service', 'Learning and Development, Isle of Wight Council', council),
];

const relevant: readonly (readonly [AgencyId, string])[] = [
  ['adult-mental-health-services', 'Adult Mental Health Services'],
  ['child-and-adolescent-mental-health-services', 'Child and Adolescent Mental Health Services'],
  ['child-and-family-court-advisory-service', 'Child and Family Court Advisory Service'],
  ['fire-and-rescue-service', 'Hampshire and Isle of Wight Fire and Rescue Service'],
  ['prison', 'His Majesty’s Prison Isle of Wight'],
  ['inclusion', 'Inclusion Isle of Wight'],
  ['coroners-office', 'Isle of Wight Coroner’s Office'],
  ['isle-of-wight-nhs-trust', 'Isle of Wight NHS Trust'],
  ['primary-care', 'Primary Care'],
  ['youth-justice-service', 'Youth Justice Service'],
  ['national-probation-service', 'National Probation Service'],
  ['nhs-england', 'NHS England and NHS Improvement'],
  ['paragon', 'Paragon'],
  ['police-and-crime-commissioner', 'Office of the Police and Crime Commissioner'],
  ['barnardos', 'Barnardo’s'],
  ['homestart', 'Homestart'],
  ['violence-reduction-unit', 'Violence Reduction Unit'],
];

const together: readonly (readonly [AgencyId, string])[] = [
  ['schools', 'Education establishments'],
  ['early-years-settings', 'Early Years Settings'],
  ['faith-groups', 'Faith groups'],
  ['healthcare-providers', 'Healthcare providers'],
  ['housing-providers', 'Housing providers'],
  ['language-schools', 'Language Schools'],
  ['sporting-organisations', 'Sporting organisations'],
  ['voluntary-sector', 'Voluntary Sector organisations'],
  ['agencies-together', 'Agencies of the Partnership, taken together'],
  ['agency-not-stated', 'An agency that the records do not name'],
];

/** A body of the demonstration only: its name says so, and every value of it is invented. */
const inventedAgency = (id: AgencyId, name: string): Agency => ({
  id,
  origin: 'invented',
  kind: 'relevant-agency',
  names: [{ name, from: '2020-04-01', until: null }],
  invented: ['kind', 'names.0.name', 'names.0.from'],
});

const invented: readonly Agency[] = [
  inventedAgency('invented-harbour-youth-charity', 'Invented Harbour Youth Charity (demonstration)'),
  inventedAgency('invented-beacon-college', 'Invented Beacon College (demonstration)'),
  inventedAgency('invented-westerly-sports-league', 'Invented Westerly Sports League (demonstration)'),
  {
    id: 'invented-lantern-homes',
    origin: 'invented',
    kind: 'relevant-agency',
    names: [
      { name: 'Invented Lantern Housing (demonstration)', from: '2020-04-01', until: '2024-06-30' },
      { name: 'Invented Lantern Homes (demonstration)', from: '2024-07-01', until: null },
    ],
    invented: ['kind', 'names.0.name', 'names.0.from', 'names.0.until', 'names.1.name', 'names.1.from'],
  },
  {
    id: 'invented-quayside-clinics',
    origin: 'invented',
    kind: 'relevant-agency',
    names: [{ name: 'Invented Quayside Clinics (demonstration)', from: '2020-04-01', until: '2024-12-31' }],
    successor: { agency: 'invented-downs-clinics', on: '2025-01-01' },
    invented: ['kind', 'names.0.name', 'names.0.from', 'names.0.until', 'successor.agency', 'successor.on'],
  },
  {
    id: 'invented-downs-clinics',
    origin: 'invented',
    kind: 'relevant-agency',
    names: [{ name: 'Invented Downs Clinics (demonstration)', from: '2025-01-01', until: null }],
    invented: ['kind', 'names.0.name', 'names.0.from'],
  },
];

export const agencies: readonly Agency[] = [
  ...partners,
  ...predecessors,
  ...councilServices,
  ...relevant.map(([id, name]) => agency(id, 'relevant-agency', name)),
  ...together.map(([id, name]) => agency(id, 'together', name)),
  agency('national-panel', 'outside-body', 'Child Safeguarding Practice Review Panel'),
  ...invented,
];
