import { narrative } from '#app/kernel';
import { type ActDefinition, isTeam } from '#app/platform';
import type { EvidenceFile } from '../domain/recommendation.events';
import { openLinesOf } from '../read/recommendation.lines';
import {
  type Row,
  answerable,
  deciders,
  forOwner,
  lineAct,
  ownerOf,
  ownerOptions,
  owners,
  monitorMembers,
} from './choosing';
import {
  BringBackResultForm,
  CarryForm,
  ChangeTargetForm,
  DeliverProductForm,
  HandOverForm,
  LineDecisionForm,
  NameOwnerForm,
  ProvideAssuranceForm,
  RecordWaitingForm,
  ReportProgressForm,
  ResolveWaitingForm,
} from './line.forms';
import type { RecommendationCommand } from '../domain/recommendation.commands';

const command = (given: RecommendationCommand): RecommendationCommand => given;

const expectedIn = (expected: { kind: 'date' | 'month' | 'quarter' | 'rhythm'; value: string } | undefined) =>
  expected ? { expected: { kind: expected.kind, value: expected.value } } : {};

interface Evidence {
  readonly lineId: string;
  readonly words: string;
  readonly on: string;
  readonly files?: readonly EvidenceFile[];
  readonly link?: string;
}
const evidence = ({ lineId, words, on, files = [], link }: Evidence) => ({
  lineId,
  words: narrative(words),
  on,
  files,
  ...(link !== undefined && { link }),
});

/** What an owner does on the own line. */
export const ownerActs: readonly ActDefinition<Row>[] = [
  lineAct<ReportProgressForm>({
    name: 'progress',
    under: 'Progress',
    title: 'Report progress',
    intro: 'What has been done so far. This does not close the recommendation; assurance does.',
    done: 'The progress is recorded.',
    form: ReportProgressForm,
    may: owners,
    possible: answerable,
    happenedOn: ({ on }) => on,
    behalf: forOwner,
    command: ({ lineId, text, on, nextStep, files = [] }) =>
      command({
        type: 'ReportProgress',
        data: {
          lineId,
          text: narrative(text),
          on,
          ...(nextStep !== undefined && { nextStep: narrative(nextStep) }),
          files,
        },
      }),
  }),
  lineAct<ProvideAssuranceForm>({
    name: 'assurance',
    under: 'Assurance',
    title: 'Provide assurance',
    intro: 'Evidence that it is done and works. Somebody of another agency accepts it or returns it.',
    button: 'Send the assurance',
    done: 'The assurance is sent. Somebody else will accept it or return it.',
    form: ProvideAssuranceForm,
    may: owners,
    possible: (record, person) => answerable(record, person).filter(({ owner }) => owner.kind !== 'team'),
    initial: ({ record, person, query }) => {
      const lines = record ? answerable(record, person) : [];
      const line = lines.find(({ id }) => id === query['line']) ?? lines[0];
      const role = line?.owner.role ?? (isTeam(person) ? undefined : person.title);
      return role === undefined ? {} : { role };
    },
    happenedOn: ({ on }) => on,
    behalf: forOwner,
    command: ({ type, role, ...form }) =>
      command({ type: 'ProvideAssurance', data: { ...evidence(form), type, role } }),
  }),
  lineAct<DeliverProductForm>({
    name: 'product',
    under: 'Progress',
    title: 'Record a product',
    intro:
      'Something that the recommendation asked for and that now exists. A recommendation closed by products alone is marked as such.',
    done: 'The product is recorded.',
    form: DeliverProductForm,
    may: owners,
    possible: answerable,
    happenedOn: ({ on }) => on,
    behalf: forOwner,
    command: ({ title, ...form }) => command({ type: 'DeliverProduct', data: { ...evidence(form), title } }),
  }),
  lineAct<RecordWaitingForm>({
    name: 'waiting',
    under: 'Progress',
    title: 'Record what it waits for',
    done: 'It is recorded what the line waits for.',
    form: RecordWaitingForm,
    may: owners,
    possible: answerable,
    behalf: forOwner,
    command: ({ lineId, what, whose, expected }) =>
      command({ type: 'RecordWaiting', data: { lineId, what: narrative(what), whose, ...expectedIn(expected) } }),
  }),
  lineAct<ResolveWaitingForm>({
    name: 'resumption',
    under: 'Progress',
    title: 'Record that the waiting is over',
    done: 'It is recorded that the waiting is over.',
    form: ResolveWaitingForm,
    may: owners,
    possible: (record, person) => answerable(record, person).filter(({ waiting }) => waiting),
    behalf: forOwner,
    command: ({ lineId, how }) => command({ type: 'ResolveWaiting', data: { lineId, how: narrative(how) } }),
  }),
  lineAct<BringBackResultForm>({
    name: 'result',
    under: 'Progress',
    title: 'Bring back the result of other work',
    done: 'The result is recorded.',
    form: BringBackResultForm,
    may: [...owners, monitorMembers],
    possible: (record, person) =>
      openLinesOf(record).filter(
        (line) => line.carried && (person.role !== 'agency-representative' || line.owner.id === person.agency),
      ),
    happenedOn: ({ on }) => on,
    command: (form) => command({ type: 'BringBackResult', data: evidence(form) }),
  }),
];

