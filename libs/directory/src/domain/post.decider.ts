import { type Decider, type Facts, RuleBroken, narrative } from '#app/kernel';
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
import type { PostCommand, SignInCommand } from './post.commands';
import type { GroupSeat, PostEvent } from './post.events';
import {
  type Seat,
  closing,
  insistSeatsBefore,
  mayDeputise,
  mayLeave,
  maySit,
  mayStopDeputising,
  satUntil,
} from './seats';
import { type SignIn, decideSignIn, endedWith, isSignIn, refuseOwn, signInAfter, signsIn } from './sign-in';

export interface Post extends Life {
  readonly agency?: string;
  readonly seats: readonly (GroupSeat & Seat)[];
  readonly signIn?: SignIn;
}

export const noPost: Post = { ...unborn, seats: [] };

/** The rules of a person in a role. Its own id is needed: nobody ends or changes their own sign-in. */
export const post = (id: string): Decider<PostCommand, PostEvent, Post> => ({
  category: 'post',
  prefix: 'POS',
  initialState: noPost,
  evolve,

  decide(command, state, facts) {
    if (command.type !== 'AddPost') return change(id, command, state, facts);
    if (state.status !== 'unknown') return [];
    insistNotFuture(command.data.since, facts.today, 'since');
    return [{ type: 'PostAdded', data: { reference: facts.reference, ...command.data } }];
  },
});

type Later = Exclude<PostCommand, { type: 'AddPost' }>;

function change(id: string, command: Later, state: Post, facts: Facts): readonly PostEvent[] {
  const { today, by } = facts;
  if (command.type === 'EnterPostInError' && state.status === 'void') return [];
  insistKnown(state, 'role');
  switch (command.type) {
    case 'CorrectPost': {
      const { data } = command;
      const from = lifeValue(state, data, today) ?? state.agency ?? '';
      if (data.field === 'endedOn') insistSeatsBefore(satUntil(state.seats, today), data.to, 'to');
      return [{ type: 'PostCorrected', data: correction(data, from) }];
    }
    case 'EnterPostInError':
      if (signsIn(state)) refuseOwn(id, by);
      return [
        { type: 'PostEnteredInError', data: command.data },
        ...endedWith(state, narrative('The role was entered in error.')),
      ];
    case 'EndPost': {
      const { data } = command;
      if (state.endedOn === data.endedOn) return [];
      insistGoing(state, 'role');
      if (signsIn(state)) refuseOwn(id, by);
      mayEnd(state, data.endedOn, today);
      insistSeatsBefore(satUntil(state.seats, today), data.endedOn);
      return [{ type: 'PostEnded', data }, ...endedWith(state, narrative('The role ended.'))];
    }
    default:
      insistGoing(state, 'role');
      return whileGoing(id, command, state, facts);
  }
}

type Seating = Extract<Later, { type: 'JoinAsPost' | 'LeaveAsPost' }>;

function whileGoing(
  id: string,
  command: Seating | SignInCommand | Extract<Later, { type: 'RetitlePost' }>,
  state: Post,
  facts: Facts,
): readonly PostEvent[] {
  switch (command.type) {
    case 'RetitlePost': {
      const { title, since } = command.data;
      if (!mayRename(state, { name: title, since }, facts.today)) return [];
      return [{ type: 'PostRetitled', data: { title, was: state.names.at(-1)?.name ?? '', since } }];
    }
    case 'JoinAsPost':
    case 'LeaveAsPost':
      return seat(id, command, state, facts);
    default:
      return decideSignIn(id, command, state, facts);
  }
}

function seat(id: string, command: Seating, state: Post, { by, today }: Facts): readonly PostEvent[] {
  const held = state.seats.filter(sameSeat(command.data));
  const deputy = command.data.as === 'deputy';
  if (command.type === 'LeaveAsPost') {
    const { data } = command;
    const leaves = deputy
      ? mayStopDeputising(
          held.find(({ from }) => from === data.from),
          data.until,
          today,
        )
      : mayLeave(held, data.until, today);
    return leaves ? [{ type: 'PostLeftGroup', data }] : [];
  }
  const { data } = command;
  // A seat lets its holder decide.
  if (signsIn(state)) refuseOwn(id, by);
  if (state.signIn?.role === 'scrutineer' && signsIn(state))
    throw new RuleBroken(
      'scrutineer-holds-no-seat',
      'The Independent Scrutineer decides nothing, and holds no seat in a group.',
      'as',
    );
  if (!deputy && data.until !== undefined)
    throw new RuleBroken('only-a-deputy-ends', 'Only a deputy’s last day is recorded beforehand.', 'until');
  const joins = deputy ? mayDeputise(held, data, state, today) : maySit(held, data.from, state, today);
  return joins ? [{ type: 'PostJoinedGroup', data }] : [];
}

const sameSeat =
  ({ group, as }: GroupSeat) =>
  (seat: GroupSeat): boolean =>
    seat.group === group && seat.as === as;

/** Pages and rules fold a role with the same lines. `on` is the day on which the event happened (ISO). */
export function evolve<P extends Post>(state: P, event: PostEvent, on = ''): P {
  if (isSignIn(event)) return { ...state, signIn: signInAfter(state.signIn, event, on) };
  const { type, data } = event;
  switch (type) {
    case 'PostAdded':
      return { ...state, ...begun(data.title, data.since), ...(data.agency !== undefined && { agency: data.agency }) };
    case 'PostRetitled':
      return renamedTo(state, { name: data.title, since: data.since });
    case 'PostJoinedGroup': {
      const { group, as, from, until } = data;
      return { ...state, seats: [...state.seats, { group, as, from, ...(until !== undefined && { until }) }] };
    }
    case 'PostLeftGroup':
      return { ...state, seats: left(state.seats, data) };
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

/** A deputy's seat ends earlier than planned, and was never held where it is called off; any other is closed. */
function left(
  seats: Post['seats'],
  { from, until, ...seat }: Extract<PostEvent, { type: 'PostLeftGroup' }>['data'],
): Post['seats'] {
  if (from === undefined) return closing(seats, sameSeat(seat), until);
  const isMeant = (one: GroupSeat & Seat): boolean => sameSeat(seat)(one) && one.from === from;
  return seats.map((one) => (isMeant(one) ? { ...one, until } : one)).filter((one) => !isMeant(one) || from <= until);
}
