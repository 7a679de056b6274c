import type { Message, Narrative } from '#app/kernel';
import type { CorrectData } from './correcting';
import type { GroupSeat, PostCorrectable, SignInAs } from './post.events';

export type PostCommand =
  | Message<'AddPost', { readonly title: string; readonly agency?: string; readonly since?: string }>
  | Message<'RetitlePost', { readonly title: string; readonly since: string }>
  | Message<'JoinAsPost', GroupSeat & { readonly from: string; readonly until?: string }>
  /** `from` says which of a deputy's seats. */
  | Message<'LeaveAsPost', GroupSeat & { readonly from?: string; readonly until: string }>
  | Message<'EndPost', { readonly endedOn: string; readonly note?: string }>
  | Message<'CorrectPost', CorrectData<PostCorrectable>>
  | Message<'EnterPostInError', { readonly reason: Narrative }>
  | SignInCommand;

export type SignInCommand =
  | Message<'InviteToSignIn', SignInAs>
  | Message<'MakeInvitationLink', { readonly expiresOn: string }>
  | Message<'AcceptSignIn', { readonly provider: string }>
  | Message<'ChangeSignInRole', SignInAs>
  | Message<'EndSignIn', { readonly reason: Narrative }>;
