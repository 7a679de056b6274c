import { projected } from '#app/testing';
import {
  agreed,
  asked,
  met,
  notificationDecided,
  notified,
  opened,
  returned,
  reviewDecided,
  reviewSent,
  signedOff,
  why,
} from '../domain/examples';
import type { Correctable, PanelAnswer, RapidReviewEvent, ReviewOutcome } from '../domain/rapid-review.events';
import { rapidReviewProjection } from './rapid-review.projection';

const { given } = projected(rapidReviewProjection);
const row = (...history: readonly RapidReviewEvent[]) => given(...history).rows()[0];
const reply = (said: PanelAnswer): RapidReviewEvent => ({
  type: 'PanelReplied',
  data: { reply: said, repliedOn: '2026-03-02', words: why },
});
const answered = (outcome?: ReviewOutcome): RapidReviewEvent => ({
  type: 'PartnershipAnswered',
  data: {
    answer: outcome ? 'decision-changed' : 'decision-kept',
    ...(outcome && { outcome }),
    words: why,
    answeredOn: '2026-03-02',
  },
});
const corrected = (field: Correctable, from: string, to: string, due?: string): RapidReviewEvent => ({
  type: 'RapidReviewCorrected',
  data: {
    field,
    label: field,
    from,
    to,
    reason: why,
    ...(due && {
      deadlines: [{ rule: 'notify-panel' as const, counted: to, due, version: '2023' }],
      ruleVersion: 'notify-panel 2023',
    }),
  },
});

