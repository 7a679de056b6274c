import { scenario } from '#app/testing';
import { notificationDecided, opened, why } from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewEvent } from './rapid-review.events';

const { given } = scenario(rapidReview);

/** The deadline table of the domain reference: aware, notify by, and the review if notified on that last day. */
describe.each([
  ['2025-04-16', '2025-04-25', '2025-05-19', '2025', '2025-05-12'],
  ['2025-12-22', '2025-12-31', '2026-01-22', '2025', '2026-01-15'],
  ['2026-04-04', '2026-04-13', '2026-05-05', '2025', '2026-04-27'],
  ['2026-12-22', '2026-12-31', '2027-01-22', '2025', '2027-01-15'],
])('when the council was aware on %s', (awareOn, notifyBy, reviewBy, version, oldReading) => {
  const today = '2027-06-01';
  const [start] = given()
    .when(
      { type: 'OpenNotificationDecision', data: { headline: 'x', agencies: [], openedOn: awareOn, awareOn } },
      { today },
    )
    .events() as [RapidReviewEvent];

  it(`the national Panel is notified by ${notifyBy}, and the partners are told by the same day`, () => {
    expect(start.data).toMatchObject({
      deadlines: [
        { rule: 'notify-panel', counted: awareOn, due: notifyBy, version: '2023' },
        { rule: 'report-to-partners', counted: awareOn, due: notifyBy, version: '2023' },
      ],
    });
  });
  it(`the rapid review is due on the day that the guidance in force on ${notifyBy} gives`, () => {
    const [event] = given(start, notificationDecided({ decidedOn: notifyBy }))
      .when({ type: 'RecordNotificationSent', data: { sentOn: notifyBy, nationalReference: 'N', told: [] } }, { today })
      .events() as [RapidReviewEvent];
    const counting =
      notifyBy < '2025-06-01'
        ? { counted: awareOn, due: oldReading, version: '2018' }
        : { counted: notifyBy, due: reviewBy, version };
    expect(event.data).toMatchObject({ deadlines: [{ rule: 'rapid-review', ...counting }] });
  });
});

describe('a day from which a clock cannot be counted, for its bank holidays are not known', () => {
  it('is refused where it was entered', () => {
    const data = { headline: 'x', agencies: [], openedOn: '2026-02-24' };
    const unaware = given().when({ type: 'OpenNotificationDecision', data }).events();
    given(...unaware)
      .when({ type: 'RecordAwareness', data: { awareOn: '2022-12-30' } })
      .thenRefused('outside-calendar', 'awareOn');
  });
  it('is refused as a correction', () => {
    const right = { field: 'awareOn', label: 'Aware', to: '2022-12-30', reason: why } as const;
    given(opened).when({ type: 'CorrectRapidReview', data: right }).thenRefused('outside-calendar', 'to');
  });
  it('is refused as the day of the notification', () => {
    const sent = { sentOn: '2027-12-20', nationalReference: 'N', told: [] };
    given(opened, notificationDecided({ decidedOn: '2027-12-20' }))
      .when({ type: 'RecordNotificationSent', data: sent }, { today: '2027-12-20' })
      .thenRefused('outside-calendar', 'sentOn');
  });
});
