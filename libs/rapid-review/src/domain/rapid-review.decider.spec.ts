import fc from 'fast-check';
import { RuleBroken } from '#app/kernel';
import { addDays } from '#app/calendar';
import { partnershipTeam } from '#app/testing';
import {
  ask,
  asked,
  decideNotification,
  decideReview,
  met,
  notificationData,
  open,
  returned,
  reviewData,
  send,
  signOff,
  why,
} from './examples';
import type { RapidReviewCommand } from './rapid-review.commands';
import { rapidReview } from './rapid-review.decider';
import type { Deadline, Partner, PartnerView, RapidReviewEvent } from './rapid-review.events';

const TODAY = '2026-06-30';
const date = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-02-16', days));
const partner = fc.constantFrom<Partner>('council', 'health', 'police');
const view = fc.record({ dissents: fc.boolean(), who: partner });

const views = (dissenting: readonly { dissents: boolean; who: Partner }[]): PartnerView[] =>
  notificationData.views.map(({ partner: one }) =>
    dissenting.some(({ who, dissents }) => dissents && who === one)
      ? { partner: one, view: 'dissents', reason: why }
      : { partner: one, view: 'agrees' },
  );

/** Anything that anybody may try, at any time. */
const command: fc.Arbitrary<RapidReviewCommand> = fc.oneof(
  fc.constant(open),
  fc
    .record({
      outcome: fc.constantFrom('notify', 'more-information'),
      decidedOn: date,
      said: fc.array(view, { maxLength: 3 }),
    })
    .map(({ outcome, decidedOn, said }): RapidReviewCommand => ({
      type: 'DecideNotification',
      data: { ...notificationData, outcome: outcome, decidedOn, views: views(said), supersedesWhy: why },
    })),
  date.map((sentOn): RapidReviewCommand => ({
    type: 'RecordNotificationSent',
    data: { sentOn, nationalReference: 'N', told: [] },
  })),
  date.map((acknowledgedOn): RapidReviewCommand => ({ type: 'RecordAcknowledgement', data: { acknowledgedOn } })),
  date.map((askedOn): RapidReviewCommand => ({
    type: 'AskAgency',
    data: { ...asked.data, askedOn, dueOn: addDays(askedOn, 7) },
  })),
  date.map((returnedOn): RapidReviewCommand => ({ type: 'ReturnInformation', data: { ...returned.data, returnedOn } })),
  date.map((takenOn): RapidReviewCommand => ({ type: 'RecordSafetyAction', data: { action: why, takenOn } })),
  date.map((heldOn): RapidReviewCommand => ({ type: 'RecordReviewMeeting', data: { ...met.data, heldOn } })),
  date.map((decidedOn): RapidReviewCommand => ({
    type: 'DecideReview',
    data: { ...reviewData, decidedOn, supersedesWhy: why },
  })),
  fc
    .record({ partner, signedOn: date, decision: fc.integer({ min: 1, max: 3 }), signs: fc.boolean() })
    .map(({ signs, ...data }): RapidReviewCommand => ({
      type: 'SignOff',
      data: { ...data, answer: signs ? 'signs-off' : 'does-not-sign-off', reason: why },
    })),
  date.map((sentOn): RapidReviewCommand => ({ type: 'SendReviewToPanel', data: { sentOn } })),
  date.map((repliedOn): RapidReviewCommand => ({
    type: 'RecordPanelReply',
    data: { reply: 'disagrees', repliedOn, words: why },
  })),
  date.map((foundOn): RapidReviewCommand => ({ type: 'FindNotToMeetCriteria', data: { foundOn, reason: why } })),
  fc.record({ field: fc.constantFrom('awareOn', 'notifiedOn'), to: date }).map(({ field, to }): RapidReviewCommand => ({
    type: 'CorrectRapidReview',
    data: { field: field, label: 'A date', to, reason: why },
  })),
);

/** The way it usually goes. */
const usual: readonly RapidReviewCommand[] = [
  open,
  decideNotification(),
  send,
  ask,
  { type: 'RecordReviewMeeting', data: met.data },
  decideReview(),
  signOff('council'),
  signOff('health'),
  signOff('police'),
  { type: 'SendReviewToPanel', data: { sentOn: '2026-03-01' } },
];

/** Begun as it usually goes, and then anything, so that every state is met. */
const attempts = fc
  .record({ first: fc.integer({ min: 1, max: usual.length }), then: fc.array(command, { maxLength: 30 }) })
  .map(({ first, then }) => [...usual.slice(0, first), ...then]);

