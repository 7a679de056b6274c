import { type Decider, type Facts, RuleBroken } from '#app/kernel';
import { clock, spoken } from '#app/calendar';
import type { AboutData } from '#app/concerned';
import type { DataRequestCommand } from './data-request.commands';
import type { DataRequestEvent, Decided } from './data-request.events';
import { type DataRequest, evolve, unknown } from './data-request.state';
import { decideRequest, erases, refuseWhileHeld } from './decide-request';

type CommandOf<Type extends DataRequestCommand['type']> = Extract<DataRequestCommand, { type: Type }>['data'];
type Later = Exclude<DataRequestCommand, { type: 'ReceiveDataRequest' | 'BeginRetentionReview' }>;

/** The rules of one request about somebody's data. Its own id stands in what is told of it elsewhere. */
export const dataRequest = (id: string): Decider<DataRequestCommand, DataRequestEvent, DataRequest> => ({
  category: 'dataRequest',
  prefix: 'DRQ',
  initialState: unknown,
  evolve,

  decide(command, state, facts) {
    switch (command.type) {
      case 'ReceiveDataRequest':
        return state.status === 'unknown' ? [received(command.data, facts)] : [];
      case 'BeginRetentionReview':
        return state.status === 'unknown' ? [begun(command.data, facts)] : [];
      default:
        if (state.status === 'unknown') throw new RuleBroken('request-not-received', 'There is no such request.');
        if (state.status === 'ended') throw new RuleBroken('request-ended', 'This was withdrawn or entered in error.');
        return act(id, command, state, facts);
    }
  },
});

function act(id: string, command: Later, state: DataRequest, facts: Facts): readonly DataRequestEvent[] {
  switch (command.type) {
    case 'ExtendAnswer':
      return extended(command.data, state, facts);
    case 'DecideDataRequest':
      return decideRequest(command.data, state, facts);
    case 'SendDecisionBack':
      insistSecond(state, facts);
      return [{ type: 'DecisionSentBack', data: command.data }];
    case 'ApproveDecision':
      return approved(id, command.data, state, facts);
    case 'CarryOutErasure':
      return carriedOut(id, command.data, state);
    case 'LiftProcessingRestriction':
      return lifted(id, command.data, state, facts);
    case 'AnswerAsker':
      return answered(command.data, state, facts);
    case 'EndDataRequest':
      if (!['open', 'decided', 'held'].includes(state.status))
        throw new RuleBroken('request-over', 'The decision has been approved: it cannot be withdrawn any more.');
      return [{ type: 'DataRequestEnded', data: { ...command.data, record: state.record } }];
  }
}

function received(data: CommandOf<'ReceiveDataRequest'>, { reference, today }: Facts): DataRequestEvent {
  if (data.receivedOn > today)
    throw new RuleBroken('received-in-the-future', 'It cannot have been received after today.', 'receivedOn');
  const { due: answerBy, ruleVersion } = clock('data-request', data.receivedOn);
  return { type: 'DataRequestReceived', data: { reference, ...data, answerBy, ruleVersion } };
}

function begun(data: CommandOf<'BeginRetentionReview'>, { reference, today }: Facts): DataRequestEvent {
  if (data.people.length === 0)
    throw new RuleBroken('nobody-kept', 'Nobody’s details are kept on this record any more.', 'record');
  if (data.keptUntil > today)
    throw new RuleBroken('kept-longer', `It is to be kept until ${spoken(data.keptUntil)}.`, 'record');
  return { type: 'RetentionReviewBegun', data: { reference, ...data } };
}

