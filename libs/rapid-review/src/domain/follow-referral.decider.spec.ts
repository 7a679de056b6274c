import { scenario } from '#app/testing';
import { notificationDecided, notified, opened, why } from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { RapidReviewEvent } from './rapid-review.events';

const { given } = scenario(rapidReview);
const follow = (awareOn: string): RapidReviewCommand => ({
  type: 'FollowReferral',
  data: { awareOn, label: 'Council aware on', reason: why },
});
const differs = (awareOn: string): RapidReviewEvent => ({
  type: 'ReferralAwarenessDiffers',
  data: { awareOn, reason: why },
});

describe('a correction of the day of awareness in the referral', () => {
  it('is taken over before the notification is sent, and the clocks are counted again', () => {
    const [event, more] = given(opened, notificationDecided()).when(follow('2026-02-23')).events();
    expect(more).toBeUndefined();
    expect(event).toMatchObject({
      type: 'RapidReviewCorrected',
      data: {
        field: 'awareOn',
        label: 'Council aware on',
        from: '2026-02-20',
        to: '2026-02-23',
        reason: why,
        deadlinesBefore: [{ due: '2026-02-27' }, { due: '2026-02-27' }],
        deadlines: [{ due: '2026-03-02' }, { due: '2026-03-02' }],
      },
    });
  });
  it('gives the day, and starts the clocks, where nobody knew it', () => {
    const {
      awareOn: _,
      deadlines: __,
      ruleVersion: ___,
      ...unaware
    } = opened.data as { awareOn: string } & object & {
        deadlines: unknown;
        ruleVersion: unknown;
      };
    const unknowing = { type: 'NotificationDecisionOpened', data: unaware } as unknown as RapidReviewEvent;
    const [event] = given(unknowing).when(follow('2026-02-23')).events();
    expect(event).toMatchObject({ type: 'AwarenessRecorded', data: { awareOn: '2026-02-23' } });
  });
  it('does nothing where that day stands here already', () => {
    given(opened).when(follow('2026-02-20')).thenNothing();
    given(...notified)
      .when(follow('2026-02-20'))
      .thenNothing();
  });
  it('is only noted once the notification was sent: no clock moves', () => {
    given(...notified)
      .when(follow('2026-02-23'))
      .then(differs('2026-02-23'));
    given(...notified, differs('2026-02-23'))
      .when(follow('2026-02-23'))
      .thenNothing();
    given(...notified, differs('2026-02-23'))
      .when(follow('2026-02-20'))
      .then(differs('2026-02-20'));
  });
  it('is only noted where the day cannot be right for what is recorded here, and never refused', () => {
    given(opened, notificationDecided()).when(follow('2026-02-26')).then(differs('2026-02-26'));
  });
  it('is forgotten where a person then corrects the day here', () => {
    const [corrected] = given(...notified, differs('2026-02-23'))
      .when({ type: 'CorrectRapidReview', data: { field: 'awareOn', label: 'Aware', to: '2026-02-19', reason: why } })
      .events() as [RapidReviewEvent];
    given(...notified, differs('2026-02-23'), corrected)
      .when(follow('2026-02-19'))
      .thenNothing();
  });
  it('is nothing to a record that never was, or was entered in error', () => {
    given().when(follow('2026-02-23')).thenNothing();
    given(opened, { type: 'RapidReviewEnteredInError', data: { reason: why } })
      .when(follow('2026-02-23'))
      .thenNothing();
  });
});
