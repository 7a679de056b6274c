import type { Message, Narrative } from '#app/kernel';
import type { ConcernedCommand } from '#app/concerned';
import type { CorrectNoteData, NotStatedData, ShareData } from '#app/steps';
import type { Agreed, Correctable, Held, Learned, Partner } from './learning-event.events';
import type { Step } from './learning-event.steps';

/** A group's decision may leave its date out: then it is the day of the meeting. */
interface Decided {
  readonly on?: string;
}

export interface AgreeData extends Omit<Agreed, 'reference' | 'criteria'> {
  readonly criteria: 'none-met' | 'some-met' | 'not-stated';
  /** Whether the Learning Inquiry Group agreed that agencies need to learn together. */
  readonly learningNeeded: boolean;
}

export interface CorrectValueData {
  readonly field: Correctable;
  readonly to: string | readonly string[];
  readonly reason: Narrative;
}

export type CorrectData = CorrectValueData | CorrectNoteData;

export type LearningEventCommand =
  | Message<'AgreeLearningEvent', AgreeData>
  | Message<'AgreeTermsOfReference', Decided & { purpose: Narrative; keyLines: readonly string[] }>
  | Message<'NameFacilitators', { on: string; agencies: readonly string[]; reason?: string }>
  | Message<'HoldWorkshop', Held>
  | Message<'RecordLearning', Learned>
  | Message<'DraftReport', { on: string; summary: Narrative; document?: string }>
  | Message<'ApproveByGroup', Decided & { note?: Narrative }>
  | Message<'ApproveByExecutive', Decided & { partners: readonly Partner[]; absent?: Narrative; note?: Narrative }>
  | Message<'ShareBriefing', ShareData>
  | Message<'ReviewRecommendations', Decided & { summary: Narrative }>
  | Message<'RecordNoRecommendations', Decided & { reason: Narrative }>
  | Message<'CloseLearningEvent', Decided & { note: Narrative }>
  | Message<'RecordNotStated', NotStatedData<Step>>
  | Message<'CancelLearningEvent', Decided & { reason: Narrative }>
  | Message<'CorrectLearningEvent', CorrectData>
  | Message<'EnterInError', { reason: Narrative }>
  | ConcernedCommand;
