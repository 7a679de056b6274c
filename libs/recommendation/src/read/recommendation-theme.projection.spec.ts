import { projected } from '#app/testing';
import type { RecommendationEvent } from '../domain/recommendation.events';
import { because, kept, told } from '../domain/examples';
import { recommendationThemeProjection } from './recommendation-theme.projection';

const { given } = projected(recommendationThemeProjection);

const made = (...themes: readonly string[]): RecommendationEvent =>
  told('RecommendationMade', { reference: 'REC-2025-26-001', ...kept, themes });
const corrected = (from: string, to: string): RecommendationEvent =>
  told('RecommendationCorrected', { field: 'themes', label: 'Themes', from, to, reason: because });

describe('the themes that the list can be filtered by', () => {
  it('are those of the recommendations, each once', () => {
    given(made('Neglect', 'Neglect'), made('Neglect', 'Thresholds')).then(
      { theme: 'Neglect', used: 2 },
      { theme: 'Thresholds', used: 1 },
    );
  });
  it('follow a correction, and go when nothing has them any more', () => {
    given(made('Neglect', 'Tresholds'), corrected('Neglect, Tresholds', 'Neglect, Thresholds')).then(
      { theme: 'Neglect', used: 1 },
      { theme: 'Thresholds', used: 1 },
    );
  });
  it('stay where something else is corrected', () => {
    given(
      made('Neglect'),
      told('RecommendationCorrected', { field: 'scope', label: 'Scope', from: 'x', to: 'y', reason: because }),
    ).then({ theme: 'Neglect', used: 1 });
  });
});
