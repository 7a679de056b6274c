import type { Detail, PersonKind } from '#app/concerned';

/** What stored values are called on pages and in histories. */
export const PERSON_KINDS: Readonly<Record<PersonKind, string>> = {
  child: 'Child',
  family: 'Family',
  practitioner: 'Practitioner',
};

export const DETAIL_NAMES: Readonly<Record<Detail, string>> = {
  name: 'Name',
  dateOfBirth: 'Date of birth',
  address: 'Address',
  ethnicity: 'Ethnicity',
  nhsNumber: 'NHS number',
  relation: 'Relation or role',
};

/** The ethnic groups of the 2021 census of England and Wales, and what stands where none can be given. */
export const ETHNICITIES = {
  'asian-indian': 'Asian or Asian British: Indian',
  'asian-pakistani': 'Asian or Asian British: Pakistani',
  'asian-bangladeshi': 'Asian or Asian British: Bangladeshi',
  'asian-chinese': 'Asian or Asian British: Chinese',
  'asian-other': 'Asian or Asian British: any other Asian background',
  'black-caribbean': 'Black, Black British, Caribbean or African: Caribbean',
  'black-african': 'Black, Black British, Caribbean or African: African',
  'black-other': 'Black, Black British, Caribbean or African: any other Black background',
  'mixed-white-black-caribbean': 'Mixed or multiple: White and Black Caribbean',
  'mixed-white-black-african': 'Mixed or multiple: White and Black African',
  'mixed-white-asian': 'Mixed or multiple: White and Asian',
  'mixed-other': 'Mixed or multiple: any other background',
  'white-british': 'White: English, Welsh, Scottish, Northern Irish or British',
  'white-irish': 'White: Irish',
  'white-gypsy-traveller': 'White: Gypsy or Irish Traveller',
  'white-roma': 'White: Roma',
  'white-other': 'White: any other White background',
  arab: 'Other: Arab',
  other: 'Other: any other ethnic group',
  'not-given': 'Not given by the family',
  'not-known': 'Not known',
} as const;
