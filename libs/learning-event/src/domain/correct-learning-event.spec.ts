import { type By, narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { LearningEventCommand } from './learning-event.commands';
import { learningEvent } from './learning-event.decider';
import type { Attendance, LearningEventEvent } from './learning-event.events';
import { LEARNING_INQUIRY } from './learning-event.steps';
import type { Step } from './learning-event.steps';

const { given } = scenario(learningEvent);

const words = narrative('Each agency knew a part of it.');
const inquiry = (date: string): { by: By } => ({
  by: {
    actor: 'learning-inquiry-chair',
    onBehalfOf: {
      role: 'group-chair',
      group: LEARNING_INQUIRY,
      meeting: { group: LEARNING_INQUIRY, date, label: 'Winter meeting' },
    },
  },
});
const details = { title: 'Appointments missed before an injury', noReferral: 'The group saw a pattern.', why: words };
const agreed: LearningEventEvent = {
  type: 'LearningEventAgreed',
  data: { reference: 'LLE-2025-26-001', ...details, criteria: 'none-met', basis: words, on: '2026-01-08' },
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
const silent = (step: Step): LearningEventEvent => ({
  type: 'StepNotStated',
  data: { step, document: 'Yearly report 2024/25' },
});

describe('what the source does not state', () => {
  const record = (...steps: Step[]): LearningEventCommand => ({
    type: 'RecordNotStated',
    data: { steps, olderPapers: true, document: 'Yearly report 2024/25' },
  });
  it('is only for what is entered from older papers', () => {
    const unsaid: LearningEventCommand = { type: 'RecordNotStated', data: { steps: ['terms'], document: 'A report' } };
    given(agreed).when(unsaid).thenRefused('not-from-older-papers');
    given(agreed, silent('workshop'))
      .when(unsaid)
      .then({ type: 'StepNotStated', data: { step: 'terms', document: 'A report' } });
  });
  it('is recorded for each step, with the paper, and leaves alone what is recorded', () => {
    given(agreed, terms)
      .when(record('terms', 'facilitators', 'workshop'))
      .then(silent('facilitators'), silent('workshop'));
    given(agreed, terms, silent('facilitators')).when(record('facilitators')).thenNothing();
  });
  it('opens the way to the next step, and asks no order of dates', () => {
    given(agreed, silent('terms'), silent('facilitators')).when(hold()).then(held());
    given(agreed, silent('terms'), silent('facilitators'))
      .when(hold({ on: '2026-01-07' }))
      .thenRefused('dates-backwards');
  });
  it('may be found later, where its date fits', () => {
    const found = (on: string): LearningEventCommand => ({
      type: 'NameFacilitators',
      data: { on, agencies: ['a', 'b'] },
    });
    const history = [agreed, terms, silent('facilitators'), held()];
    given(...history)
      .when(found('2026-02-06'))
      .thenRefused('dates-backwards');
    given(...history)
      .when(found('2026-02-01'))
      .then({ type: 'FacilitatorsNamed', data: { on: '2026-02-01', agencies: ['a', 'b'] } });
  });
});

describe('putting a learning event right', () => {
  const correct = (field: string, to: string | string[]): LearningEventCommand => ({
    type: 'CorrectLearningEvent',
    data: { field: field as 'title', to, reason: words },
  });
  const attended = held([{ agency: 'probation', people: 11 }]);
  it('keeps the old value beside the right one', () => {
    given(agreed, terms, named, attended)
      .when(correct('workshop.total', '20'))
      .then({
        type: 'LearningEventCorrected',
        data: { field: 'workshop.total', label: 'Attendance at the workshop', from: '18', to: '20', reason: words },
      });
  });
  it('keeps figures and dates possible', () => {
    given(agreed, terms, named, attended)
      .when(correct('workshop.total', '10'))
      .thenRefused('attendance-exceeds-total', 'total');
    given(agreed, terms, named, attended).when(correct('workshop.total', 'many')).thenRefused('wrong-shape', 'total');
    given(agreed, terms, named, attended)
      .when(correct('workshop.on', '2026-01-01'))
      .thenRefused('dates-backwards', 'date');
    given(agreed, terms, named, attended).when(correct('terms.on', '2026-01-16')).thenRefused('dates-backwards');
    given(agreed).when(correct('agreed.on', '2026-02-31')).thenRefused('wrong-shape');
  });
  it('is for what is recorded, and for another value', () => {
    given(agreed).when(correct('workshop.on', '2026-02-01')).thenRefused('nothing-to-correct');
    given(agreed).when(correct('title', details.title)).thenRefused('same-value', 'title');
  });
  it('replaces a list of agencies as a whole', () => {
    given(agreed, terms, named)
      .when(correct('facilitators.agencies', ['probation', 'hmp']))
      .then({
        type: 'LearningEventCorrected',
        data: {
          field: 'facilitators.agencies',
          label: 'Facilitators’ agencies',
          from: ['council-childrens-social-care', 'integrated-care-board'],
          to: ['probation', 'hmp'],
          reason: words,
        },
      });
    given(agreed, terms, named)
      .when(correct('facilitators.agencies', 'probation'))
      .thenRefused('wrong-shape', 'agencies');
  });
  it('is possible after the end; steps are not', () => {
    const closed: LearningEventEvent = { type: 'LearningEventClosed', data: { on: '2026-03-01', note: words } };
    given(agreed, closed).when(hold()).thenRefused('closed');
    expect(given(agreed, closed).when(correct('title', 'Another title')).events()).toHaveLength(1);
  });
  it('may cancel it for a reason, by decision of the group', () => {
    const cancel: LearningEventCommand = { type: 'CancelLearningEvent', data: { reason: words } };
    const cancelled: LearningEventEvent = { type: 'LearningEventCancelled', data: { on: '2026-01-20', reason: words } };
    given(agreed, terms).when(cancel, inquiry('2026-01-20')).then(cancelled);
    given(agreed, terms, cancelled).when(hold()).thenRefused('cancelled');
    const moved = given(agreed, terms, cancelled).when(correct('end.on', '2026-01-21')).events();
    expect(moved[0]?.data).toMatchObject({ from: '2026-01-20', to: '2026-01-21' });
  });
  it('does not cancel it ahead of time', () => {
    given(agreed)
      .when({ type: 'CancelLearningEvent', data: { reason: words } }, inquiry('2026-03-03'))
      .thenRefused('in-the-future');
  });
  it('ends with "entered in error", after which nothing is added', () => {
    const error: LearningEventEvent = { type: 'LearningEventEnteredInError', data: { reason: words } };
    given(agreed)
      .when({ type: 'EnterInError', data: { reason: words } })
      .then(error);
    given(agreed, error).when(correct('title', 'Another title')).thenRefused('entered-in-error');
    given().when(hold()).thenRefused('learning-event-not-agreed');
  });
});
