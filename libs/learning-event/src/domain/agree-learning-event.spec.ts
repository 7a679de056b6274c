import { type By, narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { AgreeData, LearningEventCommand } from './learning-event.commands';
import { learningEvent } from './learning-event.decider';
import type { LearningEventEvent } from './learning-event.events';
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

const details: AgreeData = {
  title: 'Appointments missed before an injury',
  referral: { id: 'r1', reference: 'REF-2025-26-003' },
  criteria: 'none-met',
  learningNeeded: true,
  basis: narrative('Serious harm was not shown.'),
  why: words,
};
const agree = (change: Partial<AgreeData> = {}): LearningEventCommand => ({
  type: 'AgreeLearningEvent',
  data: { ...details, ...change },
});
const { learningNeeded: _, ...kept } = details;
const agreed: LearningEventEvent = {
  type: 'LearningEventAgreed',
  data: { reference: 'LLE-2025-26-001', ...kept, criteria: 'none-met', on: '2026-01-08' },
};

describe('agreeing a learning event', () => {
  it('opens the record on the day of the meeting', () => {
    given().when(agree(), inquiry('2026-01-08')).then(agreed);
  });
  it('may be done between meetings, with a reason and a date', () => {
    given()
      .when(agree({ on: '2026-01-08' }), inquiry())
      .then(agreed);
    given().when(agree(), inquiry()).thenRefused('date-needed');
  });
  it('happens once, however often the form is sent', () => {
    given(agreed).when(agree(), inquiry('2026-01-08')).thenNothing();
  });
  it('is a decision of the Learning Inquiry Group', () => {
    given()
      .when(agree({ on: '2026-01-08' }))
      .thenRefused('not-for-the-group');
    given().when(agree(), executive('2026-01-08')).thenRefused('not-for-the-group');
  });
  it('bears the day of its meeting', () => {
    given()
      .when(agree({ on: '2026-01-09' }), inquiry('2026-01-08'))
      .thenRefused('not-the-day-of-the-meeting');
  });
  it('is refused where criteria are met: the law asks for more', () => {
    given()
      .when(agree({ criteria: 'some-met' }), inquiry('2026-01-08'))
      .thenRefused('criteria-met');
  });
  it('is refused where it is not said that no criteria are met', () => {
    given()
      .when(agree({ criteria: 'not-stated' }), inquiry('2026-01-08'))
      .thenRefused('criteria-not-stated');
  });
  it('is refused where agencies have nothing to learn together', () => {
    given()
      .when(agree({ learningNeeded: false }), inquiry('2026-01-08'))
      .thenRefused('learning-not-needed');
  });
  it('names a referral, or says why there is none', () => {
    const { referral: _r, ...none } = details;
    const without = (data: AgreeData): LearningEventCommand => ({ type: 'AgreeLearningEvent', data });
    given().when(without(none), inquiry('2026-01-08')).thenRefused('referral-or-reason');
    given()
      .when(agree({ noReferral: 'The group asked for it.' }), inquiry('2026-01-08'))
      .thenRefused('referral-or-reason');
  });
  it('answers a rapid review that decided on it, whatever criteria that review found met', () => {
    const { referral: _r, basis: _b, ...none } = details;
    const rapidReview = { id: 'r1', reference: 'RAP-2025-26-001' };
    const [event] = given()
      .when({ type: 'AgreeLearningEvent', data: { ...none, criteria: 'some-met', rapidReview } }, inquiry('2026-01-08'))
      .events();
    expect(event?.data).toMatchObject({ rapidReview, criteria: 'some-met' });
    given().when(agree({ rapidReview }), inquiry('2026-01-08')).thenRefused('referral-or-reason');
  });
  it('cannot lie ahead', () => {
    given()
      .when(agree({ on: '2026-03-03' }), inquiry())
      .thenRefused('in-the-future');
  });
  it('may be taken from older papers that do not state it', () => {
    const notStated = { document: 'Yearly report 2024/25' };
    const { basis: _b, ...data } = kept;
    given()
      .when({ type: 'AgreeLearningEvent', data: { ...data, learningNeeded: true, criteria: 'not-stated', notStated } })
      .then({
        type: 'LearningEventAgreed',
        data: { reference: 'LLE-2025-26-001', ...data, criteria: 'not-stated', notStated },
      });
  });
  it('from older papers cannot lie ahead either', () => {
    const notStated = { document: 'Yearly report 2024/25' };
    given()
      .when(agree({ on: '2026-03-03', notStated }))
      .thenRefused('in-the-future');
  });
});
