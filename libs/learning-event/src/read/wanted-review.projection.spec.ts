import { narrative } from '#app/kernel';
import type { RapidReviewEvent } from '#app/rapid-review';
import { projected } from '#app/testing';
import { wantedReviewProjection } from './wanted-review.projection';

const { given } = projected(wantedReviewProjection, { stream: 'rapidReview-r1' });
const event = (type: string, data: object): RapidReviewEvent => ({ type, data }) as unknown as RapidReviewEvent;
const opened = event('NotificationDecisionOpened', { reference: 'RAP-2025-26-001', headline: 'A fall' });
const decided = (learningEvent: boolean): RapidReviewEvent =>
  event('ReviewDecided', { learningEvent, decidedOn: '2026-02-28' });
const row = { id: 'r1', reference: 'RAP-2025-26-001', title: 'A fall', decidedOn: '2026-02-28' };

describe('rapid reviews that want a learning event', () => {
  it('are those whose decision in force asks for one', () => {
    given(opened, decided(true)).then(row);
    given(opened, decided(true), decided(false)).then({ ...row, decidedOn: null });
    given(opened).then({ ...row, decidedOn: null });
  });
  it('are called as they are called now', () => {
    given(opened, decided(true), event('RapidReviewCorrected', { field: 'headline', to: 'Two falls' })).then({
      ...row,
      title: 'Two falls',
    });
  });
  it('want none once it was said why there is none, or the review is over without one', () => {
    given(opened, decided(true), event('RapidReviewClosed', { noLearningEvent: narrative('Held before.') })).then({
      ...row,
      decidedOn: null,
    });
    given(opened, decided(true), event('RapidReviewClosed', {})).then(row);
    given(opened, decided(true), event('RapidReviewEnteredInError', {})).then();
    given(opened, event('FoundNotToMeetCriteria', {})).then();
  });
});
