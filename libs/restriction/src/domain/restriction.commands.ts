import type { Message, Narrative } from '#app/kernel';
import type { Named, RestrictedRecord } from './restriction.events';

export type RestrictionCommand =
  | Message<
      'RestrictRecord',
      {
        readonly record: RestrictedRecord;
        readonly named: readonly Named[];
        readonly until: string;
        readonly reason: Narrative;
      }
    >
  | Message<
      'ChangeRestriction',
      { readonly named: readonly Named[]; readonly until: string; readonly reason: Narrative }
    >
  | Message<'LiftRestriction', { readonly reason: Narrative }>
  | Message<'OpenRestrictedRecord', { readonly reason: Narrative }>
  | Message<'MarkOpeningSeen', { readonly opening: number; readonly question?: Narrative }>
  | Message<'AnswerAboutOpening', { readonly opening: number; readonly answer: Narrative }>;