/** What the group that follows the recommendation decides about a line. */
export const monitorActs: readonly ActDefinition<Row>[] = [
  lineAct<NameOwnerForm>({
    name: 'owner',
    under: 'Owners',
    title: 'Name the owner',
    done: 'The owner is named.',
    form: NameOwnerForm,
    may: deciders,
    decided: 'monitor',
    early: true,
    possible: (record) => openLinesOf(record).filter(({ owner }) => owner.kind === 'unnamed'),
    lists: (at) => ownerOptions(at, false),
    command: ({ lineId, owner, role }) => command({ type: 'NameOwner', data: { lineId, owner: ownerOf(owner, role) } }),
  }),
  lineAct<ChangeTargetForm>({
    name: 'target',
    under: 'Target',
    title: 'Change a target',
    intro: 'The first target stays on the page beside the new one.',
    done: 'The target is changed.',
    form: ChangeTargetForm,
    may: deciders,
    decided: 'monitor',
    early: true,
    possible: openLinesOf,
    command: ({ lineId, target, reason }) =>
      command({
        type: 'ChangeTarget',
        data: { lineId, target: { kind: target.kind, value: target.value }, reason: narrative(reason) },
      }),
  }),
  lineAct<CarryForm>({
    name: 'carried',
    under: 'Target',
    title: 'Carry into other work',
    intro: 'Other work takes it forward. The line stays open until a result comes back.',
    done: 'It is recorded which work carries the line.',
    form: CarryForm,
    may: deciders,
    decided: 'monitor',
    possible: openLinesOf,
    command: ({ lineId, into, reference, expected, reviewOn, reason }) =>
      command({
        type: 'CarryIntoOtherWork',
        data: {
          lineId,
          into: { words: into, ...(reference !== undefined && { reference }) },
          ...expectedIn(expected),
          reviewOn,
          reason: narrative(reason),
        },
      }),
  }),
  lineAct<LineDecisionForm>({
    name: 'not-applicable',
    under: 'Owners',
    title: 'Record that it does not apply to an owner',
    done: 'It is recorded that it does not apply.',
    form: LineDecisionForm,
    may: deciders,
    decided: 'monitor',
    possible: openLinesOf,
    command: ({ lineId, reason }) =>
      command({ type: 'DeclareNotApplicable', data: { lineId, reason: narrative(reason) } }),
  }),
  lineAct<LineDecisionForm>({
    name: 'line-withdrawal',
    under: 'Owners',
    title: 'Withdraw one line',
    done: 'The line is withdrawn.',
    form: LineDecisionForm,
    may: deciders,
    decided: 'monitor',
    possible: openLinesOf,
    command: ({ lineId, reason }) => command({ type: 'WithdrawLine', data: { lineId, reason: narrative(reason) } }),
  }),
  lineAct<HandOverForm>({
    name: 'hand-over',
    under: 'Owners',
    title: 'Hand over to a successor body',
    done: 'The line is handed over.',
    form: HandOverForm,
    may: deciders,
    decided: 'monitor',
    possible: (record) => openLinesOf(record).filter(({ owner }) => owner.kind === 'agency'),
    command: ({ lineId, successor, role, reason }) =>
      command({
        type: 'HandOverLine',
        data: { lineId, successor: ownerOf(`agency:${successor}`, role), reason: narrative(reason) },
      }),
  }),
];
