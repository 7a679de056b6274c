import { projected } from '#app/testing';
import { type LearningEventElsewhere, learningEventProjection } from './learning-event.projection';

const { given } = projected(learningEventProjection, { stream: 'learningEvent-e1' });
const agreed = (from: object): LearningEventElsewhere => ({
  type: 'LearningEventAgreed',
  data: { reference: 'LLE-2025-26-001', ...from },
});
const row = { id: 'e1', rapidReviewId: 'r1', reference: 'LLE-2025-26-001', state: 'open' } as const;

describe('the learning events of a rapid review', () => {
  it('are those that were opened from it', () => {
    given(agreed({ rapidReview: { id: 'r1' } })).then(row);
    given(agreed({ referral: { id: 'r2' } })).then();
  });
  it('count no longer once they are cancelled or entered in error', () => {
    for (const type of ['LearningEventCancelled', 'LearningEventEnteredInError'] as const)
      given(agreed({ rapidReview: { id: 'r1' } }), { type, data: {} }).then({ ...row, state: 'void' });
  });
});
