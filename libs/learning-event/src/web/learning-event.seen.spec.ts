import type { Names, Person } from '#app/platform';
import { narrative } from '#app/kernel';
import { projected } from '#app/testing';
import type { LearningEventEvent } from '../domain/learning-event.events';
import { learningEventProjection } from '../read/learning-event.projection';
import type { LearningEventRow } from '../read/learning-event.row';
import { learningEventSeen } from './learning-event.seen';

const names = { agency: (id: string) => `The ${id}`, group: String, person: String, role: String } as unknown as Names;
const words = narrative('Some words.');
const history: LearningEventEvent[] = [
  {
    type: 'LearningEventAgreed',
    data: {
      reference: 'LLE-2025-26-001',
      title: 'Missed',
      noReferral: 'A pattern.',
      criteria: 'none-met',
      basis: words,
      why: words,
      on: '2026-01-08',
    },
  },
  { type: 'StepNotStated', data: { step: 'terms', document: 'Yearly report' } },
  { type: 'FacilitatorsNamed', data: { on: '2026-01-15', agencies: ['probation', 'housing'] } },
  { type: 'WorkshopHeld', data: { on: '2026-02-05', total: 18, byAgency: [{ agency: 'probation', people: 11 }] } },
  { type: 'LearningRecorded', data: { on: '2026-02-05', effectivePractice: [words], areasOfLearning: [], themes: [] } },
  { type: 'ReportDrafted', data: { on: '2026-02-12', summary: words } },
];
const approved: LearningEventEvent = { type: 'ReportApprovedByGroup', data: { on: '2026-02-19' } };
const corrected: LearningEventEvent = {
  type: 'LearningEventCorrected',
  data: { field: 'workshop.on', label: 'Date', from: '2026-02-04', to: '2026-02-05', reason: words },
};
const representative: Person = {
  id: 'x',
  title: 'x',
  role: 'agency-representative',
  agency: 'probation',
  groups: [],
  does: '',
};
const member: Person = {
  id: 'm',
  title: 'm',
  role: 'group-member',
  agency: 'police',
  groups: ['learning-inquiry-group'],
  does: '',
};
const seen = (person: Person, ...events: LearningEventEvent[]) => {
  const [row] = projected(learningEventProjection)
    .given(...events)
    .rows();
  return learningEventSeen(row as LearningEventRow, person, { names });
};

describe('what a person sees of a learning event', () => {
  it('is a draft for the group, and not for agencies', () => {
    expect(seen(member, ...history)).toMatchObject({ report: { summary: 'Some words.' } });
    expect(seen(representative, ...history)).toMatchObject({
      learning: { notShared: true },
      report: { notShared: true },
    });
  });
  it('is the learning for everybody, once the group has approved the report', () => {
    expect(seen(representative, ...history, approved)).toMatchObject({
      learning: { effectivePractice: ['Some words.'] },
    });
  });
  it('is who came, by name of the agency, and how many came from one that is not stated', () => {
    expect(seen(representative, ...history)).toMatchObject({
      workshop: {
        total: 18,
        byAgency: [{ agency: { id: 'probation', name: 'The probation' }, people: 11 }],
        notCounted: 7,
      },
      facilitators: { agencies: [{ name: 'The probation' }, { name: 'The housing' }] },
    });
  });
  it('is what is done, what the source does not state, and what comes next', () => {
    const { steps } = seen(member, ...history) as { steps: readonly { state: string }[] };
    expect(steps.map(({ state }) => state)).toEqual([
      ...['taken', 'not-stated', 'taken', 'taken', 'taken', 'taken', 'next'],
      ...['to-come', 'to-come', 'to-come'],
    ]);
  });
  it('is the old value beside the right one, as people say it', () => {
    expect(seen(member, ...history, corrected)).toMatchObject({
      corrections: [{ from: '4 February 2026', to: '5 February 2026' }],
    });
  });
});
