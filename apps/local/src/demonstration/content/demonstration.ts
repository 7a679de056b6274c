import type { Person } from '#app/platform';
import type { Recommendation } from './recommendation-types';
import type { Audit, LearningEvent, RapidReview, Referral } from './source-types';
import type { Agency, Group, Meeting, PersonInRoles } from './types';

/** All that a demonstration holds of one partnership. */
export interface Demonstration {
  readonly agencies: readonly Agency[];
  readonly groups: readonly Group[];
  readonly people: readonly PersonInRoles[];
  /** As what those of the people who sign in are invited. */
  readonly signIn: readonly Person[];
  readonly meetings: readonly Meeting[];
  readonly referrals: readonly Referral[];
  readonly rapidReviews: readonly RapidReview[];
  readonly learningEvents: readonly LearningEvent[];
  readonly audits: readonly Audit[];
  readonly recommendations: readonly Recommendation[];
}