/** UK GDPR, Article 12(3): by two further months at most, and whoever asked is told within the first. */
function extended(
  { reason }: CommandOf<'ExtendAnswer'>,
  { receivedOn, answerBy, extended: twice, answered: told }: DataRequest,
  { today }: Facts,
): readonly DataRequestEvent[] {
  if (receivedOn === undefined || answerBy === undefined)
    throw new RuleBroken('nobody-asked', 'Nobody waits for an answer: the partnership reviews this itself.');
  if (twice) throw new RuleBroken('extended-once', 'The time to answer can be extended once.');
  if (told) throw new RuleBroken('answered-already', 'Whoever asked has had their answer.');
  if (today > answerBy)
    throw new RuleBroken(
      'extended-late',
      `The time to answer ended on ${spoken(answerBy)}: it cannot be extended now.`,
    );
  const { due, ruleVersion } = clock('data-request-extended', receivedOn);
  return [{ type: 'AnswerExtended', data: { answerBy: due, was: answerBy, reason, ruleVersion } }];
}

/** Two people: whoever decided neither approves it nor sends it back. */
function insistSecond({ status, decision }: DataRequest, { by }: Facts): Decided {
  if ((status !== 'decided' && status !== 'held') || !decision)
    throw new RuleBroken('nothing-to-approve', 'There is no decision that waits for a second person.');
  if (decision.decidedBy === by.actor)
    throw new RuleBroken('second-person', 'You decided this yourself. Somebody else has to approve it.');
  return decision;
}

function approved(
  id: string,
  { note, holds = [] }: CommandOf<'ApproveDecision'>,
  state: DataRequest,
  facts: Facts,
): readonly DataRequestEvent[] {
  const { outcome, people, files, keepUntil } = insistSecond(state, facts);
  const { asked, reference, record } = state;
  if (erases(asked, outcome)) refuseWhileHeld(holds);
  const data = { asked, reference, record, outcome, people, files };
  const approval: DataRequestEvent = {
    type: 'DecisionApproved',
    data: { ...data, ...(keepUntil !== undefined && { keepUntil }), ...(note && { note }) },
  };
  const restricts = asked === 'restriction' && outcome === 'granted';
  return restricts ? [approval, { type: 'ProcessingRestricted', data: about(id, state) }] : [approval];
}

/** Only what two people have approved is carried out, once; a hold that came in between is noted, and sends it back to them. */
function carriedOut(
  id: string,
  { report, holds = [] }: CommandOf<'CarryOutErasure'>,
  state: DataRequest,
): readonly DataRequestEvent[] {
  if (state.status !== 'approved') return [];
  if (holds.length > 0) return [{ type: 'ErasureHeldUp', data: { holds } }];
  return report ? [{ type: 'PeopleErased', data: { ...about(id, state), report } }] : [];
}

function lifted(
  id: string,
  { toldOn, reason }: CommandOf<'LiftProcessingRestriction'>,
  state: DataRequest,
  { today }: Facts,
): readonly DataRequestEvent[] {
  if (state.status !== 'restricted') throw new RuleBroken('not-restricted', 'No restriction stands here.');
  if (toldOn > today)
    throw new RuleBroken('told-in-the-future', 'They are told before it is lifted, and not after today.', 'toldOn');
  return [{ type: 'ProcessingRestrictionLifted', data: { ...about(id, state), toldOn, reason } }];
}

const DECIDED: readonly DataRequest['status'][] = ['erased', 'restricted', 'lifted', 'refused'];

function answered(
  data: CommandOf<'AnswerAsker'>,
  { asked, status, answered: already, receivedOn = '' }: DataRequest,
  { today }: Facts,
): readonly DataRequestEvent[] {
  if (asked === 'review') throw new RuleBroken('nobody-asked', 'Nobody waits for an answer.');
  if (already) throw new RuleBroken('answered-already', 'Whoever asked has had their answer.');
  if (!DECIDED.includes(status))
    throw new RuleBroken('not-decided-yet', 'They are told once two people have decided, and it has been carried out.');
  if (data.answeredOn > today || data.answeredOn < receivedOn)
    throw new RuleBroken('answered-on', 'Give a day from the request to today.', 'answeredOn');
  return [{ type: 'AskerAnswered', data }];
}

const about = (request: string, { decision, people, reference }: DataRequest): AboutData => ({
  people: decision?.people ?? people,
  request,
  reference,
});
