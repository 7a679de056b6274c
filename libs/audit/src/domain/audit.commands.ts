import type { Message, Narrative } from '#app/kernel';
import type { CorrectNoteData, NotStatedData, ShareData } from '#app/steps';
import type { Checked, Correctable, Found, PanelMet, Programmed, Returned, Scoped } from './audit.events';
import type { Step } from './audit.steps';

/** A group's decision may leave its date out: then it is the day of the meeting. */
interface Decided {
  readonly on?: string;
}

export type ProgrammeData = Omit<Programmed, 'reference' | 'due' | 'ruleVersion'>;

export interface CorrectValueData {
  readonly field: Correctable;
  readonly to: string | readonly string[];
  readonly reason: Narrative;
}

export type CorrectData = CorrectValueData | CorrectNoteData;

export interface AskData {
  readonly on: string;
  readonly agencies: readonly string[];
  readonly dueOn?: string;
}

export type AuditCommand =
  | Message<'PutInProgramme', ProgrammeData>
  | Message<'MoveToQuarter', Decided & { quarter: string; reason: Narrative }>
  | Message<'ScopeAudit', Scoped>
  | Message<'AskForReturns', AskData>
  | Message<'ReceiveReturn', Returned>
  | Message<'HoldPanel', PanelMet>
  | Message<'RecordFindings', Found>
  | Message<'AgreeFindings', Decided & { note?: Narrative }>
  | Message<'ApproveAudit', Decided & { note?: Narrative }>
  | Message<'ShareBriefing', ShareData>
  | Message<'ReviewRecommendations', Decided & { summary: Narrative }>
  | Message<'RecordNoRecommendations', Decided & { reason: Narrative }>
  | Message<'PlanReAudit', { on: string; how: 're-audit' | 'impact-check'; quarter: string; reason?: Narrative }>
  | Message<'CheckImpact', Checked>
  | Message<'CloseAudit', Decided & { note: Narrative; noImpactCheck?: string }>
  | Message<'RecordNotStated', NotStatedData<Step>>
  | Message<'CancelAudit', Decided & { reason: Narrative }>
  | Message<'CorrectAudit', CorrectData>
  | Message<'EnterInError', { reason: Narrative }>;
