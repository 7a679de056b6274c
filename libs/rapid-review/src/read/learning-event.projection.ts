import type { Change, Message, Plain, Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import type { LearningEventRow } from './rapid-review.row';

type Row = Plain<LearningEventRow>;
type Agreed = { readonly reference: string; readonly rapidReview?: { readonly id: string } };

/** As much of a learning event's events as is needed here: that slice knows ours, so this one may not import its events in turn. */
export type LearningEventElsewhere =
  Message<'LearningEventAgreed', Agreed> | Message<'LearningEventCancelled' | 'LearningEventEnteredInError'>;

/** Local learning events that were opened from a rapid review. */
export const learningEventProjection: Projection<LearningEventRow, LearningEventElsewhere> = {
  name: 'rapid-review-learning-event',
  version: 1,
  categories: ['learningEvent'],

  rows({ event: { type, data }, stream }): readonly Change<LearningEventRow>[] {
    const id = idOf(stream);
    const change = (after: (row: Row | undefined) => Row | undefined) => [{ key: id, change: after }];
    switch (type) {
      case 'LearningEventAgreed': {
        const { rapidReview, reference } = data;
        return rapidReview ? change(() => ({ id, rapidReviewId: rapidReview.id, reference, state: 'open' })) : [];
      }
      case 'LearningEventCancelled':
      case 'LearningEventEnteredInError':
        return change((row) => row && { ...row, state: 'void' });
      default:
        return [];
    }
  },
};
