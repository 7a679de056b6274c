import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import {
  agreed,
  ask,
  asked,
  decideReview,
  met,
  notificationDecided,
  notified,
  opened,
  returned,
  reviewData,
  reviewDecided,
  reviewSent,
  signOff,
  signedOff,
  why,
} from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { RapidReviewEvent } from './rapid-review.events';

const { given } = scenario(rapidReview);

describe('a rapid review', () => {
  it('begins after the notification was sent, never before', () => {
    given(opened, notificationDecided()).when(ask).thenRefused('notification-not-sent');
    given(...notified)
      .when(ask)
      .then(asked);
  });
  it('asks no agency before the notification, nor for a day before the question', () => {
    given(...notified)
      .when({ type: 'AskAgency', data: { ...asked.data, askedOn: '2026-02-24' } })
      .thenRefused('dated-too-early');
    given(...notified)
      .when({ type: 'AskAgency', data: { ...asked.data, dueOn: '2026-02-24' } })
      .thenRefused('due-before-asked');
  });
  it('takes the return of an agency that was asked, also a second one', () => {
    const back: RapidReviewCommand = { type: 'ReturnInformation', data: returned.data };
    given(...notified)
      .when(back)
      .thenRefused('agency-not-asked');
    given(...notified, asked)
      .when(back)
      .then(returned);
    given(...notified, asked, returned)
      .when(back)
      .then(returned);
  });
  it('takes no period that ends before it begins, or after the return', () => {
    const back = (periodTo: string): RapidReviewCommand => ({
      type: 'ReturnInformation',
      data: { ...returned.data, periodTo },
    });
    given(...notified, asked)
      .when(back('2024-12-31'))
      .thenRefused('period-backwards');
    given(...notified, asked)
      .when(back('2026-03-02'))
      .thenRefused('period-after-return');
  });
  it('keeps what was done at once, even before the notification', () => {
    const data = { action: why, takenOn: '2026-02-20', agency: 'constabulary' };
    given(...notified)
      .when({ type: 'RecordSafetyAction', data })
      .then({ type: 'SafetyActionTaken', data });
  });
  it('asks at its meeting how inequalities influenced experience and practice, since June 2025', () => {
    const { inequalities: _, ...silent } = met.data;
    given(...notified)
      .when({ type: 'RecordReviewMeeting', data: met.data })
      .then(met);
    given(...notified)
      .when({ type: 'RecordReviewMeeting', data: silent })
      .thenRefused('inequalities-not-considered');
  });
});

describe('the decision of a rapid review', () => {
  it('follows the meeting', () => {
    given(...notified)
      .when(decideReview())
      .thenRefused('no-review-meeting');
    given(...notified, met)
      .when(decideReview())
      .then(reviewDecided());
    given(...notified, met)
      .when(decideReview({ decidedOn: '2026-02-26' }))
      .thenRefused('dated-too-early');
  });
  it('needs each of the four criteria once, and a rationale', () => {
    given(...notified, met)
      .when(decideReview({ criteria: reviewData.criteria.slice(1) }))
      .thenRefused('criterion-missing');
    given(...notified, met)
      .when(decideReview({ rationale: narrative('Sufficient.') }))
      .thenRefused('rationale-too-short');
  });
  it('may be “no practice review” although criteria are met: meeting them is not enough', () => {
    const criteria = reviewData.criteria.map((one) => ({ ...one, finding: 'met' as const }));
    const [event] = given(...notified, met)
      .when(decideReview({ criteria }))
      .events();
    expect(event?.data).toMatchObject({ outcome: 'no-practice-review' });
  });
  it('is replaced with a reason, and is then put to all three partners again', () => {
    const signed = [...notified, met, reviewDecided(), signedOff('council'), signedOff('health'), signedOff('police')];
    given(...signed)
      .when(decideReview())
      .thenRefused('superseded-without-reason');
    const [again] = given(...signed)
      .when(decideReview({ supersedesWhy: why }))
      .events() as [RapidReviewEvent];
    expect(again.data).toMatchObject({ number: 2, supersedes: 1 });
    given(...signed, again)
      .when({ type: 'SendReviewToPanel', data: { sentOn: '2026-03-02' } })
      .thenRefused('sign-off-missing');
    given(...signed, again)
      .when(signOff('health', 1))
      .thenRefused('decision-replaced');
  });
});

describe('sign-off', () => {
  it('is each partner’s own, once', () => {
    given(...notified, met)
      .when(signOff('health'))
      .thenRefused('review-not-decided');
    given(...notified, met, reviewDecided())
      .when(signOff('health'))
      .then(signedOff('health'));
    given(...notified, met, reviewDecided(), signedOff('health'))
      .when(signOff('health'))
      .thenNothing();
  });
  it('is refused with a reason, which holds the review back', () => {
    const refuse = { partner: 'police', answer: 'does-not-sign-off', signedOn: '2026-03-01', decision: 1 } as const;
    given(...notified, met, reviewDecided())
      .when({ type: 'SignOff', data: refuse })
      .thenRefused('dissent-without-reason');
    const dissent: RapidReviewEvent = { type: 'PartnerAnswered', data: { ...refuse, reason: why } };
    given(...notified, met, reviewDecided())
      .when({ type: 'SignOff', data: { ...refuse, reason: why } })
      .then(dissent);
    given(...agreed, dissent)
      .when({ type: 'SendReviewToPanel', data: { sentOn: '2026-03-01' } })
      .thenRefused('sign-off-missing');
  });
  it('of all three comes before the review is sent', () => {
    const send: RapidReviewCommand = { type: 'SendReviewToPanel', data: { sentOn: '2026-03-01' } };
    given(...notified, met)
      .when(send)
      .thenRefused('review-not-decided');
    given(...notified, met, reviewDecided(), signedOff('council'))
      .when(send)
      .thenRefused('sign-off-missing');
    given(...agreed)
      .when(send)
      .then(reviewSent);
    given(...agreed, reviewSent)
      .when(send)
      .thenRefused('review-sent');
  });
});

describe('what conflicts with what', () => {
  it('an agency’s line and a partner’s sign-off stand apart from the rest', () => {
    expect(rapidReview.partOf?.(ask)).toBe('information:constabulary');
    expect(rapidReview.partOf?.(returned)).toBe('information:constabulary');
    expect(rapidReview.partOf?.(signOff('health'))).toBe('sign-off:health');
    expect(rapidReview.partOf?.(decideReview())).toBeUndefined();
  });
});
