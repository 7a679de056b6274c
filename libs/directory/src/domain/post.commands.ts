import type { Message, Narrative } from '#app/kernel';
import type { CorrectData } from './correcting';
import type { GroupSeat, PostCorrectable } from './post.events';

export type PostCommand =
  | Message<'AddPost', { readonly title: string; readonly agency?: string; readonly since?: string }>
  | Message<'RetitlePost', { readonly title: string; readonly since: string }>
  | Message<'JoinAsPost', GroupSeat & { readonly from: string }>
  | Message<'LeaveAsPost', GroupSeat & { readonly until: string }>
  | Message<'EndPost', { readonly endedOn: string; readonly note?: string }>
  | Message<'CorrectPost', CorrectData<PostCorrectable>>
  | Message<'EnterPostInError', { readonly reason: Narrative }>;
