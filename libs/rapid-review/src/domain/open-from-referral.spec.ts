import { recorded, scenario } from '#app/testing';
import type { ReferralEvent } from '#app/referral';
import { openFromReferral } from './open-from-referral.reaction';
import { why } from './examples';
import { rapidReview } from './rapid-review.decider';
import type { RapidReviewCommand } from './rapid-review.commands';

const decided = (outcome: string): ReferralEvent =>
  ({
    type: 'ReferralDecided',
    data: {
      outcome,
      reference: 'REF-2025-26-004',
      headline: 'Unexplained injuries to an infant',
      children: ['Child A', 'Child B'],
      agencies: ['constabulary'],
      incidentOn: '2026-02-19',
      awareOn: '2026-02-20',
      decidedOn: '2026-02-24',
    },
  }) as unknown as ReferralEvent;

const STREAM = 'referral-0b8e3f5c-1a7d-4c1e-9d55-0a9a5d6f7a10';
const react = (event: ReferralEvent) => openFromReferral.react(recorded(event, 3, STREAM));

describe('a referral whose criteria for notification appear met', () => {
  const [consequence] = react(decided('criteria-appear-met'));

  it('opens a notification decision, under the id of the event that caused it', () => {
    expect(consequence).toEqual({
      category: 'rapidReview',
      id: '00000000-0000-4000-8000-000000000003',
      command: {
        type: 'OpenNotificationDecision',
        data: {
          referral: { id: '0b8e3f5c-1a7d-4c1e-9d55-0a9a5d6f7a10', reference: 'REF-2025-26-004' },
          headline: 'Unexplained injuries to an infant',
          children: ['Child A', 'Child B'],
          agencies: ['constabulary'],
          incidentOn: '2026-02-19',
          awareOn: '2026-02-20',
          openedOn: '2026-02-24',
        },
      },
    });
  });
  it('gives the decision what it needs: the pseudonyms stay, and the clocks run', () => {
    const [event] = scenario(rapidReview)
      .given()
      .when(consequence?.command as RapidReviewCommand)
      .events();
    expect(event?.data).toMatchObject({
      children: ['Child A', 'Child B'],
      deadlines: [{ due: '2026-02-27' }, { due: '2026-02-27' }],
    });
  });
  it('opens one also where nobody knows yet when the council became aware', () => {
    const { awareOn: _, ...unaware } = decided('criteria-appear-met').data as { awareOn: string };
    const [other] = react({ type: 'ReferralDecided', data: unaware } as unknown as ReferralEvent);
    expect(other?.command.data).not.toHaveProperty('awareOn');
  });
});

describe('a correction of the referral', () => {
  const corrected = (data: object): ReferralEvent =>
    ({
      type: 'ReferralCorrected',
      data: { label: 'Aware', from: '', to: '2026-02-23', reason: why, ...data },
    }) as never;

  it('of the day of awareness goes to the notification decision that was opened', () => {
    expect(react(corrected({ field: 'awareOn', opened: 'a-decision' }))).toEqual([
      {
        category: 'rapidReview',
        id: 'a-decision',
        command: { type: 'FollowReferral', data: { awareOn: '2026-02-23', label: 'Aware', reason: why } },
      },
    ]);
  });
  it('goes nowhere where none was opened, or something else was wrong', () => {
    expect(react(corrected({ field: 'awareOn' }))).toEqual([]);
    expect(react(corrected({ field: 'incidentOn', opened: 'a-decision' }))).toEqual([]);
  });
});

describe('any other decision on a referral', () => {
  it.each(['learning-event', 'no-further-action', 'passed-elsewhere'])('opens nothing: %s', (outcome) => {
    expect(react(decided(outcome))).toEqual([]);
  });
  it('and no other event does', () => {
    expect(react({ type: 'ReferralClosed', data: { closedOn: '2026-03-01' } } as unknown as ReferralEvent)).toEqual([]);
  });
});
