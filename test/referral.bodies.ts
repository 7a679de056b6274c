import { TODAY } from './house';

export const why = 'Because of what the agencies said about it.';

/** By the police, two days before the tests' day. */
export const referral = {
  headline: 'Missed appointments before an injury',
  from: 'constabulary',
  role: 'Detective sergeant',
  receivedOn: '2026-11-18',
  awareOn: '2026-11-17',
  numberOfChildren: 1,
  harm: 'suspected',
  whatHappened: 'An infant was seen with a bruise after three missed appointments.',
  why: 'Agencies may not have told each other what they knew.',
  agencies: ['constabulary', 'primary-care'],
};

export const meeting = (date = TODAY) => ({ group: 'learning-inquiry-group', date, label: `Meeting of ${date}` });

/** What each of the three criteria was found to be. */
export const criteria = (abuse: string, harm: string, area: string) => [
  { criterion: 'abuse-or-neglect', finding: abuse, reason: why },
  { criterion: 'died-or-seriously-harmed', finding: harm, reason: why },
  { criterion: 'in-the-area', finding: area, reason: why },
];

/** Today's meeting finds the same of each criterion, and all partners agree. */
export const decision = (outcome: string, finding = 'not-met') => ({
  criteria: criteria(finding, finding, finding),
  views: ['council', 'health', 'police'].map((partner) => ({ partner, view: 'agrees' })),
  outcome,
  rationale: 'Serious harm was not shown, and agencies can learn together from it.',
  meeting: meeting(),
  decidedOn: TODAY,
});
