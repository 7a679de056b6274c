import type { Message, Narrative } from '#app/kernel';
import type { Correction, LifeField } from './correcting';

/** As what a person in a role sits in a group. A deputy counts as a member on the days of the seat. */
export type SeatKind = 'member' | 'chair' | 'deputy';

export interface GroupSeat {
  readonly group: string;
  readonly as: SeatKind;
}

export type PostCorrectable = LifeField | 'agency';

/** What somebody who signs in does in the partnership. Their seats and agency say where. */
export type SignInRole =
  | 'partnership-team'
  | 'group-chair'
  | 'group-member'
  | 'agency-representative'
  | 'safeguarding-partner'
  | 'executive-member'
  | 'scrutineer';

/**
 * As what somebody signs in; `partner` where they are a delegated safeguarding partner (Children Act 2004, section 16E).
 * `opensDetails` names those of the Partnership Team who may open the sealed details of the people concerned; `manages` says
 * who of them is the Partnership Manager.
 */
export interface SignInAs {
  readonly role: SignInRole;
  readonly partner?: 'council' | 'health' | 'police';
  readonly opensDetails?: true;
  readonly manages?: true;
}

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
  /** `until` is the last day, where it is known beforehand: a deputy's. */
  | Message<'PostJoinedGroup', GroupSeat & { readonly from: string; readonly until?: string }>
  /** `until` is the last day; `from` tells a deputy's seats apart. */
  | Message<'PostLeftGroup', GroupSeat & { readonly from?: string; readonly until: string }>
  | Message<'PostEnded', { readonly endedOn: string; readonly note?: string }>
  | Message<'PostCorrected', Correction<PostCorrectable>>
  | Message<'PostEnteredInError', { readonly reason: Narrative }>
  /** The holder of the role may sign in. Which account is theirs is never in an event. */
  | Message<'SignInInvited', SignInAs>
  /** A link was made, good until that day (ISO); an earlier one is void. */
  | Message<'SignInLinkMade', { readonly expiresOn: string }>
  /** `provider` is the name of who keeps the account, as in "council". */
  | Message<'SignInAccepted', { readonly provider: string }>
  | Message<
      'SignInRoleChanged',
      SignInAs & {
        readonly was: SignInRole;
        readonly wasPartner?: SignInAs['partner'];
        readonly wasOpeningDetails?: true;
        readonly wasManaging?: true;
      }
    >
  | Message<'SignInEnded', { readonly reason: Narrative }>;

/** Of a person in a role, what is about signing in. */
export type SignInEvent = Extract<PostEvent, { readonly type: `SignIn${string}` }>;
