import { type Days, JUDGED, daysAfter, latestOf } from '../domain/days';
import type { LineView } from './recommendation.lines';
import type { RecommendationRow } from './recommendation.row';

/** What a group does at a meeting with what was done before it. */
export type Judged = keyof typeof JUDGED;

/** The last day of what a group answers, closes or reopens: no meeting before it can have done so. */
export function judgedSince(record: RecommendationRow, judged: Judged, lines: readonly LineView[]): string {
  const days = record.detail.steps.reduce<Days | undefined>((so, { event, on }) => daysAfter(so, event, on), undefined);
  const last =
    days &&
    latestOf(
      days,
      ['RecommendationMade', ...JUDGED[judged]],
      lines.map(({ id }) => id),
    );
  return last?.on ?? record.madeOn;
}
