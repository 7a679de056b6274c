import { narrative } from '#app/kernel';
import { partnershipTeam, scenario } from '#app/testing';
import {
  AWARE,
  SENT,
  decideNotification,
  notificationData,
  notificationDecided,
  notified,
  open,
  opened,
  reviewSent,
  agreed,
  send,
  sent,
  why,
} from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { RapidReviewEvent } from './rapid-review.events';

const { given } = scenario(rapidReview);

describe('a notification decision', () => {
  it('is opened, with pseudonyms issued and both clocks of awareness', () => {
    given().when(open).then(opened);
  });
  it('keeps the pseudonyms that a referral issued', () => {
    const data = { headline: 'x', agencies: [], openedOn: '2026-02-24', children: ['Child A', 'Child B', 'Child C'] };
    const [event] = given().when({ type: 'OpenNotificationDecision', data }).events();
    expect(event?.data).toMatchObject({ children: ['Child A', 'Child B', 'Child C'] });
    expect(event?.data).not.toHaveProperty('deadlines');
  });
  it('is opened once, however often it is asked for', () => {
    given(opened).when(open).thenNothing();
  });
  it('is not opened after today, nor for awareness after today', () => {
    const data = { headline: 'x', agencies: [], openedOn: '2026-03-03' };
    given().when({ type: 'OpenNotificationDecision', data }).thenRefused('dated-in-the-future');
    const aware = { headline: 'x', agencies: [], openedOn: '2026-03-02', awareOn: '2026-03-03' };
    given().when({ type: 'OpenNotificationDecision', data: aware }).thenRefused('dated-in-the-future');
  });
  it('takes nothing before it is opened', () => {
    given().when(decideNotification()).thenRefused('not-opened');
  });
});

describe('the council’s awareness', () => {
  const {
    awareOn: _,
    deadlines: __,
    ruleVersion: ___,
    ...unaware
  } = opened.data as Extract<RapidReviewEvent, { type: 'NotificationDecisionOpened' }>['data'];
  const openedUnaware: RapidReviewEvent = { type: 'NotificationDecisionOpened', data: unaware };
  const record = (awareOn: string): RapidReviewCommand => ({ type: 'RecordAwareness', data: { awareOn } });

  it('starts the clocks when it is recorded later', () => {
    given(openedUnaware)
      .when(record(AWARE))
      .then({
        type: 'AwarenessRecorded',
        data: {
          awareOn: AWARE,
          deadlines: [
            { rule: 'notify-panel', counted: AWARE, due: '2026-02-27', version: '2023' },
            { rule: 'report-to-partners', counted: AWARE, due: '2026-02-27', version: '2023' },
          ],
          ruleVersion: 'notify-panel 2023, report-to-partners 2023',
        },
      });
  });
  it('is recorded once: another day is a correction', () => {
    given(opened).when(record(AWARE)).thenNothing();
    given(opened).when(record('2026-02-19')).thenRefused('awareness-recorded');
  });
  it('comes before the decision', () => {
    given(openedUnaware).when(decideNotification()).thenRefused('aware-not-recorded');
  });
});

describe('deciding whether to notify', () => {
  it('keeps criteria, views, dissent and the council’s own duty', () => {
    given(opened).when(decideNotification()).then(notificationDecided());
  });
  it('is not the Partnership Team’s own: it records where the partners decided', () => {
    given(opened).when(decideNotification(), { by: partnershipTeam }).thenRefused('team-decides-nothing', 'meeting');
  });
  it('needs each criterion once', () => {
    given(opened)
      .when(decideNotification({ criteria: notificationData.criteria.slice(1) }))
      .thenRefused('criterion-missing');
    const twice = [...notificationData.criteria, ...notificationData.criteria.slice(0, 1)];
    given(opened)
      .when(decideNotification({ criteria: twice }))
      .thenRefused('criterion-missing');
  });
  it('needs the view of each safeguarding partner', () => {
    given(opened)
      .when(decideNotification({ views: notificationData.views.slice(1) }))
      .thenRefused('view-missing');
  });
  it('needs the reason of a partner who does not agree', () => {
    const views = notificationData.views.map(({ partner }) => ({ partner, view: 'dissents' as const }));
    given(opened).when(decideNotification({ views })).thenRefused('dissent-without-reason');
  });
  it('needs a sentence of rationale, for a no as for a yes', () => {
    given(opened)
      .when(decideNotification({ rationale: narrative('Clearly met.') }))
      .thenRefused('rationale-too-short');
  });
  it('notifies although both other partners dissent: the duty is the council’s', () => {
    const views = notificationData.views.map((one) =>
      one.partner === 'council' ? one : { ...one, view: 'dissents' as const, reason: why },
    );
    given(opened).when(decideNotification({ views })).then(notificationDecided({ views }));
  });
  it('cannot be a no where all three criteria are met', () => {
    given(opened)
      .when(decideNotification({ outcome: 'do-not-notify' }))
      .thenRefused('all-criteria-met');
  });
  it('cannot notify a serious incident where a criterion is not met', () => {
    const criteria = notificationData.criteria.map((one) => ({ ...one, finding: 'not-met' as const }));
    given(opened).when(decideNotification({ criteria })).thenRefused('criterion-not-met');
    given(opened)
      .when(decideNotification({ criteria, outcome: 'do-not-notify' }))
      .then(notificationDecided({ criteria, outcome: 'do-not-notify' }));
  });
  it('notifies the death of a looked-after child, abuse suspected or not', () => {
    const criteria = notificationData.criteria.map((one) => ({ ...one, finding: 'not-met' as const }));
    const death = { criteria, route: 'looked-after-death' as const };
    given(opened).when(decideNotification(death)).then(notificationDecided(death));
    given(opened)
      .when(decideNotification({ ...death, outcome: 'do-not-notify' }))
      .thenRefused('death-is-notified');
  });
  it('can wait for more information, with the clock running, and is then decided again with a reason', () => {
    const waiting = notificationDecided({ outcome: 'more-information' });
    given(opened, waiting).when(decideNotification()).thenRefused('superseded-without-reason');
    given(opened, waiting)
      .when(decideNotification({ supersedesWhy: why }))
      .then({
        type: 'NotificationDecided',
        data: { ...notificationData, supersedesWhy: why, number: 2, supersedes: 1 },
      });
  });
  it('is not dated before the council was aware, nor after today', () => {
    given(opened)
      .when(decideNotification({ decidedOn: '2026-02-19' }))
      .thenRefused('dated-too-early');
    given(opened)
      .when(decideNotification({ decidedOn: '2026-03-03' }))
      .thenRefused('dated-in-the-future');
  });
  it('is not replaced once the notification was sent', () => {
    given(...notified)
      .when(decideNotification({ supersedesWhy: why }))
      .thenRefused('notification-sent');
  });
});

