import { projected } from '#app/testing';
import { type OpenedElsewhere, startedProjection } from './started.projection';

const { given } = projected(startedProjection);
const opened: OpenedElsewhere = {
  type: 'NotificationDecisionOpened',
  data: { reference: 'RAP-2026-27-001', referral: { id: 'r1' } },
};
const agreed: OpenedElsewhere = {
  type: 'LearningEventAgreed',
  data: { reference: 'LEA-2026-27-001', referral: { id: 'r1' } },
};
const state = (...events: OpenedElsewhere[]): string | undefined => given(...events).rows()[0]?.state;
const decide = (outcome: 'notify' | 'do-not-notify' | 'more-information'): OpenedElsewhere => ({
  type: 'NotificationDecided',
  data: { outcome },
});
const plain = (type: string): OpenedElsewhere => ({ type, data: {} }) as OpenedElsewhere;

describe('what was started from a referral', () => {
  it('is a notification decision or a learning event that names it', () => {
    const about = { id: 'test', referralId: 'r1', state: 'running' } as const;
    given(opened).then({ ...about, kind: 'rapid-reviews', reference: 'RAP-2026-27-001' });
    given(agreed).then({ ...about, kind: 'learning-events', reference: 'LEA-2026-27-001' });
    given({ ...opened, data: { reference: 'RAP-2026-27-001' } }).then();
  });
  it('ends with the decision not to notify, unless that is replaced', () => {
    expect(state(opened, decide('more-information'))).toBe('running');
    expect(state(opened, decide('do-not-notify'))).toBe('ended');
    expect(state(opened, decide('do-not-notify'), decide('notify'))).toBe('running');
  });
  it.each(['FoundNotToMeetCriteria', 'RapidReviewClosed'])('ends with %s', (type) => {
    expect(state(opened, plain(type))).toBe('ended');
  });
  it('is a recommendation that comes from it, until that is entered in error', () => {
    const made = (kind: string): OpenedElsewhere => ({
      type: 'RecommendationMade',
      data: { reference: 'REC-2026-27-001', source: { kind, id: 'r1' } },
    });
    const stands = { id: 'test', referralId: 'r1', kind: 'recommendations', reference: 'REC-2026-27-001' } as const;
    given(made('referral')).then({ ...stands, state: 'running' });
    given(made('audit')).then();
    given(made('referral'), plain('RecommendationEnteredInError')).then({ ...stands, state: 'void' });
  });
  it('counts as nothing where it was entered in error or cancelled', () => {
    expect(state(opened, plain('RapidReviewEnteredInError'))).toBe('void');
    expect(state(agreed, plain('LearningEventCancelled'))).toBe('void');
    expect(state(agreed, plain('LearningEventEnteredInError'))).toBe('void');
    expect(state(agreed, plain('LearningEventClosed'))).toBe('ended');
  });
});
