import type { Demonstration } from '../content';
import { audits } from './audit';
import { agencies, groups, meetings, people, signIn } from './directory';
import { recommendations } from './recommendations';
import { rapidReviews, referrals } from './referrals';

export { NEIGHBOUR } from './partnership';

/** What it has: little, but all that it takes to see that its people find their own records and nobody else's. */
export const neighbourYear: Demonstration = {
  agencies,
  groups,
  people,
  signIn,
  meetings,
  referrals,
  rapidReviews,
  learningEvents: [],
  audits,
  recommendations,
};
