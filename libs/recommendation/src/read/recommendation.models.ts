import { type ReadModel, readModel } from '#app/platform';
import { recommendationLineProjection } from './recommendation-line.projection';
import { recommendationThemeProjection } from './recommendation-theme.projection';
import { recommendationProjection } from './recommendation.projection';
import { RecommendationLineRow, RecommendationRow, RecommendationThemeRow } from './recommendation.row';

/** The read models of this slice, with their tables. */
export const recommendationModels: readonly ReadModel[] = [
  readModel(recommendationProjection, RecommendationRow, ['id']),
  readModel(recommendationLineProjection, RecommendationLineRow, ['recommendation']),
  readModel(recommendationThemeProjection, RecommendationThemeRow),
];
