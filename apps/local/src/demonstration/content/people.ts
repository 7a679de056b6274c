import type { AgencyId, PersonId, PersonInRoles } from './types';

const since = '2023-04-01';

/** A demonstration person: the role titles are those of the records where these name one; the days are invented. */
export const person = (
  id: PersonId,
  agency: AgencyId | null,
  ...titles: readonly (readonly [string, string?])[]
): PersonInRoles => ({
  id,
  signsIn: id,
  agency,
  roles: titles.map(([title, group]) => ({
    title,
    ...(group === undefined ? {} : { group }),
    from: since,
    until: null,
  })),
  invented: ['signsIn', ...titles.map((_, place) => `roles.${place}.from`)],
});

const holder = (id: string, agency: AgencyId, title: string, from = since, until: string | null = null) => ({
  id,
  signsIn: null,
  agency,
  roles: [{ title, from, until }],
  invented: ['roles.0.title', 'roles.0.from', ...(until === null ? [] : ['roles.0.until'])],
});

export const people: readonly PersonInRoles[] = [
  person('partnership-team', null, ['Partnership Team', 'partnership-team']),
  person(
    'learning-inquiry-chair',
    'childrens-social-care',
    ['Chair of the Learning Inquiry Group', 'learning-inquiry-group'],
    ['Chair of the Performance and Quality Assurance Group', 'performance-and-quality-assurance-group'],
  ),
  person('learning-inquiry-member', 'isle-of-wight-nhs-trust', [
    'Member of the Learning Inquiry Group',
    'learning-inquiry-group',
  ]),
  person('quality-assurance-member', 'council-public-health', [
    'Member of the Performance and Quality Assurance Group',
    'performance-and-quality-assurance-group',
  ]),
  person('children-social-care-representative', 'childrens-social-care', ['Representative of Children’s Social Care']),
  person('police-representative', 'constabulary', ['Representative of the Constabulary']),
  person('primary-care-representative', 'primary-care', ['Named GP']),
  person('council-partner', 'isle-of-wight-council', ['Delegated safeguarding partner, council', 'executive-group']),
  person('health-partner', 'integrated-care-board', ['Delegated safeguarding partner, health', 'executive-group']),
  person('police-partner', 'constabulary', ['Delegated safeguarding partner, police', 'executive-group']),
  person('executive-member', 'isle-of-wight-nhs-trust', ['Member of the Executive Group', 'executive-group']),
  person('scrutineer', null, ['Independent Scrutineer']),
  holder('healthcare-foundation-trust-lead', 'healthcare-foundation-trust', 'Named Nurse', '2024-10-01'),
  holder('council-education-lead', 'council-education', 'Lead for attendance'),
  holder('invented-harbour-youth-charity-lead', 'invented-harbour-youth-charity', 'Safeguarding lead'),
  holder('invented-beacon-college-lead', 'invented-beacon-college', 'Safeguarding lead'),
  holder('invented-westerly-sports-league-lead', 'invented-westerly-sports-league', 'Welfare officer'),
  holder('invented-lantern-homes-lead', 'invented-lantern-homes', 'Safeguarding lead'),
  holder('invented-quayside-clinics-lead', 'invented-quayside-clinics', 'Safeguarding lead', since, '2024-12-31'),
  holder('invented-downs-clinics-lead', 'invented-downs-clinics', 'Safeguarding lead', '2025-01-01'),
];
