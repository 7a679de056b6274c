import type { Message, Narrative } from '#app/kernel';
import type { Correction, LifeField } from './correcting';

/** A seat in a group: a role title at an agency, never a person's name. */
export interface MemberSeat {
  readonly agency: string;
  readonly role: string;
}

/** Who chairs: a role title, at an agency or independent. */
export interface ChairSeat {
  readonly role: string;
  readonly agency?: string;
}

export type GroupCorrectable = LifeField | 'purpose' | 'parent';

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type GroupEvent =
  | Message<
      'GroupAdded',
      {
        readonly reference: string;
        readonly name: string;
        readonly purpose: string;
        /** The group to which it reports. */
        readonly parent?: string;
        /** The first day under this name, where it is known (ISO). */
        readonly since?: string;
      }
    >
  | Message<'GroupRenamed', { readonly name: string; readonly was: string; readonly since: string }>
  | Message<'GroupMemberJoined', MemberSeat & { readonly from: string }>
  /** `until` is the last day. */
  | Message<'GroupMemberLeft', MemberSeat & { readonly until: string }>
  /** Whoever chaired before does so until the day before `from`, which is left out only where nobody knows it. */
  | Message<'GroupChairTaken', ChairSeat & { readonly from?: string }>
  | Message<'GroupChairLeft', ChairSeat & { readonly until: string }>
  | Message<'GroupEnded', { readonly endedOn: string; readonly successor?: string; readonly note?: string }>
  | Message<'GroupCorrected', Correction<GroupCorrectable>>
  | Message<'GroupEnteredInError', { readonly reason: Narrative }>;
