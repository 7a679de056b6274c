import { scenario } from '#app/testing';
import { agreed, ask, notificationDecided, notified, opened, reviewSent, why } from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewCommand } from './rapid-review.commands';
import type { Correctable, RapidReviewEvent } from './rapid-review.events';

const { given } = scenario(rapidReview);

describe('a mistake', () => {
  const correct = (field: Correctable, to: string): RapidReviewCommand => ({
    type: 'CorrectRapidReview',
    data: { field, label: 'What was wrong', to, reason: why },
  });

  it('in the day of awareness counts the clocks again, and both dues stay in the event', () => {
    given(opened)
      .when(correct('awareOn', '2026-02-23'))
      .then({
        type: 'RapidReviewCorrected',
        data: {
          field: 'awareOn',
          label: 'What was wrong',
          from: '2026-02-20',
          to: '2026-02-23',
          reason: why,
          deadlinesBefore: [
            { rule: 'notify-panel', counted: '2026-02-20', due: '2026-02-27', version: '2023' },
            { rule: 'report-to-partners', counted: '2026-02-20', due: '2026-02-27', version: '2023' },
          ],
          deadlines: [
            { rule: 'notify-panel', counted: '2026-02-23', due: '2026-03-02', version: '2023' },
            { rule: 'report-to-partners', counted: '2026-02-23', due: '2026-03-02', version: '2023' },
          ],
          ruleVersion: 'notify-panel 2023, report-to-partners 2023',
        },
      });
  });
  it('in the day of the notification counts the rapid review’s clock again, and no other', () => {
    const [event] = given(...notified)
      .when(correct('notifiedOn', '2026-02-26'))
      .events();
    expect(event?.data).toMatchObject({
      deadlinesBefore: [{ rule: 'rapid-review', due: '2026-03-18' }],
      deadlines: [{ rule: 'rapid-review', due: '2026-03-19' }],
    });
  });
  it('in words moves no clock', () => {
    const [event] = given(...notified)
      .when(correct('headline', 'Injuries to a baby'))
      .events();
    expect(event?.data).not.toHaveProperty('deadlines');
  });
  it('in the date of any step is put right, and moves no clock that does not count from it', () => {
    const acknowledged: RapidReviewEvent = {
      type: 'NotificationAcknowledged',
      data: { acknowledgedOn: '2026-02-26' },
    };
    const replied: RapidReviewEvent = {
      type: 'PanelReplied',
      data: { reply: 'agrees', repliedOn: '2026-03-01', words: why },
    };
    const closed: RapidReviewEvent = { type: 'RapidReviewClosed', data: { closedOn: '2026-03-02', note: why } };
    const all = [...agreed, acknowledged, reviewSent, replied, closed];
    const right: readonly [Correctable, string, string][] = [
      ['decidedOn', '2026-02-25', '2026-02-24'],
      ['acknowledgedOn', '2026-02-26', '2026-02-27'],
      ['metOn', '2026-02-27', '2026-02-26'],
      ['reviewDecidedOn', '2026-02-28', '2026-02-27'],
      ['repliedOn', '2026-03-01', '2026-03-02'],
      ['closedOn', '2026-03-02', '2026-03-01'],
    ];
    for (const [field, from, to] of right)
      given(...all)
        .when(correct(field, to))
        .then({ type: 'RapidReviewCorrected', data: { field, label: 'What was wrong', from, to, reason: why } });
    given(...all)
      .when(correct('acknowledgedOn', '2026-02-24'))
      .thenRefused('out-of-order');
    given(...all)
      .when(correct('metOn', '2026-03-01'))
      .thenRefused('out-of-order');
    given(...all)
      .when(correct('answeredOn', '2026-03-01'))
      .thenRefused('nothing-recorded');
  });
  it('in the date of the latest decision leaves an earlier one alone', () => {
    const again = notificationDecided({ decidedOn: '2026-02-26', supersedesWhy: why }, 2);
    const [event] = given(opened, notificationDecided(), again).when(correct('decidedOn', '2026-02-27')).events();
    expect(event?.data).toMatchObject({ from: '2026-02-26', to: '2026-02-27' });
  });
  it('is corrected to another value, of something that is recorded, in an order that can be', () => {
    given(opened).when(correct('awareOn', '2026-02-20')).thenRefused('nothing-to-correct');
    given(opened).when(correct('notifiedOn', '2026-02-25')).thenRefused('nothing-recorded');
    given(opened).when(correct('awareOn', '2026-03-03')).thenRefused('dated-in-the-future');
    given(opened).when(correct('awareOn', '')).thenRefused('not-a-date');
    given(...notified)
      .when(correct('awareOn', '2026-02-26'))
      .thenRefused('out-of-order');
    given(...notified)
      .when(correct('notifiedOn', '2026-02-24'))
      .thenRefused('out-of-order');
    given(...agreed, reviewSent)
      .when(correct('reviewSentOn', '2026-02-27'))
      .thenRefused('out-of-order');
  });
  it('is all of it: entered in error, nothing more is added', () => {
    const error: RapidReviewEvent = { type: 'RapidReviewEnteredInError', data: { reason: why } };
    given(...notified)
      .when({ type: 'EnterInError', data: { reason: why } })
      .then(error);
    given(...notified, error)
      .when(ask)
      .thenRefused('entered-in-error');
    given(...notified, error)
      .when(correct('headline', 'x'))
      .thenRefused('entered-in-error');
  });
});
