import type { Message, Narrative } from '#app/kernel';
import type { RecordSpokenOf, SpokenOf } from '#app/concerned';
import type { Asker, Decided, HoldSpokenOf, Received, Report } from './data-request.events';

export interface DecideData extends Omit<Decided, 'decidedBy'> {
  /** Holds that stand over these people. The handler reads them from the log: no form sends them. */
  readonly holds?: readonly HoldSpokenOf[];
}

export type DataRequestCommand =
  | Message<'ReceiveDataRequest', Omit<Received, 'reference' | 'answerBy' | 'ruleVersion'> & { readonly asker: Asker }>
  | Message<
      'BeginRetentionReview',
      {
        readonly record: RecordSpokenOf;
        readonly people: readonly SpokenOf[];
        readonly keptUntil: string;
        readonly authority: string;
      }
    >
  | Message<'ExtendAnswer', { readonly reason: Narrative }>
  | Message<'DecideDataRequest', DecideData>
  | Message<'SendDecisionBack', { readonly reason: Narrative }>
  | Message<'ApproveDecision', { readonly note?: Narrative; readonly holds?: readonly HoldSpokenOf[] }>
  /** From the house itself, once it is approved: no act leads to it. */
  | Message<'CarryOutErasure', { readonly report?: Report; readonly holds?: readonly HoldSpokenOf[] }>
  | Message<'LiftProcessingRestriction', { readonly toldOn: string; readonly reason: Narrative }>
  | Message<'AnswerAsker', { readonly answeredOn: string; readonly how: string }>
  | Message<'EndDataRequest', { readonly why: 'withdrawn' | 'error'; readonly reason: Narrative }>;
