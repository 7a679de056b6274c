import type { CheckField, Correctable, DataOf, RecommendationEvent } from './recommendation.events';

type Check = DataOf<'EmbeddingChecked'>;

/** What each of these corrections is about, in the event of the check. */
export const CHECK_PARTS = {
  'check-method': 'method',
  'check-result': 'result',
  'check-before': 'before',
  'check-after': 'after',
} as const satisfies Record<CheckField, keyof Check>;

export const isOfCheck = (field: Correctable): field is CheckField => Object.hasOwn(CHECK_PARTS, field);

/** The last check that the change has held, as it stands after corrections. */
export function lastChecked(before: Check | undefined, { type, data }: RecommendationEvent): { lastCheck?: Check } {
  if (type === 'EmbeddingChecked') return { lastCheck: data };
  if (before === undefined) return {};
  if (type !== 'RecommendationCorrected' || !isOfCheck(data.field)) return { lastCheck: before };
  return { lastCheck: { ...before, [CHECK_PARTS[data.field]]: data.to } };
}
