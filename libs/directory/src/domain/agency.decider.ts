import { type Decider, type Facts, RuleBroken } from '#app/kernel';
import type { AgencyCommand } from './agency.commands';
import type { AgencyEvent, AgencyKind } from './agency.events';
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

export interface Agency extends Life {
  readonly kind: AgencyKind;
  readonly partOf?: string;
  /** Who took over, once it has ended; `nobody` where it was put right that nobody did. */
  readonly successor?: string;
}

/** Not an id: nobody took over. */
export const NOBODY = 'nobody';

export const noAgency: Agency = { ...unborn, kind: 'other' };

type Later = Exclude<AgencyCommand, { type: 'AddAgency' }>;

/** The rules of one agency. Its own id is needed: it cannot follow, or be part of, itself. */
export const agency = (id: string): Decider<AgencyCommand, AgencyEvent, Agency> => ({
  category: 'agency',
  prefix: 'AGY',
  initialState: noAgency,
  evolve,

  decide(command, state, facts) {
    if (command.type !== 'AddAgency') return change(id, command, state, facts);
    if (state.status !== 'unknown') return [];
    const { data } = command;
    insistNotFuture(data.since, facts.today, 'since');
    if (data.partOf === id) throw new RuleBroken('part-of-itself', 'An agency cannot be part of itself.', 'partOf');
    return [{ type: 'AgencyAdded', data: { reference: facts.reference, ...data } }];
  },
});

function change(id: string, command: Later, state: Agency, { today }: Facts): readonly AgencyEvent[] {
  if (command.type === 'EnterAgencyInError' && state.status === 'void') return [];
  insistKnown(state, 'agency');
  switch (command.type) {
    case 'RenameAgency': {
      insistGoing(state, 'agency');
      const { data } = command;
      if (!mayRename(state, data, today)) return [];
      return [{ type: 'AgencyRenamed', data: { ...data, was: state.names.at(-1)?.name ?? '' } }];
    }
    case 'EndAgency': {
      const { data } = command;
      if (state.endedOn === data.endedOn) return [];
      insistGoing(state, 'agency');
      refuseItself(id, data.successor, 'successor');
      mayEnd(state, data.endedOn, today);
      return [{ type: 'AgencyEnded', data }];
    }
    case 'CorrectAgency': {
      const { data } = command;
      if (data.field === 'successor') return [{ type: 'AgencyCorrected', data: rightSuccessor(id, data, state) }];
      return [{ type: 'AgencyCorrected', data: correction(data, lifeValue(state, data, today) ?? state.kind) }];
    }
    case 'EnterAgencyInError':
      return [{ type: 'AgencyEnteredInError', data: command.data }];
  }
}

function refuseItself(id: string, successor: string | undefined, field: string): void {
  if (successor === id)
    throw new RuleBroken('successor-of-itself', 'An agency cannot be its own successor. Rename it instead.', field);
}

type CorrectionOf = Extract<AgencyCommand, { type: 'CorrectAgency' }>['data'];

/** A successor is named, or put right, where the agency has ended. */
function rightSuccessor(id: string, data: CorrectionOf, { status, successor = NOBODY }: Agency) {
  if (status !== 'ended')
    throw new RuleBroken('not-ended', 'It has not ended: there is no successor to correct.', 'field');
  refuseItself(id, data.to, 'to');
  return correction(data, successor);
}

/** Pages and rules fold an agency with the same lines. */
export function evolve<A extends Agency>(state: A, { type, data }: AgencyEvent): A {
  switch (type) {
    case 'AgencyAdded':
      return {
        ...state,
        ...begun(data.name, data.since),
        kind: data.kind,
        ...(data.partOf !== undefined && { partOf: data.partOf }),
      };
    case 'AgencyRenamed':
      return renamedTo(state, data);
    case 'AgencyEnded':
      return { ...endedAt(state, data.endedOn), ...(data.successor !== undefined && { successor: data.successor }) };
    case 'AgencyCorrected':
      if (data.field === 'successor') return { ...state, successor: data.to };
      return data.field === 'kind' ? { ...state, kind: data.to as AgencyKind } : correctedLife(state, data);
    case 'AgencyEnteredInError':
      return { ...state, status: 'void' };
    default:
      return state;
  }
}
