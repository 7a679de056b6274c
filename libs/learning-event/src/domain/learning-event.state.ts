import { type Concerned, withConcerned } from '#app/concerned';
import {
  type Notes,
  type Stepped,
  firstTaken,
  isOfNote,
  noteCorrected,
  noteOf,
  sharing,
  taken,
  untold,
  withNote,
} from '#app/steps';
import type { Attendance, Corrected, LearningEventEvent } from './learning-event.events';
import { type Step, stepOf, trail } from './learning-event.steps';

/** What the rules need to know of a learning event. */
export interface LearningEvent extends Stepped<Step> {
  readonly status: 'unknown' | 'open' | 'closed' | 'cancelled' | 'void';
  /** When it was closed or cancelled. */
  readonly endedOn?: string;
  readonly title: string;
  readonly facilitators: readonly string[];
  readonly total: number;
  /** The sum of the attendance that is known by agency. */
  readonly counted: number;
  /** Briefings, each as "channel, date, title". */
  readonly shared: readonly string[];
  readonly notes: Notes;
  readonly concerned: Concerned;
}

export const unknown: LearningEvent = {
  status: 'unknown',
  title: '',
  trail,
  settled: {},
  olderPapers: false,
  facilitators: [],
  total: 0,
  counted: 0,
  shared: [],
  notes: {},
  concerned: [],
};

export function evolve(state: LearningEvent, event: LearningEventEvent): LearningEvent {
  const { type, data } = event;
  switch (type) {
    case 'PeopleConcernedRecorded':
    case 'PersonConcernedCorrected':
    case 'PersonConcernedTakenOff':
      return { ...state, concerned: withConcerned(state.concerned, event) };
    case 'LearningEventAgreed': {
      const agreed = { taken: data.notStated === undefined, ...(data.on !== undefined && { on: data.on }) };
      const olderPapers = data.notStated !== undefined;
      return { ...unknown, status: 'open', title: data.title, settled: { agreed }, olderPapers };
    }
    case 'FacilitatorsNamed':
      return { ...taken(state, 'facilitators', data.on), facilitators: data.agencies };
    case 'WorkshopHeld':
      return { ...taken(state, 'workshop', data.on), total: data.total, counted: sumOf(data.byAgency) };
    case 'BriefingShared': {
      const shared = [...state.shared, sharing(data)];
      const notes = withNote(state.notes, 'briefing', noteOf(data));
      return { ...firstTaken(state, 'briefing', data.on), shared, notes };
    }
    case 'RecommendationsReviewed': {
      const notes = withNote(state.notes, 'review', { on: data.on, words: data.summary });
      return { ...firstTaken(state, 'monitoring', data.on), notes };
    }
    case 'StepNotStated':
      return untold(state, data.step);
    case 'LearningEventClosed':
      return { ...state, status: 'closed', endedOn: data.on };
    case 'LearningEventCancelled':
      return { ...state, status: 'cancelled', endedOn: data.on };
    case 'LearningEventEnteredInError':
      return { ...state, status: 'void' };
    case 'LearningEventCorrected':
      return isOfNote(data) ? noteCorrected(state, data.field, data.to) : corrected(state, data);
    default: {
      const step = stepOf[type];
      return step === undefined ? state : taken(state, step, data.on);
    }
  }
}

export const sumOf = (attendance: readonly Attendance[]): number =>
  attendance.reduce((sum, { people }) => sum + people, 0);

function corrected(state: LearningEvent, { field, to }: Corrected): LearningEvent {
  if (typeof to !== 'string') return { ...state, facilitators: to };
  if (field === 'end.on') return { ...state, endedOn: to };
  if (field === 'title') return { ...state, title: to };
  if (field === 'workshop.total') return { ...state, total: Number(to) };
  return taken(state, field.slice(0, -3) as Step, to);
}
