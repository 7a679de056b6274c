import { narrative } from '#app/kernel';
import { type ActDefinition, act } from '#app/platform';
import type { DataRequestCommand } from '../domain/data-request.commands';
import type { DataRequestRow } from '../read/data-request.row';
import type { Choosing } from './data-request.choosing';
import {
  AnswerForm,
  ApprovalForm,
  EndRequestForm,
  ExtensionForm,
  LiftForm,
  NewRequestForm,
  SendBackForm,
} from './data-request.forms';
import { WAYS } from './erasure.names';
import { approvers, deciders, team } from './erasure.grounds';

const command = (given: DataRequestCommand): DataRequestCommand => given;

export const newRequest = (choosing: Choosing): ActDefinition<DataRequestRow> =>
  act<DataRequestRow, NewRequestForm>({
    name: 'new',
    title: 'Record a request about somebody’s data',
    intro:
      'A request to erase somebody’s details or to stop using them, or a review of a record whose time is over. Somebody decides, somebody else approves, and only then is anything done.',
    button: 'Record it',
    done: 'It is recorded:',
    form: NewRequestForm,
    may: team,
    lists: (at) => choosing.forNew(at),
    initial: ({ query: { person, record } }) => ({
      ...(person !== undefined && { asked: 'erasure' as const, person }),
      ...(record !== undefined && { asked: 'review' as const, record }),
    }),
    happenedOn: ({ receivedOn }) => receivedOn,
    command: async ({ asked, person = '', record = '', asker = 'other', receivedOn, said = '' }, { today }) => {
      if (asked === 'review') {
        const { who: people, dueOn: keptUntil, authority, ...due } = await choosing.due(record, today);
        const { category, stream, reference } = due;
        const about = { category, id: stream.slice(category.length + 1), reference };
        return command({ type: 'BeginRetentionReview', data: { record: about, people, keptUntil, authority } });
      }
      return command({
        type: 'ReceiveDataRequest',
        data: {
          asked,
          person: await choosing.person(person),
          asker,
          receivedOn: receivedOn ?? today,
          said: narrative(said),
        },
      });
    },
  });

const isOpen = ({ status }: DataRequestRow): boolean => status === 'open';
const isAnswerable = ({ asked, status, detail: { answered } }: DataRequestRow): boolean =>
  asked !== 'review' && !answered && ['erased', 'restricted', 'lifted', 'refused'].includes(status);
const waits = ({ status }: DataRequestRow): boolean => status === 'decided' || status === 'held';

/** What is done with a request beside deciding it. */
export const requestActs: readonly ActDefinition<DataRequestRow>[] = [
  act<DataRequestRow, ApprovalForm>({
    name: 'approval',
    title: 'Approve the decision',
    intro:
      'You are the second person. Where details are erased it is done at once after this, and cannot be undone by anybody.',
    done: 'The decision is approved.',
    form: ApprovalForm,
    may: approvers,
    offered: (record, { id }) => waits(record) && record.detail.decision?.decidedBy !== id,
    command: ({ note }) =>
      command({ type: 'ApproveDecision', data: { ...(note !== undefined && { note: narrative(note) }) } }),
  }),
  act<DataRequestRow, SendBackForm>({
    name: 'sending-back',
    title: 'Send the decision back',
    intro: 'It is then to be decided again.',
    button: 'Send it back',
    done: 'The decision is sent back.',
    form: SendBackForm,
    may: approvers,
    offered: (record, { id }) => waits(record) && record.detail.decision?.decidedBy !== id,
    command: ({ reason }) => command({ type: 'SendDecisionBack', data: { reason: narrative(reason) } }),
  }),
  act<DataRequestRow, ExtensionForm>({
    name: 'extension',
    title: 'Extend the time to answer',
    intro:
      'By two further months, once, where it is complex or there are many requests. Tell whoever asked, within the first month (UK GDPR, Article 12(3)).',
    button: 'Extend it',
    done: 'The time to answer is extended.',
    form: ExtensionForm,
    may: team,
    offered: (record) =>
      record.asked !== 'review' &&
      !record.detail.extended &&
      record.answerBy !== null &&
      (isOpen(record) || waits(record)),
    command: ({ reason }) => command({ type: 'ExtendAnswer', data: { reason: narrative(reason) } }),
  }),
  act<DataRequestRow, AnswerForm>({
    name: 'answer',
    title: 'Record that they were told',
    intro: 'What was decided and why, and that they can complain to the Information Commissioner.',
    button: 'Record it',
    done: 'That they were told is recorded.',
    form: AnswerForm,
    may: team,
    offered: isAnswerable,
    command: ({ answeredOn, how }) => command({ type: 'AnswerAsker', data: { answeredOn, how: WAYS[how] } }),
  }),
  act<DataRequestRow, LiftForm>({
    name: 'lifting',
    title: 'Lift the restriction',
    intro: 'The details can then be opened again by who may.',
    button: 'Lift it',
    done: 'The restriction is lifted.',
    form: LiftForm,
    may: deciders,
    offered: ({ status }) => status === 'restricted',
    command: ({ toldOn, reason }) =>
      command({ type: 'LiftProcessingRestriction', data: { toldOn, reason: narrative(reason) } }),
  }),
  act<DataRequestRow, EndRequestForm>({
    name: 'ending',
    title: 'Record that it was withdrawn or a mistake',
    button: 'End it',
    done: 'It is ended.',
    form: EndRequestForm,
    may: team,
    offered: (record) => isOpen(record) || waits(record),
    command: ({ why, reason }) => command({ type: 'EndDataRequest', data: { why, reason: narrative(reason) } }),
  }),
];