describe('the notification', () => {
  it('is sent after the decision to notify, and starts the rapid review’s clock', () => {
    given(opened, notificationDecided()).when(send).then(sent);
  });
  it.each(['more-information', 'do-not-notify'] as const)('is not sent after “%s”', (outcome) => {
    given(opened, notificationDecided({ outcome })).when(send).thenRefused('not-decided-to-notify');
  });
  it('is not sent before anything is decided, nor twice', () => {
    given(opened).when(send).thenRefused('not-decided-to-notify');
    given(...notified)
      .when(send)
      .thenRefused('notification-sent');
  });
  it('is not dated before the decision, and has a time that exists', () => {
    const data = { sentOn: '2026-02-24', nationalReference: 'N-1', told: [] };
    given(opened, notificationDecided()).when({ type: 'RecordNotificationSent', data }).thenRefused('dated-too-early');
    const at = { sentOn: SENT, sentAt: '25:00', nationalReference: 'N-1', told: [] };
    given(opened, notificationDecided()).when({ type: 'RecordNotificationSent', data: at }).thenRefused('not-a-time');
  });
  it('is acknowledged once', () => {
    const acknowledge: RapidReviewCommand = { type: 'RecordAcknowledgement', data: { acknowledgedOn: '2026-02-26' } };
    const acknowledged: RapidReviewEvent = { type: 'NotificationAcknowledged', data: { acknowledgedOn: '2026-02-26' } };
    given(opened).when(acknowledge).thenRefused('notification-not-sent');
    given(...notified)
      .when(acknowledge)
      .then(acknowledged);
    given(...notified, acknowledged)
      .when(acknowledge)
      .thenNothing();
  });
  it('tells the partners, once', () => {
    const tell: RapidReviewCommand = { type: 'RecordPartnersTold', data: { toldOn: '2026-02-23' } };
    given(opened)
      .when(tell)
      .then({ type: 'PartnersTold', data: { toldOn: '2026-02-23' } });
    given(opened, { type: 'PartnersTold', data: { toldOn: '2026-02-23' } })
      .when(tell)
      .thenNothing();
    given(opened)
      .when({ type: 'RecordPartnersTold', data: { toldOn: '2026-02-19' } })
      .thenRefused('dated-too-early');
  });
});

describe('an incident later found not to meet the criteria', () => {
  const find: RapidReviewCommand = { type: 'FindNotToMeetCriteria', data: { foundOn: '2026-02-27', reason: why } };
  const found: RapidReviewEvent = { type: 'FoundNotToMeetCriteria', data: { foundOn: '2026-02-27', reason: why } };

  it('is found so after a notification only', () => {
    given(opened, notificationDecided()).when(find).thenRefused('notification-not-sent');
    given(...notified)
      .when(find)
      .then(found);
  });
  it('ends the duty: nothing follows', () => {
    given(...notified, found)
      .when({ type: 'AskAgency', data: { agency: 'x', question: why, askedOn: SENT, dueOn: SENT } })
      .thenRefused('duty-ended');
    given(...notified, found)
      .when(find)
      .thenRefused('duty-ended');
  });
  it('is too late once the rapid review was sent', () => {
    given(...agreed, reviewSent)
      .when(find)
      .thenRefused('review-sent');
  });
});

describe('the time at which a notification was sent', () => {
  const at = (sentOn: string, sentAt: string): RapidReviewCommand => ({
    type: 'RecordNotificationSent',
    data: { sentOn, sentAt, nationalReference: 'N-1', told: [] },
  });
  /** 14:05 on a London clock in summer. */
  const now = { today: '2026-06-02', now: '2026-06-02T13:05:00.000Z' };

  it('is on or before now, by the clocks of the United Kingdom', () => {
    const decided = given(opened, notificationDecided());
    decided.when(at('2026-06-02', '14:06'), now).thenRefused('sent-in-the-future');
    expect(decided.when(at('2026-06-02', '14:05'), now).events()).toHaveLength(1);
    expect(decided.when(at('2026-06-01', '23:59'), now).events()).toHaveLength(1);
  });
});
