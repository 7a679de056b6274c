import type { RecommendationEvent } from './recommendation.events';

/** The groups before which a recommendation was brought, and that have not answered; a review of it settles them all. */
export function stillEscalated(before: readonly string[], { type, data }: RecommendationEvent): readonly string[] {
  switch (type) {
    case 'RecommendationEscalated':
      return [...new Set([...before, data.to])];
    case 'EscalationAnswered':
      return before.filter((group) => group !== data.group);
    case 'RecommendationReviewed':
      return [];
    default:
      return before;
  }
}
