import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import type { ReferralEvent } from '#app/referral';
import type { LearningEventEvent } from '../domain/learning-event.events';
import { learningEventProjection } from './learning-event.projection';
import { wantedProjection } from './wanted.projection';

const { given } = projected(learningEventProjection);
const words = narrative('Some words.');
const agreed: LearningEventEvent = {
  type: 'LearningEventAgreed',
  data: {
    reference: 'LLE-2025-26-001',
    title: 'Appointments missed',
    referral: { id: 'r1', reference: 'REF-2025-26-003' },
    criteria: 'none-met',
    basis: words,
    why: words,
    on: '2026-01-08',
  },
};
const silent = (step: 'terms' | 'facilitators' | 'group-approval'): LearningEventEvent => ({
  type: 'StepNotStated',
  data: { step, document: 'Yearly report 2024/25' },
});
const held: LearningEventEvent = {
  type: 'WorkshopHeld',
  data: { on: '2026-02-05', total: 18, byAgency: [{ agency: 'probation', people: 3 }] },
};
const learned: LearningEventEvent = {
  type: 'LearningRecorded',
  data: { on: '2026-02-05', effectivePractice: [words], areasOfLearning: [], themes: ['Was not brought'] },
};
const drafted: LearningEventEvent = { type: 'ReportDrafted', data: { on: '2026-02-12', summary: words } };
const briefed = (on: string): LearningEventEvent => ({
  type: 'BriefingShared',
  data: { on, title: 'Was not brought', channel: 'training' },
});

describe('the learning events that people read', () => {
  it('are none before the first', () => {
    given().then();
  });
  it('show one as agreed, with its referral and its next step', () => {
    const [row] = given(agreed).rows();
    expect(row).toMatchObject({
      id: 'test',
      title: 'Appointments missed',
      state: 'agreed',
      next: 'terms',
      year: '2025-26',
      heldOn: null,
      sortOn: '2026-01-08',
      referralId: 'r1',
      revision: 0,
    });
    expect(row?.detail.agreed).toMatchObject({ why: 'Some words.', basis: 'Some words.' });
  });
  it('show where a step was decided, and what of it was invented', () => {
    const meeting = { group: 'learning-inquiry-group', date: '2026-01-08', label: 'Winter meeting' };
    const with_ = { onBehalfOf: { role: 'partnership-team', meeting }, invented: ['happenedOn'] };
    const [row] = projected(learningEventProjection, { with: with_ }).given(agreed).rows();
    expect(row?.detail.steps.agreed).toEqual({
      state: 'taken',
      on: '2026-01-08',
      where: 'Winter meeting',
      invented: ['happenedOn'],
    });
  });
  it('show what the source does not state, and go on from there', () => {
    const [row] = given(agreed, silent('terms'), silent('facilitators')).rows();
    expect(row).toMatchObject({ state: 'facilitators', next: 'workshop' });
    expect(row?.detail.steps.terms).toEqual({ state: 'not-stated', document: 'Yearly report 2024/25', invented: [] });
  });
  it('sort by the day of the workshop and hold who came', () => {
    const [row] = given(agreed, silent('terms'), silent('facilitators'), held).rows();
    expect(row).toMatchObject({ heldOn: '2026-02-05', sortOn: '2026-02-05', state: 'workshop' });
    expect(row?.detail.workshop).toMatchObject({ total: 18, byAgency: [{ agency: 'probation', people: 3 }] });
  });
  it('find themes once the group has approved them, not in a draft', () => {
    const draft = [agreed, silent('terms'), silent('facilitators'), held, learned, drafted];
    expect(given(...draft).rows()[0]?.themes).toEqual([]);
    expect(given(...draft, silent('group-approval')).rows()[0]?.themes).toEqual(['Was not brought']);
  });
  it('count a briefing from its first channel, and keep every one', () => {
    const [row] = given(agreed, briefed('2026-02-20'), briefed('2026-02-18')).rows();
    expect(row?.detail.steps.briefing?.on).toBe('2026-02-18');
    expect(row?.detail.briefings).toHaveLength(2);
  });
  it('show the right value, and keep the wrong one', () => {
    const corrected: LearningEventEvent = {
      type: 'LearningEventCorrected',
      data: { field: 'workshop.on', label: 'Date', from: '2026-02-05', to: '2026-02-06', reason: words },
    };
    const [row] = given(agreed, silent('terms'), silent('facilitators'), held, corrected).rows();
    expect(row).toMatchObject({ heldOn: '2026-02-06' });
    expect(row?.detail.corrections).toEqual([{ ...corrected.data, reason: 'Some words.' }]);
  });
  it('have an end, which a later correction does not undo', () => {
    const cancelled: LearningEventEvent = { type: 'LearningEventCancelled', data: { on: '2026-01-20', reason: words } };
    const retitled: LearningEventEvent = {
      type: 'LearningEventCorrected',
      data: { field: 'title', label: 'Title', from: 'Appointments missed', to: 'Visits missed', reason: words },
    };
    const moved: LearningEventEvent = {
      type: 'LearningEventCorrected',
      data: { field: 'end.on', label: 'Its end', from: '2026-01-20', to: '2026-01-21', reason: words },
    };
    expect(given(agreed, cancelled, moved).rows()[0]?.detail.cancelled?.on).toBe('2026-01-21');
    expect(given(agreed, cancelled, retitled).rows()[0]).toMatchObject({
      state: 'cancelled',
      next: null,
      title: 'Visits missed',
    });
  });
});

describe('referrals that want a learning event', () => {
  const wanted = projected(wantedProjection, { stream: 'referral-r1' });
  const decided = (outcome: string): ReferralEvent => ({
    type: 'ReferralDecided',
    data: { outcome, reference: 'REF-2025-26-003', headline: 'Missed', decidedOn: '2026-01-05' } as never,
  });
  it('are those whose decision in force says so', () => {
    wanted.given(decided('learning-event')).then({
      id: 'r1',
      reference: 'REF-2025-26-003',
      title: 'Missed',
      outcome: 'learning-event',
      decidedOn: '2026-01-05',
    });
    wanted.given(decided('no-further-action')).then();
    wanted.given(decided('learning-event'), decided('learning-identified')).then();
  });
  it('are offered too where the learning is for a single agency', () => {
    expect(wanted.given(decided('single-agency-learning')).rows()).toMatchObject([
      { id: 'r1', outcome: 'single-agency-learning' },
    ]);
  });
  it('are no longer those that were closed because nothing will follow', () => {
    const close = (more: object): ReferralEvent => ({
      type: 'ReferralClosed',
      data: { note: words, closedOn: '2026-01-06', ...more },
    });
    wanted.given(decided('learning-event'), close({ nothingFollows: words })).then();
    expect(wanted.given(decided('learning-event'), close({})).rows()).toHaveLength(1);
  });
  it('are no longer those that were entered in error', () => {
    wanted.given(decided('learning-event'), { type: 'ReferralEnteredInError', data: { reason: words } }).then();
  });
});
