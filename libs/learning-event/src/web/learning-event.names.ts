import { reachedWords } from '#app/steps';
import {
  type LearningEventRow,
  type LearningEventState,
  type Step,
  STEPS,
  stepWords,
} from '../read/learning-event.row';

/** What stored values are called on pages and in histories. */
export const STATES: Readonly<Record<LearningEventState, { readonly word: string; readonly kind: string }>> = {
  agreed: { word: 'Agreed', kind: 'open' },
  terms: { word: 'Terms of reference agreed', kind: 'going' },
  facilitators: { word: 'Facilitators named', kind: 'going' },
  workshop: { word: 'Workshop held', kind: 'going' },
  learning: { word: 'Learning recorded', kind: 'going' },
  report: { word: 'Report drafted', kind: 'waiting' },
  'group-approval': { word: 'Approved by the group', kind: 'waiting' },
  'executive-approval': { word: 'Approved by the Executive', kind: 'going' },
  briefing: { word: 'Briefing shared', kind: 'going' },
  monitoring: { word: 'Recommendations monitored', kind: 'going' },
  closed: { word: 'Closed', kind: 'done' },
  cancelled: { word: 'Cancelled', kind: 'ended' },
  'entered-in-error': { word: 'Entered in error', kind: 'ended' },
};

/** What each step is about, for a state of older papers that do not state it. */
const ABOUT: Readonly<Record<Step, string>> = {
  agreed: 'Agreement',
  terms: 'Terms of reference',
  facilitators: 'Facilitators',
  workshop: 'Workshop',
  learning: 'Learning',
  report: 'Report',
  'group-approval': 'The group’s approval',
  'executive-approval': 'The Executive’s approval',
  briefing: 'Briefing',
  monitoring: 'Monitoring',
};

/** How far it is; of a step that the source does not state, that. */
export const statusOf = ({ state, detail }: Pick<LearningEventRow, 'state' | 'detail'>) =>
  reachedWords(state, detail, { words: STATES[state], called: ABOUT });

/** What has to be done next. */
export const NEXT: Readonly<Record<Step | 'closing', string>> = {
  agreed: 'Agree the learning event',
  terms: 'Agree terms of reference',
  facilitators: 'Name the facilitators’ agencies',
  workshop: 'Hold the workshop',
  learning: 'Record the learning',
  report: 'Draft the report',
  'group-approval': 'Approval by the Learning Inquiry Group',
  'executive-approval': 'Approval by the Executive Group',
  briefing: 'Share the practitioner briefing',
  monitoring: 'Monitor the recommendations',
  closing: 'Close the learning event',
};

/** The address of the act that takes a step. */
export const ACT_OF: Readonly<Record<Step | 'closing', string>> = {
  agreed: 'correction',
  terms: 'terms',
  facilitators: 'facilitators',
  workshop: 'workshop',
  learning: 'learning',
  report: 'report',
  'group-approval': 'group-approval',
  'executive-approval': 'executive-approval',
  briefing: 'briefing',
  monitoring: 'review',
  closing: 'closure',
};

/** Steps that older papers may be silent about; the first is asked when the record is opened. */
export const SILENT_STEPS = Object.fromEntries(
  STEPS.filter((step) => step !== 'agreed').map((step) => [step, stepWords[step]]),
);

export const CRITERIA = {
  'none-met': 'None is met',
  'some-met': 'At least one is met, as the rapid review found',
  'not-stated': 'Not stated in the source',
} as const;

export const PARTNERS = {
  council: 'The council',
  health: 'The NHS integrated care board',
  police: 'The police',
} as const;
