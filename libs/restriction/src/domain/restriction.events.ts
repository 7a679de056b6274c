import type { Message, Narrative } from '#app/kernel';

/** The record that is restricted. Its reference and title are left out: this stream is read by people who may not see it. */
export interface RestrictedRecord {
  readonly category: string;
  readonly id: string;
}

/** Somebody who may go on seeing it: the post, and as what it signed in on that day. */
export interface Named {
  readonly post: string;
  readonly role: string;
}

/** Need to know, for one record: one stream for each, however often it is restricted. Stored for ever; only ever add. */
export type RestrictionEvent =
  | Message<
      'RecordRestricted',
      {
        readonly reference: string;
        readonly record: RestrictedRecord;
        readonly named: readonly Named[];
        /** The last day (ISO) on which it holds. */
        readonly until: string;
        readonly reason: Narrative;
      }
    >
  | Message<
      'RestrictionChanged',
      {
        readonly named: readonly Named[];
        readonly wasNamed: readonly Named[];
        readonly until: string;
        readonly wasUntil: string;
        readonly reason: Narrative;
      }
    >
  | Message<'RestrictionLifted', { readonly reason: Narrative }>
  /** The Partnership Manager opened it without being named. `until` is an ISO instant. */
  | Message<
      'RestrictedRecordOpened',
      { readonly opening: number; readonly person: string; readonly until: string; readonly reason: Narrative }
    >
  /** The Independent Scrutineer has seen that, and may have asked about it. */
  | Message<'RestrictedOpeningSeen', { readonly opening: number; readonly question?: Narrative }>
  | Message<'RestrictedOpeningAnswered', { readonly opening: number; readonly answer: Narrative }>;
