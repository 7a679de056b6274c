import type { Decider, Facts } from '#app/kernel';
import { correctedLife, correction, lifeValue } from './correcting';
import {
  type Life,
  begun,
  endedAt,
  insistGoing,
  insistKnown,
  insistNotFuture,
  mayEnd,
  mayRename,
  renamedTo,
  unborn,
} from './life';
import type { PostCommand } from './post.commands';
import type { GroupSeat, PostEvent } from './post.events';
import { type Seat, closing, insistSeatsBefore, mayLeave, maySit } from './seats';

export interface Post extends Life {
  readonly agency?: string;
  readonly seats: readonly (GroupSeat & Seat)[];
}

export const noPost: Post = { ...unborn, seats: [] };

/** The rules of a person in a role. */
export const post: Decider<PostCommand, PostEvent, Post> = {
  category: 'post',
  prefix: 'POS',
  initialState: noPost,
  evolve,

  decide(command, state, facts) {
    if (command.type !== 'AddPost') return change(command, state, facts);
    if (state.status !== 'unknown') return [];
    insistNotFuture(command.data.since, facts.today, 'since');
    return [{ type: 'PostAdded', data: { reference: facts.reference, ...command.data } }];
  },
};

type Later = Exclude<PostCommand, { type: 'AddPost' }>;

function change(command: Later, state: Post, { today }: Facts): readonly PostEvent[] {
  if (command.type === 'EnterPostInError' && state.status === 'void') return [];
  insistKnown(state, 'role');
  switch (command.type) {
    case 'CorrectPost': {
      const { data } = command;
      const from = lifeValue(state, data, today) ?? state.agency ?? '';
      if (data.field === 'endedOn') insistSeatsBefore(state.seats, data.to, 'to');
      return [{ type: 'PostCorrected', data: correction(data, from) }];
    }
    case 'EnterPostInError':
      return [{ type: 'PostEnteredInError', data: command.data }];
    case 'EndPost': {
      const { data } = command;
      if (state.endedOn === data.endedOn) return [];
      insistGoing(state, 'role');
      mayEnd(state, data.endedOn, today);
      insistSeatsBefore(state.seats, data.endedOn);
      return [{ type: 'PostEnded', data }];
    }
    default:
      insistGoing(state, 'role');
      return whileGoing(command, state, today);
  }
}

function whileGoing(
  command: Extract<Later, { type: 'RetitlePost' | 'JoinAsPost' | 'LeaveAsPost' }>,
  state: Post,
  today: string,
): readonly PostEvent[] {
  switch (command.type) {
    case 'RetitlePost': {
      const { title, since } = command.data;
      if (!mayRename(state, { name: title, since }, today)) return [];
      return [{ type: 'PostRetitled', data: { title, was: state.names.at(-1)?.name ?? '', since } }];
    }
    case 'JoinAsPost': {
      const { data } = command;
      const held = state.seats.filter(sameSeat(data));
      return maySit(held, data.from, state, today) ? [{ type: 'PostJoinedGroup', data }] : [];
    }
    case 'LeaveAsPost': {
      const { data } = command;
      const held = state.seats.filter(sameSeat(data));
      return mayLeave(held, data.until, today) ? [{ type: 'PostLeftGroup', data }] : [];
    }
  }
}

const sameSeat =
  ({ group, as }: GroupSeat) =>
  (seat: GroupSeat): boolean =>
    seat.group === group && seat.as === as;

/** Pages and rules fold a role with the same lines. */
export function evolve<P extends Post>(state: P, { type, data }: PostEvent): P {
  switch (type) {
    case 'PostAdded':
      return { ...state, ...begun(data.title, data.since), ...(data.agency !== undefined && { agency: data.agency }) };
    case 'PostRetitled':
      return renamedTo(state, { name: data.title, since: data.since });
    case 'PostJoinedGroup': {
      const { group, as, from } = data;
      return { ...state, seats: [...state.seats, { group, as, from }] };
    }
    case 'PostLeftGroup':
      return { ...state, seats: closing(state.seats, sameSeat(data), data.until) };
    case 'PostEnded':
      return endedAt(state, data.endedOn);
    case 'PostCorrected':
      return data.field === 'agency' ? { ...state, agency: data.to } : correctedLife(state, data);
    case 'PostEnteredInError':
      return { ...state, status: 'void' };
    default:
      return state;
  }
}
