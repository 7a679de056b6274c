import type { IsoDate } from '../content';
import { tellAboutData } from './about-data';
import { tellAudits } from './audits';
import { tellDirectory } from './directory';
import { tellLearningEvents } from './learning-events';
import { tellRapidReviews } from './rapid-reviews';
import { tellRecommendations } from './recommendations';
import { tellReferrals } from './referrals';
import { tellRestrictions } from './restrictions';
import { KINDS, type Told, daysFrom } from './telling';

/** Every act of the demonstration year, oldest first; those of one day by kind. The same for the same day of loading. */
export function planned(loading: IsoDate): readonly Told[] {
  const days = daysFrom(loading);
  const told = [
    ...tellDirectory(),
    ...tellReferrals(days),
    ...tellRapidReviews(days),
    ...tellLearningEvents(days),
    ...tellAudits(days),
    ...tellRecommendations(days),
    ...tellRestrictions(),
    ...tellAboutData(days),
  ];
  return told.toSorted(
    (one, other) => compare(one.on, other.on) || KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind),
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
