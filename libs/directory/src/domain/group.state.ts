import { addDays } from '#app/calendar';
import { correctedLife } from './correcting';
import type { ChairSeat, GroupEvent, MemberSeat } from './group.events';
import { type Life, begun, endedAt, renamedTo, unborn } from './life';
import { type Seat, closing } from './seats';

export type Member = MemberSeat & Seat;
export type Chair = ChairSeat & { readonly from?: string; readonly until?: string };

export interface Group extends Life {
  readonly purpose: string;
  readonly parent?: string;
  readonly members: readonly Member[];
  /** Oldest first: one after another. */
  readonly chairs: readonly Chair[];
}

export const noGroup: Group = { ...unborn, purpose: '', members: [], chairs: [] };

export const sameSeat =
  ({ agency, role }: MemberSeat) =>
  (seat: MemberSeat): boolean =>
    seat.agency === agency && seat.role === role;

/** Pages and rules fold a group with the same lines. */
export function evolve<G extends Group>(state: G, { type, data }: GroupEvent): G {
  switch (type) {
    case 'GroupAdded': {
      const { name, purpose, parent, since } = data;
      return { ...state, ...begun(name, since), purpose, ...(parent !== undefined && { parent }) };
    }
    case 'GroupRenamed':
      return renamedTo(state, data);
    case 'GroupMemberJoined': {
      const { agency, role, from } = data;
      return { ...state, members: [...state.members, { agency, role, from }] };
    }
    case 'GroupMemberLeft':
      return { ...state, members: closing(state.members, sameSeat(data), data.until) };
    case 'GroupChairTaken': {
      const before = data.from === undefined ? state.chairs : closing(state.chairs, () => true, addDays(data.from, -1));
      return { ...state, chairs: [...before, data] };
    }
    case 'GroupChairLeft':
      return { ...state, chairs: closing(state.chairs, () => true, data.until) };
    default:
      return finished(state, { type, data } as Finish);
  }
}

type Finish = Extract<GroupEvent, { type: 'GroupEnded' | 'GroupCorrected' | 'GroupEnteredInError' }>;

function finished<G extends Group>(state: G, { type, data }: Finish): G {
  switch (type) {
    case 'GroupEnded':
      return endedAt(state, data.endedOn);
    case 'GroupCorrected':
      return data.field === 'purpose' || data.field === 'parent'
        ? { ...state, [data.field]: data.to }
        : correctedLife(state, data);
    case 'GroupEnteredInError':
      return { ...state, status: 'void' };
    default:
      return state;
  }
}
