import type { Change, Plain, Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import type { RapidReviewEvent } from '#app/rapid-review';
import type { WantedReviewRow } from './learning-event.row';

type Row = Plain<WantedReviewRow>;

/** Rapid reviews, and whether the decision in force asks for a local learning event. */
export const wantedReviewProjection: Projection<WantedReviewRow, RapidReviewEvent> = {
  name: 'learning-event-rapid-review',
  version: 1,
  categories: ['rapidReview'],

  rows({ event: { type, data }, stream }): readonly Change<WantedReviewRow>[] {
    const id = idOf(stream);
    const change = (after: (row: Row | undefined) => Row | undefined) => [{ key: id, change: after }];
    switch (type) {
      case 'NotificationDecisionOpened': {
        const { reference, headline: title } = data;
        return change(() => ({ id, reference, title, decidedOn: null }));
      }
      case 'ReviewDecided':
        return change((row) => row && { ...row, decidedOn: data.learningEvent ? data.decidedOn : null });
      case 'RapidReviewCorrected':
        return data.field === 'headline' ? change((row) => row && { ...row, title: data.to }) : [];
      case 'RapidReviewClosed':
        return data.noLearningEvent ? change((row) => row && { ...row, decidedOn: null }) : [];
      case 'FoundNotToMeetCriteria':
      case 'RapidReviewEnteredInError':
        return change(() => undefined);
      default:
        return [];
    }
  },
};
