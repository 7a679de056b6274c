import type { Attendance, LearningEventEvent } from './learning-event.events';
import { type Step, stepOf } from './learning-event.steps';

/** A step that is over: taken on a date, or not stated in the source, and then without one. */
export interface Settled {
  readonly on?: string;
  readonly taken: boolean;
}

/** What the rules need to know of a learning event. */
export interface LearningEvent {
  readonly status: 'unknown' | 'open' | 'closed' | 'cancelled' | 'void';
  readonly title: string;
  readonly settled: { readonly [S in Step]?: Settled };
  readonly facilitators: readonly string[];
  readonly total: number;
  /** The sum of the attendance that is known by agency. */
  readonly counted: number;
  /** Briefings, each as "channel, date, title". */
  readonly shared: readonly string[];
}

export const unknown: LearningEvent = {
  status: 'unknown',
  title: '',
  settled: {},
  facilitators: [],
  total: 0,
  counted: 0,
  shared: [],
};

export const sharing = (channel: string, on: string, title: string): string => [channel, on, title].join(', ');

export function evolve(state: LearningEvent, { type, data }: LearningEventEvent): LearningEvent {
  switch (type) {
    case 'LearningEventAgreed': {
      const agreed = { taken: data.notStated === undefined, ...(data.on !== undefined && { on: data.on }) };
      return { ...unknown, status: 'open', title: data.title, settled: { agreed } };
    }
    case 'FacilitatorsNamed':
      return { ...taken(state, 'facilitators', data.on), facilitators: data.agencies };
    case 'WorkshopHeld':
      return { ...taken(state, 'workshop', data.on), total: data.total, counted: sumOf(data.byAgency) };
    case 'BriefingShared': {
      const shared = [...state.shared, sharing(data.channel, data.on, data.title)];
      return { ...firstTaken(state, 'briefing', data.on), shared };
    }
    case 'RecommendationsReviewed':
      return firstTaken(state, 'monitoring', data.on);
    case 'StepNotStated':
      return { ...state, settled: { ...state.settled, [data.step]: { taken: false } } };
    case 'LearningEventClosed':
      return { ...state, status: 'closed' };
    case 'LearningEventCancelled':
      return { ...state, status: 'cancelled' };
    case 'LearningEventEnteredInError':
      return { ...state, status: 'void' };
    case 'LearningEventCorrected':
      return corrected(state, data);
    default:
      return taken(state, stepOf[type], data.on);
  }
}

export const sumOf = (attendance: readonly Attendance[]): number =>
  attendance.reduce((sum, { people }) => sum + people, 0);

type Correction = Extract<LearningEventEvent, { type: 'LearningEventCorrected' }>['data'];

function corrected(state: LearningEvent, { field, to }: Correction): LearningEvent {
  if (typeof to !== 'string') return { ...state, facilitators: to };
  if (field === 'title') return { ...state, title: to };
  if (field === 'workshop.total') return { ...state, total: Number(to) };
  return taken(state, field.slice(0, -3) as Step, to);
}

const taken = (state: LearningEvent, step: Step | undefined, on: string): LearningEvent =>
  step === undefined ? state : { ...state, settled: { ...state.settled, [step]: { on, taken: true } } };

/** What may be done again counts from its first date. */
const firstTaken = (state: LearningEvent, step: Step, on: string): LearningEvent => {
  const first = state.settled[step]?.on ?? on;
  return taken(state, step, first < on ? first : on);
};
