import { enteredFor, everyField, inventedActs } from './acting';
import type { NotificationCriterion, Referral, ReferralAct } from './source-types';
import type { AgencyId, Day, PartnerView } from './types';

type Fields = Omit<Referral, 'origin' | 'invented' | 'acts'>;

/** A plainly invented referral: every field and every act is marked. */
export const inventedReferral = (fields: Fields, acts: Parameters<typeof inventedActs<ReferralAct>>[0]): Referral => ({
  ...fields,
  origin: 'invented',
  acts: inventedActs<ReferralAct>(acts),
  invented: everyField(fields),
});

export const inventedCriteria = (harm: NotificationCriterion['finding'], reason: string): NotificationCriterion[] => [
  { criterion: 'abuse-or-neglect-known-or-suspected', finding: 'met', reason: 'Neglect is suspected.' },
  { criterion: 'child-died-or-seriously-harmed', finding: harm, reason },
  { criterion: 'in-the-area', finding: 'met', reason: 'It happened in our area.' },
];

export const inventedViews = (reason: string, health: PartnerView['view'] = 'agrees'): PartnerView[] => [
  { partner: 'council-partner', view: 'agrees', reason },
  {
    partner: 'health-partner',
    view: health,
    reason: health === 'agrees' ? reason : 'The harm is grave, but I do not think that it will last.',
  },
  { partner: 'police-partner', view: 'agrees', reason },
];

export const receivedFrom = (on: Day, agency: AgencyId) =>
  ({ kind: 'received', ...enteredFor(on, agency, 'Safeguarding lead') }) as const;
