import type { Message, Narrative } from '#app/kernel';
import type { CorrectData } from './correcting';
import type { ChairSeat, GroupCorrectable, MemberSeat } from './group.events';

export type GroupCommand =
  | Message<
      'AddGroup',
      { readonly name: string; readonly purpose: string; readonly parent?: string; readonly since?: string }
    >
  | Message<'RenameGroup', { readonly name: string; readonly since: string }>
  | Message<'JoinGroup', MemberSeat & { readonly from: string }>
  | Message<'LeaveGroup', MemberSeat & { readonly until: string }>
  | Message<'TakeChair', ChairSeat & { readonly from?: string }>
  | Message<'LeaveChair', { readonly until: string }>
  | Message<'EndGroup', { readonly endedOn: string; readonly successor?: string; readonly note?: string }>
  | Message<'CorrectGroup', CorrectData<GroupCorrectable>>
  | Message<'EnterGroupInError', { readonly reason: Narrative }>;
