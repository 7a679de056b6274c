import { scenario } from '#app/testing';
import { notificationDecided } from './examples';
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
