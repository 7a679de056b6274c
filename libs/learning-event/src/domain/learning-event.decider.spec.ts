import { type By, narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { LearningEventCommand } from './learning-event.commands';
import { learningEvent } from './learning-event.decider';
import type { Attendance, LearningEventEvent } from './learning-event.events';
import { EXECUTIVE, LEARNING_INQUIRY } from './learning-event.steps';

const { given } = scenario(learningEvent);

const words = narrative('Each agency knew a part of it.');
const at = (group: string, date?: string): By => ({
  actor: 'learning-inquiry-chair',
  onBehalfOf: {
    role: 'group-chair',
    group,
    ...(date === undefined
      ? { betweenMeetings: 'The next meeting is two months away.' }
      : { meeting: { group, date, label: 'Winter meeting' } }),
  },
});
const inquiry = (date?: string) => ({ by: at(LEARNING_INQUIRY, date) });
const executive = (date?: string) => ({ by: at(EXECUTIVE, date) });

const agreed: LearningEventEvent = {
  type: 'LearningEventAgreed',
  data: {
    reference: 'LLE-2025-26-001',
    title: 'Appointments missed before an injury',
    noReferral: 'The group saw a pattern.',
    criteria: 'none-met',
    basis: words,
    why: words,
    on: '2026-01-08',
  },
};
const terms: LearningEventEvent = {
  type: 'TermsOfReferenceAgreed',
  data: { on: '2026-01-15', purpose: words, keyLines: ['Who knew what, and when?'] },
};
const named: LearningEventEvent = {
  type: 'FacilitatorsNamed',
  data: { on: '2026-01-15', agencies: ['council-childrens-social-care', 'integrated-care-board'] },
};
const hold = (change: object = {}): LearningEventCommand => ({
  type: 'HoldWorkshop',
  data: { on: '2026-02-05', total: 18, byAgency: [], ...change },
});
const held = (byAgency: readonly Attendance[] = []): LearningEventEvent => ({
  type: 'WorkshopHeld',
  data: { on: '2026-02-05', total: 18, byAgency },
});
const learned: LearningEventEvent = {
  type: 'LearningRecorded',
  data: { on: '2026-02-05', effectivePractice: [words], areasOfLearning: [words], themes: ['Was not brought'] },
};
const drafted: LearningEventEvent = { type: 'ReportDrafted', data: { on: '2026-02-12', summary: words } };
const groupApproved: LearningEventEvent = { type: 'ReportApprovedByGroup', data: { on: '2026-02-19' } };
const executiveApproved: LearningEventEvent = {
  type: 'ReportApprovedByExecutive',
  data: { on: '2026-02-24', partners: ['council', 'health', 'police'] },
};
const briefed: LearningEventEvent = {
  type: 'BriefingShared',
  data: { on: '2026-02-26', title: 'Was not brought', channel: 'newsletter' },
};
const reviewed: LearningEventEvent = { type: 'RecommendationsReviewed', data: { on: '2026-02-27', summary: words } };
const untilReport = [agreed, terms, named, held(), learned, drafted];
const approved = [...untilReport, groupApproved, executiveApproved];
const complete = [...approved, briefed, reviewed];
const close: LearningEventCommand = { type: 'CloseLearningEvent', data: { note: words } };

describe('the steps of a learning event', () => {
  it('are taken in order, and the sentence says which is missing', () => {
    given(agreed).when(hold()).thenRefused('step-missing');
    expect(() => given(agreed).when(hold()).events()).toThrow(/terms of reference and key lines of enquiry agreed/);
  });
  it('begin with the terms of reference', () => {
    const data = { purpose: words, keyLines: ['Who knew what, and when?'] };
    given(agreed).when({ type: 'AgreeTermsOfReference', data }, inquiry('2026-01-15')).then(terms);
    given(agreed)
      .when({ type: 'AgreeTermsOfReference', data: { ...data, on: '2026-01-15' } })
      .thenRefused('not-for-the-group');
  });
  it('name two facilitating agencies, or say why not two', () => {
    const one = { on: '2026-01-15', agencies: ['probation'] };
    given(agreed, terms).when({ type: 'NameFacilitators', data: one }).thenRefused('facilitators-not-two');
    given(agreed, terms)
      .when({ type: 'NameFacilitators', data: { ...one, reason: 'The other fell ill.' } })
      .then({ type: 'FacilitatorsNamed', data: { ...one, reason: 'The other fell ill.' } });
  });
  it('hold a workshop whose attendance adds up', () => {
    const byAgency = [
      { agency: 'probation', people: 11 },
      { agency: 'hmp', people: 7 },
    ];
    given(agreed, terms, named).when(hold({ byAgency })).then(held(byAgency));
    given(agreed, terms, named)
      .when(hold({ byAgency, total: 17 }))
      .thenRefused('attendance-exceeds-total');
  });
  it('count each agency once', () => {
    const twice = [
      { agency: 'probation', people: 1 },
      { agency: 'probation', people: 1 },
    ];
    given(agreed, terms, named)
      .when(hold({ byAgency: twice }))
      .thenRefused('agency-counted-twice');
  });
  it('are not dated before the step that precedes them, nor after today', () => {
    given(agreed, terms, named)
      .when(hold({ on: '2026-01-14' }))
      .thenRefused('dates-backwards');
    given(agreed, terms, named)
      .when(hold({ on: '2026-03-03' }))
      .thenRefused('in-the-future');
  });
  it('are taken once', () => {
    given(agreed, terms, named, held()).when(hold()).thenRefused('already-recorded');
  });
  it('record some learning', () => {
    const nothing = { ...learned.data, effectivePractice: [], areasOfLearning: [] } as never;
    given(agreed, terms, named, held()).when({ type: 'RecordLearning', data: nothing }).thenRefused('nothing-learned');
  });
  it('let the report be drafted again until the group has approved it', () => {
    const again: LearningEventCommand = { type: 'DraftReport', data: { on: '2026-02-13', summary: words } };
    given(...untilReport)
      .when(again)
      .then({ type: 'ReportDrafted', data: { on: '2026-02-13', summary: words } });
    given(...untilReport, groupApproved)
      .when(again)
      .thenRefused('already-approved');
  });
  it('have the report approved by the group first, then by the Executive', () => {
    const byExecutive: LearningEventCommand = {
      type: 'ApproveByExecutive',
      data: { partners: ['council', 'health', 'police'] },
    };
    given(...untilReport)
      .when({ type: 'ApproveByGroup', data: {} }, inquiry('2026-02-19'))
      .then(groupApproved);
    given(...untilReport)
      .when(byExecutive, executive('2026-02-24'))
      .thenRefused('step-missing');
    given(...untilReport, groupApproved)
      .when(byExecutive, inquiry('2026-02-24'))
      .thenRefused('not-for-the-group');
    given(...untilReport, groupApproved)
      .when(byExecutive, executive('2026-02-24'))
      .then(executiveApproved);
  });
  it('name all three safeguarding partners at the Executive, or say why one is missing', () => {
    const by = (data: object): LearningEventCommand => ({ type: 'ApproveByExecutive', data: data as never });
    const history = [...untilReport, groupApproved];
    const [some, all] = [['council'], ['council', 'health', 'police']] as const;
    const day = executive('2026-02-24');
    given(...history)
      .when(by({ partners: some }), day)
      .thenRefused('partner-missing');
    given(...history)
      .when(by({ partners: ['council', 'council', 'council'] }), day)
      .thenRefused('partner-missing');
    given(...history)
      .when(by({ partners: all, absent: words }), day)
      .thenRefused('no-partner-missing');
    given(...history)
      .when(by({ partners: some, absent: words }), day)
      .then({ type: 'ReportApprovedByExecutive', data: { on: '2026-02-24', partners: some, absent: words } });
  });
  it('say that no recommendations were made, and why, where there is nothing to monitor', () => {
    const none: LearningEventCommand = { type: 'RecordNoRecommendations', data: { reason: words } };
    const noneMade: LearningEventEvent = { type: 'NoRecommendationsMade', data: { on: '2026-02-27', reason: words } };
    given(...approved)
      .when(none, inquiry('2026-02-27'))
      .then(noneMade);
    given(...approved, reviewed)
      .when(none, inquiry('2026-02-27'))
      .thenRefused('already-recorded');
    given(...approved, briefed, noneMade)
      .when(close, inquiry('2026-03-01'))
      .then({ type: 'LearningEventClosed', data: { on: '2026-03-01', note: words } });
  });
  it('share the briefing: one event for each channel, once', () => {
    const share: LearningEventCommand = {
      type: 'ShareBriefing',
      data: { on: '2026-02-26', title: 'Was not brought', channels: ['newsletter', 'training'] },
    };
    const inTraining: LearningEventEvent = {
      type: 'BriefingShared',
      data: { on: '2026-02-26', title: 'Was not brought', channel: 'training' },
    };
    given(...untilReport)
      .when(share)
      .thenRefused('step-missing');
    given(...approved)
      .when(share)
      .then(briefed, inTraining);
    given(...approved, briefed)
      .when(share)
      .then(inTraining);
    given(...approved, briefed, inTraining)
      .when(share)
      .thenNothing();
  });
  it('monitor recommendations meeting after meeting, whether or not the briefing is out', () => {
    const review: LearningEventCommand = { type: 'ReviewRecommendations', data: { summary: words } };
    given(...approved)
      .when(review, inquiry('2026-02-27'))
      .then(reviewed);
    given(...complete)
      .when(review, inquiry('2026-02-28'))
      .then({ type: 'RecommendationsReviewed', data: { on: '2026-02-28', summary: words } });
  });
  it('end when all are over', () => {
    given(...approved, reviewed)
      .when(close, inquiry('2026-03-01'))
      .thenRefused('step-missing');
    given(...complete)
      .when(close, inquiry('2026-02-20'))
      .thenRefused('dates-backwards');
    given(...complete)
      .when(close, inquiry('2026-03-01'))
      .then({ type: 'LearningEventClosed', data: { on: '2026-03-01', note: words } });
  });
});
