import { type Decider, type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import { correction, lifeValue } from './correcting';
import type { GroupCommand } from './group.commands';
import type { GroupEvent } from './group.events';
import { type Chair, type Group, evolve, noGroup, sameSeat } from './group.state';
import { beganOn, insistGoing, insistKnown, insistNotFuture, mayEnd, mayRename } from './life';
import { insistSeatsBefore, mayLeave, maySit } from './seats';

type Seating = Extract<GroupCommand, { type: 'JoinGroup' | 'LeaveGroup' | 'TakeChair' | 'LeaveChair' }>;
type Later = Exclude<GroupCommand, { type: 'AddGroup' }>;

/** The rules of one group. Its own id is needed: it cannot report to, or follow, itself. */
export const group = (id: string): Decider<GroupCommand, GroupEvent, Group> => ({
  category: 'group',
  prefix: 'GRP',
  initialState: noGroup,
  evolve,

  decide(command, state, facts) {
    if (command.type !== 'AddGroup') return change(id, command, state, facts);
    if (state.status !== 'unknown') return [];
    const { data } = command;
    insistNotFuture(data.since, facts.today, 'since');
    insistOther(id, data.parent, 'parent');
    return [{ type: 'GroupAdded', data: { reference: facts.reference, ...data } }];
  },
});

function change(id: string, command: Later, state: Group, facts: Facts): readonly GroupEvent[] {
  if (command.type === 'EnterGroupInError' && state.status === 'void') return [];
  insistKnown(state, 'group');
  switch (command.type) {
    case 'RenameGroup': {
      insistGoing(state, 'group');
      const { data } = command;
      if (!mayRename(state, data, facts.today)) return [];
      return [{ type: 'GroupRenamed', data: { ...data, was: state.names.at(-1)?.name ?? '' } }];
    }
    case 'EndGroup': {
      const { data } = command;
      if (state.endedOn === data.endedOn) return [];
      insistGoing(state, 'group');
      insistOther(id, data.successor, 'successor');
      mayEnd(state, data.endedOn, facts.today);
      insistSeatsBefore([...state.members, ...state.chairs], data.endedOn);
      return [{ type: 'GroupEnded', data }];
    }
    case 'CorrectGroup':
      return [{ type: 'GroupCorrected', data: correction(command.data, standing(id, command.data, state, facts)) }];
    case 'EnterGroupInError':
      return [{ type: 'GroupEnteredInError', data: command.data }];
    default:
      insistGoing(state, 'group');
      return seat(command, state, facts);
  }
}

function seat(command: Seating, state: Group, { today }: Facts): readonly GroupEvent[] {
  switch (command.type) {
    case 'JoinGroup': {
      const { data } = command;
      const held = state.members.filter(sameSeat(data));
      return maySit(held, data.from, state, today) ? [{ type: 'GroupMemberJoined', data }] : [];
    }
    case 'LeaveGroup': {
      const { data } = command;
      const held = state.members.filter(sameSeat(data));
      return mayLeave(held, data.until, today) ? [{ type: 'GroupMemberLeft', data }] : [];
    }
    case 'TakeChair':
      return mayChair(command.data, state, today) ? [{ type: 'GroupChairTaken', data: command.data }] : [];
    case 'LeaveChair': {
      const { until } = command.data;
      const last = state.chairs.at(-1);
      if (!last) throw new RuleBroken('nobody-chairs', 'Nobody chairs this group.', 'until');
      if (!mayLeave([{ from: '', ...last }], until, today)) return [];
      const { role, agency } = last;
      return [{ type: 'GroupChairLeft', data: { role, ...(agency !== undefined && { agency }), until } }];
    }
  }
}

type TakeChair = Extract<GroupCommand, { type: 'TakeChair' }>['data'];

/** Whether this is a new chair. */
function mayChair({ role, agency, from }: TakeChair, state: Group, today: string): boolean {
  const last = state.chairs.at(-1);
  if (last && last.until === undefined && last.role === role && last.agency === agency) return false;
  insistNotFuture(from, today, 'from');
  const began = beganOn(state);
  if (from !== undefined && began !== null && from < began)
    throw new RuleBroken(
      'joined-before-it-began',
      `The group began on ${spoken(began)}. Nobody can have chaired it before that day.`,
      'from',
    );
  if (last) insistAfter(last, from);
  return true;
}

/** Chairs follow one another: a new one begins after the last began, and after the last left. */
function insistAfter(last: Chair, from: string | undefined): void {
  if (from === undefined)
    throw new RuleBroken('chair-without-a-day', 'Give the day: the group has had a chair before.', 'from');
  const busy = last.until ?? last.from;
  if (busy !== undefined && from <= busy)
    throw new RuleBroken(
      'chairs-overlap',
      `The last chair held the seat on ${spoken(busy)}. A new one begins after that day.`,
      'from',
    );
}

function standing(
  id: string,
  data: Extract<GroupCommand, { type: 'CorrectGroup' }>['data'],
  state: Group,
  { today }: Facts,
): string {
  const ofLife = lifeValue(state, data, today);
  if (data.field === 'endedOn') insistSeatsBefore([...state.members, ...state.chairs], data.to, 'to');
  if (data.field === 'parent') insistOther(id, data.to, 'parent');
  return ofLife ?? (data.field === 'purpose' ? state.purpose : (state.parent ?? ''));
}

function insistOther(id: string, other: string | undefined, field: 'parent' | 'successor'): void {
  if (other === id && field === 'parent')
    throw new RuleBroken('reports-to-itself', 'A group cannot report to itself.', field);
  if (other === id)
    throw new RuleBroken('successor-of-itself', 'A group cannot be its own successor. Rename it instead.', field);
}
