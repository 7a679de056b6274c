import { demonstrationPeople } from '../../../../web/src/demonstration.people';
import { agencies } from './agencies';
import { audits } from './audits';
import type { Demonstration } from './demonstration';
import { groups } from './groups';
import { learningEvents } from './learning-events';
import { meetings } from './meetings';
import { people } from './people';
import { rapidReviews } from './rapid-review';
import { aprilRecommendations } from './recommendations-april';
import { earlierAuditRecommendations } from './recommendations-earlier-audits';
import { earlyHelpRecommendations } from './recommendations-early-help';
import { manyAgencyRecommendations } from './recommendations-invented-audit';
import { beginningRecommendations } from './recommendations-invented-beginnings';
import { clubRecommendations } from './recommendations-invented-clubs';
import { reviewRecommendations } from './recommendations-invented-reviews';
import { singleRecommendations } from './recommendations-invented-single';
import { novemberRecommendations } from './recommendations-november';
import { referralRecommendations } from './recommendations-referral';
import { referrals } from './referrals';

export type * from './demonstration';
export type * from './recommendation-types';
export type * from './source-types';
export type * from './types';

/** The demonstration year 2024-25: what the records give, retold in our words, and plainly invented records beside it. */
export const demonstrationYear = {
  agencies,
  groups,
  people,
  signIn: demonstrationPeople,
  meetings,
  referrals,
  rapidReviews,
  learningEvents,
  audits,
  recommendations: [
    ...aprilRecommendations,
    ...novemberRecommendations,
    ...referralRecommendations,
    ...earlyHelpRecommendations,
    ...earlierAuditRecommendations,
    ...manyAgencyRecommendations,
    ...singleRecommendations,
    ...clubRecommendations,
    ...beginningRecommendations,
    ...reviewRecommendations,
  ],
} as const satisfies Demonstration;
