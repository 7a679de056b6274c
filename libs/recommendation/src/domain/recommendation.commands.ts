import type { Message, Narrative } from '#app/kernel';
import type { TargetKind } from '#app/calendar';
import type { AssuranceType, Basis, Correctable, EvidenceFile, Made, OtherWork, Owner } from './recommendation.events';

/** A target as a person chooses it; the calendar's `targetOf` reads it. */
export interface TargetChosen {
  readonly kind: TargetKind;
  readonly value: string;
}

export interface NewLine {
  readonly owner: Owner;
  readonly target?: TargetChosen;
  /** What evidence will count. */
  readonly counts?: string;
}

export interface MakeData extends Omit<Made, 'reference' | 'madeOn'> {
  readonly lines: readonly NewLine[];
  /** True where the monitor group agreed it in the same breath: then the act names its meeting. */
  readonly agreed?: boolean;
  /** ISO; when the monitor group looks at it again. Three months on when left out. */
  readonly nextReview?: string;
}

type OfLine = { readonly lineId: string };
type Reasoned = OfLine & { readonly reason: Narrative };
type Evidence = OfLine & { words: Narrative; on?: string; files?: readonly EvidenceFile[]; link?: string };

export type LineCommand =
  | Message<'NameOwner', OfLine & { owner: Owner }>
  | Message<'ChangeTarget', Reasoned & { target: TargetChosen }>
  | Message<
      'ReportProgress',
      OfLine & { text: Narrative; on: string; nextStep?: Narrative; files?: readonly EvidenceFile[] }
    >
  | Message<'RecordWaiting', OfLine & { what: Narrative; whose: string; expected?: TargetChosen }>
  | Message<'ResolveWaiting', OfLine & { how: Narrative }>
  | Message<'CarryIntoOtherWork', Reasoned & { into: OtherWork; expected?: TargetChosen; reviewOn: string }>
  | Message<'BringBackResult', Evidence>
  | Message<'ProvideAssurance', Evidence & { type: AssuranceType; role: string }>
  | Message<'AcceptAssurance', Reasoned>
  | Message<'ReturnAssurance', Reasoned & { due?: string }>
  | Message<'DeliverProduct', Evidence & { title: string }>
  | Message<'DeclareNotApplicable', Reasoned>
  | Message<'WithdrawLine', Reasoned>
  | Message<'HandOverLine', Reasoned & { successor: Owner }>;

export type WholeCommand =
  | Message<'MakeRecommendation', MakeData>
  | Message<'AgreeRecommendation', { reason?: Narrative; nextReview?: string }>
  | Message<'DoNotAccept', { reason: Narrative }>
  | Message<'ApproveRecommendation', { note?: Narrative }>
  | Message<'AddScopeNote', { about: 'scope' | 'condition'; note: Narrative; reason: Narrative }>
  | Message<'AssignLines', { lines: readonly NewLine[] }>
  | Message<'RequestAssurance', { lineIds: readonly string[]; question: Narrative; due?: string }>
  | Message<'CompleteRecommendation', { basis: Basis; reason: Narrative; lineId?: string }>
  | Message<
      'CheckEmbedding',
      { method: Narrative; result: Narrative; before?: string; after?: string; embedded: boolean }
    >
  | Message<'ReopenRecommendation', { lineIds: readonly string[]; reason: Narrative }>
  | Message<'WithdrawRecommendation', { reason: Narrative }>
  | Message<'SupersedeRecommendation', { by: { id: string; reference: string }; reason: Narrative }>
  | Message<'ReviewRecommendation', { note: Narrative; nextReview?: string }>
  | Message<'EscalateRecommendation', { to: string; reason: Narrative }>
  | Message<'AnswerEscalation', { group: string; decision: Narrative }>
  | Message<'AddScrutinyComment', { kind: 'question' | 'view'; comment: Narrative }>
  | Message<
      'CorrectRecommendation',
      { field: Correctable; label: string; to: string | Narrative; reason: Narrative; lineId?: string }
    >
  | Message<'EnterInError', { reason: Narrative }>;

export type RecommendationCommand = LineCommand | WholeCommand;

export type AskOf<Type extends RecommendationCommand['type']> = Extract<RecommendationCommand, { type: Type }>['data'];