function lived(tried: readonly RapidReviewCommand[]): readonly RapidReviewEvent[] {
  let state = rapidReview.initialState;
  const history: RapidReviewEvent[] = [];
  for (const one of tried) {
    try {
      const events = rapidReview.decide(one, state, {
        today: TODAY,
        now: `${TODAY}T12:00:00.000Z`,
        happenedOn: TODAY,
        reference: 'RAP-2025-26-001',
        by: { ...partnershipTeam, onBehalfOf: { role: 'partnership-team', betweenMeetings: 'Agreed by email' } },
      });
      history.push(...events);
      state = events.reduce((before, event) => rapidReview.evolve(before, event), state);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
    }
  }
  return history;
}

const OF_THE_REVIEW: readonly RapidReviewEvent['type'][] = [
  'AgencyAsked',
  'AgencyReturned',
  'SafetyActionTaken',
  'ReviewMeetingHeld',
  'ReviewDecided',
  'PartnerAnswered',
  'ReviewSentToPanel',
  'PanelReplied',
  'FoundNotToMeetCriteria',
];

describe('whatever is tried', () => {
  it('nothing of a rapid review happens before a notification was sent', () => {
    fc.assert(
      fc.property(attempts, (tried) => {
        const types = lived(tried).map(({ type }) => type);
        const first = types.findIndex((type) => OF_THE_REVIEW.includes(type));
        const sent = types.indexOf('NotificationSent');
        expect(first === -1 || (sent !== -1 && sent < first)).toBe(true);
      }),
    );
  });

  it('there is one notification for an incident', () => {
    fc.assert(
      fc.property(attempts, (tried) => {
        expect(lived(tried).filter(({ type }) => type === 'NotificationSent').length).toBeLessThan(2);
      }),
    );
  });

  it('the review is sent only when all three partners have signed off its latest decision', () => {
    fc.assert(
      fc.property(attempts, (tried) => {
        const history = lived(tried);
        const sentAt = history.findIndex(({ type }) => type === 'ReviewSentToPanel');
        if (sentAt === -1) return;
        const before = history.slice(0, sentAt);
        const decision = before.filter(({ type }) => type === 'ReviewDecided').length;
        const last = (who: Partner) =>
          before.findLast(
            ({ type, data }) => type === 'PartnerAnswered' && data.partner === who && data.decision === decision,
          )?.data;
        for (const who of ['council', 'health', 'police'] as const)
          expect(last(who)).toMatchObject({ answer: 'signs-off' });
      }),
    );
  });

  it('a dissent is never lost: what was recorded is what was said, and its reason stays', () => {
    fc.assert(
      fc.property(fc.array(fc.array(view, { maxLength: 3 }), { minLength: 1, maxLength: 8 }), (rounds) => {
        const tried = rounds.map((said): RapidReviewCommand => ({
          type: 'DecideNotification',
          data: { ...notificationData, outcome: 'more-information', views: views(said), supersedesWhy: why },
        }));
        const decided = lived([open, ...tried]).flatMap(({ type, data }) =>
          type === 'NotificationDecided' ? [data] : [],
        );
        expect(decided.map((one) => one.views)).toEqual(rounds.map(views));
        expect(decided.map(({ number }) => number)).toEqual(rounds.map((_, index) => index + 1));
      }),
    );
  });

  it('a due date never changes but in a correction that carries both', () => {
    fc.assert(
      fc.property(attempts, (tried) => {
        const known = new Map<string, Deadline>();
        for (const { type, data } of lived(tried)) {
          const { deadlines = [], deadlinesBefore = [] } = data as {
            deadlines?: Deadline[];
            deadlinesBefore?: Deadline[];
          };
          if (type === 'RapidReviewCorrected')
            expect(deadlinesBefore).toEqual(deadlines.map(({ rule }) => known.get(rule)));
          else for (const { rule } of deadlines) expect(known.has(rule)).toBe(false);
          for (const deadline of deadlines) known.set(deadline.rule, deadline);
        }
      }),
    );
  });

  it('the clocks in force are always those that the dates in force give', () => {
    fc.assert(
      fc.property(attempts, (tried) => {
        const state = lived(tried).reduce(
          (before, event) => rapidReview.evolve(before, event),
          rapidReview.initialState,
        );
        const of = (rule: Deadline['rule']) => state.deadlines.find((one) => one.rule === rule);
        expect(of('notify-panel')?.counted).toBe(state.facts.awareOn);
        expect(of('rapid-review')?.counted).toBe(state.facts.notifiedOn);
      }),
    );
  });
});
