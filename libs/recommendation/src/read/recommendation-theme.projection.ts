import type { Change, Plain, Projection } from '#app/kernel';
import type { RecommendationEvent } from '../domain/recommendation.events';
import { themesOf } from '../domain/recommendation.state';
import { plain } from './recommendation.projection';
import type { RecommendationThemeRow } from './recommendation.row';

type Row = Plain<RecommendationThemeRow>;

/** One row for each theme that is in use, so that nobody looks through all recommendations for them. */
export const recommendationThemeProjection: Projection<RecommendationThemeRow, RecommendationEvent> = {
  name: 'recommendation-theme',
  version: 1,
  categories: ['recommendation'],

  rows({ event }) {
    if (event.type === 'RecommendationMade') return [...new Set(event.data.themes)].map(counted(1));
    if (event.type !== 'RecommendationCorrected' || event.data.field !== 'themes') return [];
    const [was, is] = [themesOf(plain(event.data.from)), themesOf(plain(event.data.to))];
    return [
      ...was.filter((theme) => !is.includes(theme)).map(counted(-1)),
      ...is.filter((theme) => !was.includes(theme)).map(counted(1)),
    ];
  },
};

const counted =
  (by: number) =>
  (theme: string): Change<RecommendationThemeRow> => ({
    key: theme,
    change: (row): Row | undefined => {
      const used = (row?.used ?? 0) + by;
      return used > 0 ? { theme, used } : undefined;
    },
  });