describe('the rapid reviews that people read', () => {
  it('are none before the first', () => {
    given().then();
  });
  it('show what is to be decided, and by when', () => {
    expect(row(opened)).toMatchObject({
      id: 'test',
      reference: 'RAP-2025-26-001',
      title: 'Unexplained injuries to an infant',
      status: 'under-consideration',
      awareOn: '2026-02-20',
      dueOn: '2026-02-27',
      outcome: null,
      revision: 0,
    });
  });
  it.each([
    ['notify', 'to-notify', '2026-02-27'],
    ['more-information', 'more-information', '2026-02-27'],
    ['do-not-notify', 'not-notified', null],
  ] as const)('show the decision “%s” as %s', (outcome, status, dueOn) => {
    expect(row(opened, notificationDecided({ outcome }))).toMatchObject({ outcome, status, dueOn });
  });
  it('keep every decision with its dissent', () => {
    const both = row(opened, notificationDecided({ outcome: 'more-information' }), notificationDecided({}, 2));
    expect(both?.detail.decisions.map(({ views }) => views[2])).toEqual([
      { partner: 'police', view: 'dissents', reason: why },
      { partner: 'police', view: 'dissents', reason: why },
    ]);
  });
  it('show the clock of the review once the notification was sent', () => {
    expect(row(...notified)).toMatchObject({ status: 'notified', dueOn: '2026-03-18' });
    expect(row(...notified)?.detail.clocks.map(({ rule }) => rule)).toEqual([
      'notify-panel',
      'report-to-partners',
      'rapid-review',
    ]);
  });
  it('show who was asked and whose return is awaited', () => {
    expect(row(...notified, asked)).toMatchObject({
      status: 'information-asked',
      asked: ['constabulary'],
      awaited: ['constabulary'],
    });
    const back = row(...notified, asked, returned, returned);
    expect(back).toMatchObject({ status: 'information-received', asked: ['constabulary'], awaited: [] });
    expect(back?.detail.asked[0]?.returned).toHaveLength(2);
  });
  it('show whose sign-off is awaited, again after a new decision', () => {
    expect(row(...notified, met)).toMatchObject({ status: 'meeting-held', unsigned: [] });
    expect(row(...notified, met, reviewDecided(), signedOff('health'))).toMatchObject({
      status: 'decided',
      outcome: 'no-practice-review',
      unsigned: ['council', 'police'],
    });
    expect(row(...agreed)).toMatchObject({ status: 'signed-off', unsigned: [] });
    expect(row(...agreed, reviewDecided(2))).toMatchObject({
      status: 'decided',
      unsigned: ['council', 'health', 'police'],
    });
  });
  it('show what passed with the national Panel', () => {
    expect(row(...agreed, reviewSent)).toMatchObject({ status: 'sent-to-panel', dueOn: null });
    expect(row(...agreed, reviewSent, reply('agrees'))).toMatchObject({ status: 'panel-replied' });
    expect(row(...agreed, reviewSent, reply('disagrees'))).toMatchObject({ status: 'answer-awaited' });
    const changed = row(...agreed, reviewSent, reply('disagrees'), answered('practice-review'));
    expect(changed).toMatchObject({
      status: 'decided',
      outcome: 'practice-review',
      unsigned: ['council', 'health', 'police'],
    });
    const again = [...agreed, reviewSent, reply('disagrees'), answered('practice-review')];
    const signed = row(...again, signedOff('council', 2), signedOff('health', 2), signedOff('police', 2));
    expect(signed).toMatchObject({ status: 'panel-replied', unsigned: [] });
    expect(row(...agreed, reviewSent, reply('disagrees'), answered())).toMatchObject({ outcome: 'no-practice-review' });
  });
  it('note that the referral has another day of awareness, until somebody corrects the day here', () => {
    const differs: RapidReviewEvent = {
      type: 'ReferralAwarenessDiffers',
      data: { awareOn: '2026-02-23', reason: why },
    };
    const noted = row(...notified, differs);
    expect(noted).toMatchObject({ awareOn: '2026-02-20', detail: { differs: { awareOn: '2026-02-23' } } });
    expect(row(...notified, differs, corrected('awareOn', '2026-02-20', '2026-02-23'))?.detail).not.toHaveProperty(
      'differs',
    );
  });
  it('show how it ended', () => {
    const notMet: RapidReviewEvent = { type: 'FoundNotToMeetCriteria', data: { foundOn: '2026-02-27', reason: why } };
    expect(row(...notified, notMet)).toMatchObject({ status: 'found-not-to-meet', dueOn: null });
    const closed: RapidReviewEvent = { type: 'RapidReviewClosed', data: { closedOn: '2026-03-02', note: why } };
    expect(row(...agreed, reviewSent, reply('agrees'), closed)).toMatchObject({ status: 'closed' });
    const error: RapidReviewEvent = { type: 'RapidReviewEnteredInError', data: { reason: why } };
    expect(row(...notified, error)).toMatchObject({ status: 'entered-in-error', dueOn: null });
  });
  it('show the right value, keep the wrong one, and the first due date', () => {
    const right = row(opened, corrected('awareOn', '2026-02-20', '2026-02-23', '2026-03-02'));
    expect(right).toMatchObject({ awareOn: '2026-02-23', dueOn: '2026-03-02' });
    expect(right?.detail.clocks[0]).toMatchObject({ due: '2026-03-02', firstDue: '2026-02-27', counted: '2026-02-23' });
    expect(right?.detail.corrections).toMatchObject([{ from: '2026-02-20', to: '2026-02-23' }]);
    expect(row(opened, corrected('headline', 'x', 'Injuries to a baby'))).toMatchObject({
      title: 'Injuries to a baby',
    });
    const twice = [...agreed, reviewDecided(2)];
    const later = row(...twice, corrected('reviewDecidedOn', '2026-02-28', '2026-03-01'));
    expect(later?.detail.reviewDecisions.map(({ decidedOn }) => decidedOn)).toEqual(['2026-02-28', '2026-03-01']);
    expect(row(...agreed, corrected('metOn', '2026-02-27', '2026-02-26'))?.detail.meetings[0]?.heldOn).toBe(
      '2026-02-26',
    );
    expect(row(...notified, corrected('notifiedOn', '2026-02-25', '2026-02-26'))?.detail.sent?.sentOn).toBe(
      '2026-02-26',
    );
  });
  it('mark what was invented for the demonstration, event by event', () => {
    const marked = projected(rapidReviewProjection, { with: { invented: ['awareOn', 'rationale'] } });
    const [found] = marked.given(opened, notificationDecided()).rows();
    expect(found?.detail).toMatchObject({ awareInvented: true, decisions: [{ invented: ['awareOn', 'rationale'] }] });
  });
  it('count the revision of the last event', () => {
    expect(row(...notified)).toMatchObject({ revision: 2 });
  });
});
