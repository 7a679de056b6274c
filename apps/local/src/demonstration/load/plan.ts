import { type Demonstration, type IsoDate, demonstrationYear } from '../content';
import { tellAboutData } from './about-data';
import { tellAudits } from './audits';
import { tellDirectory } from './directory';
import { tellLearningEvents } from './learning-events';
import { tellRapidReviews } from './rapid-reviews';
import { tellRecommendations } from './recommendations';
import { tellReferrals } from './referrals';
import { tellRestrictions } from './restrictions';
import { KINDS, type Told, yearFrom } from './telling';

/** Every act of a partnership's year, oldest first; those of one day by kind. The same for the same day of loading. */
export function planned(
  loading: IsoDate,
  of: Demonstration = demonstrationYear,
  partnership?: string,
): readonly Told[] {
  const year = yearFrom(of, loading, partnership);
  const told = [
    ...tellDirectory(year),
    ...tellReferrals(year),
    ...tellRapidReviews(year),
    ...tellLearningEvents(year),
    ...tellAudits(year),
    ...tellRecommendations(year),
    ...(of === demonstrationYear ? [...tellRestrictions(year), ...tellAboutData(year)] : []),
  ];
  return told.toSorted(
    (one, other) => compare(one.on, other.on) || KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind),
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
