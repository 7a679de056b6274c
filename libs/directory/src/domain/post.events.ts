import type { Message, Narrative } from '#app/kernel';
import type { Correction, LifeField } from './correcting';

/** As what a person in a role sits in a group. */
export type SeatKind = 'member' | 'chair';

export interface GroupSeat {
  readonly group: string;
  readonly as: SeatKind;
}

export type PostCorrectable = LifeField | 'agency';

/** A person in a role, known by the role's title only. Stored for ever; add, never rename, re-type or re-use. */
export type PostEvent =
  | Message<
      'PostAdded',
      {
        readonly reference: string;
        readonly title: string;
        readonly agency?: string;
        /** The first day, where it is known (ISO). */
        readonly since?: string;
      }
    >
  | Message<'PostRetitled', { readonly title: string; readonly was: string; readonly since: string }>
  | Message<'PostJoinedGroup', GroupSeat & { readonly from: string }>
  /** `until` is the last day. */
  | Message<'PostLeftGroup', GroupSeat & { readonly until: string }>
  | Message<'PostEnded', { readonly endedOn: string; readonly note?: string }>
  | Message<'PostCorrected', Correction<PostCorrectable>>
  | Message<'PostEnteredInError', { readonly reason: Narrative }>;
