import type { Facts } from '#app/kernel';
import type { AskOf, RecommendationCommand } from './recommendation.commands';
import type { RecommendationEvent } from './recommendation.events';
import type { Recommendation } from './recommendation.state';

/** What each command leads to. The tables of the several files make up all of them: leaving one out does not compile. */
export type Rules<Type extends RecommendationCommand['type']> = {
  readonly [One in Type]: (data: AskOf<One>, state: Recommendation, facts: Facts) => readonly RecommendationEvent[];
};
