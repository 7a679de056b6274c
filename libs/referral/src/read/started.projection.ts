import type { Change, Message, Plain, Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import type { StartedRow } from './referral.row';

type Row = Plain<StartedRow>;
type Opened = { readonly reference: string; readonly referral?: { readonly id: string } };
type Made = { readonly reference: string; readonly source: { readonly kind: string; readonly id: string } };

/**
 * As much as a referral's page needs of the events of what was opened from it. Those slices know the referral's events, so
 * this one may not import theirs in turn: data flows one way.
 */
export type OpenedElsewhere =
  | Message<'NotificationDecisionOpened' | 'LearningEventAgreed', Opened>
  | Message<'NotificationDecided', { readonly outcome: 'notify' | 'do-not-notify' | 'more-information' }>
  | Message<'FoundNotToMeetCriteria' | 'RapidReviewClosed' | 'LearningEventClosed'>
  | Message<'RecommendationMade', Made>
  | Message<
      | 'RecommendationEnteredInError'
      | 'RapidReviewEnteredInError'
      | 'LearningEventCancelled'
      | 'LearningEventEnteredInError'
    >;

/** What was opened from a referral, and whether it still runs; a recommendation stands until it is entered in error. */
export const startedProjection: Projection<StartedRow, OpenedElsewhere> = {
  name: 'referral-started',
  version: 2,
  categories: ['rapidReview', 'learningEvent', 'recommendation'],

  rows({ event: { type, data }, stream }): readonly Change<StartedRow>[] {
    const id = idOf(stream);
    const opened = (kind: Row['kind'], { reference, referral }: Opened): readonly Change<StartedRow>[] =>
      referral ? [{ key: id, change: () => ({ id, referralId: referral.id, kind, reference, state: 'running' }) }] : [];
    const now = (state: Row['state']): readonly Change<StartedRow>[] => [
      { key: id, change: (row) => row && { ...row, state } },
    ];
    switch (type) {
      case 'NotificationDecisionOpened':
        return opened('rapid-reviews', data);
      case 'LearningEventAgreed':
        return opened('learning-events', data);
      case 'RecommendationMade':
        return opened('recommendations', {
          ...data,
          ...(data.source.kind === 'referral' && { referral: data.source }),
        });
      case 'NotificationDecided':
        return now(data.outcome === 'do-not-notify' ? 'ended' : 'running');
      case 'FoundNotToMeetCriteria':
      case 'RapidReviewClosed':
      case 'LearningEventClosed':
        return now('ended');
      case 'RecommendationEnteredInError':
      case 'RapidReviewEnteredInError':
      case 'LearningEventCancelled':
      case 'LearningEventEnteredInError':
        return now('void');
      default:
        return [];
    }
  },
};
