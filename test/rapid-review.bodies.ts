import { TODAY } from './house';

/** What is sent in the tests of a rapid review. */
export const SECRET = 'Two visits were made in the night.';
export const FOR_SURGERIES = 'Which appointments were missed?';
export const FOR_POLICE = 'What was known of the address?';
/** Recorded by the police’s partner, whose agency is the representative’s too. */
export const PARTNERS_OWN = 'The child is with relatives.';
export const DISSENT = 'The harm may not last.';
export const found = (criteria: readonly string[], finding = 'met') =>
  criteria.map((criterion) => ({ criterion, finding, reason: SECRET }));
export const OF_NOTIFICATION = ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'];
const OF_REVIEW = ['improvements-needed', 'recurrent-themes', 'agencies-working-together', 'panel-considers-local'];
export const views = [
  { partner: 'council', view: 'agrees' },
  { partner: 'health', view: 'agrees' },
  { partner: 'police', view: 'dissents', reason: DISSENT },
];
export const referred = {
  headline: 'An infant hurt at night',
  from: 'constabulary',
  role: 'Sergeant',
  receivedOn: TODAY,
  awareOn: '2026-11-18',
  numberOfChildren: 5,
  harm: 'known',
  whatHappened: 'Bruising was seen.',
  why: 'To learn early.',
  agencies: ['constabulary', 'primary-care'],
};
export const appearMet = {
  criteria: found(OF_NOTIFICATION),
  views,
  outcome: 'criteria-appear-met',
  rationale: 'All three criteria appear to be met.',
  meeting: { between: 'It is urgent' },
  decidedOn: TODAY,
};
export const meeting = { between: 'The clock is running' };
export const notify = {
  route: 'serious-incident',
  criteria: found(OF_NOTIFICATION),
  views,
  outcome: 'notify',
  councilsDuty: 'The council notifies what meets the criteria.',
  rationale: 'All three criteria are met on what two agencies saw.',
  meeting,
  decidedOn: '2026-11-24',
};
export const returned = {
  agency: 'constabulary',
  periodFrom: '2025-11-01',
  periodTo: '2026-11-18',
  involvement: 'Two calls to the address.',
  signOffRole: 'Superintendent',
  returnedOn: '2026-11-30',
};
export const decided = {
  criteria: found(OF_REVIEW),
  outcome: 'no-practice-review',
  rationale: 'The rapid review has brought out what there is to learn.',
  learningEvent: true,
  meeting,
  decidedOn: '2026-12-08',
};
/** A conflict of interest that this role or agency declares. */
export const interestOf = (who: string, did: string) => ({
  declared: 'declared',
  by: [{ who, nature: 'Was there first', did, ...(did === 'stayed' && { reason: 'Nobody else was' }) }],
});
