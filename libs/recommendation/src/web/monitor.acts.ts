import { narrative } from '#app/kernel';
import { type ActDefinition, partnershipTeam } from '#app/platform';
import type { RecommendationCommand, TargetChosen } from '../domain/recommendation.commands';
import { LINE_REFUSALS, openLinesOf } from '../read/recommendation.lines';
import { type Row, deciders, judgeable, judges, ownerOf, ownerOptions } from './choosing';
import { lineAct } from './line-act';
import { CarryForm, ChangeTargetForm, HandOverForm, LineDecisionForm, NameOwnerForm } from './line.forms';
import { notOwnLine } from './separating';

const command = (given: RecommendationCommand): RecommendationCommand => given;

export const expectedIn = (expected: TargetChosen | undefined): { expected?: TargetChosen } =>
  expected ? { expected: { kind: expected.kind, value: expected.value } } : {};

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
    refusal: ({ open }) => (open ? LINE_REFUSALS.owned : undefined),
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
    may: [partnershipTeam, judges],
    decided: 'judge',
    apart: notOwnLine,
    early: true,
    possible: judgeable,
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
    may: [partnershipTeam, judges],
    decided: 'judge',
    apart: notOwnLine,
    possible: judgeable,
    command: ({ lineId, reason }) =>
      command({ type: 'DeclareNotApplicable', data: { lineId, reason: narrative(reason) } }),
  }),
  lineAct<LineDecisionForm>({
    name: 'line-withdrawal',
    under: 'Owners',
    title: 'Withdraw one line',
    done: 'The line is withdrawn.',
    form: LineDecisionForm,
    may: [partnershipTeam, judges],
    decided: 'judge',
    apart: notOwnLine,
    possible: judgeable,
    command: ({ lineId, reason }) => command({ type: 'WithdrawLine', data: { lineId, reason: narrative(reason) } }),
  }),
  lineAct<HandOverForm>({
    name: 'hand-over',
    under: 'Owners',
    title: 'Hand over to a successor body',
    done: 'The line is handed over.',
    form: HandOverForm,
    may: [partnershipTeam, judges],
    decided: 'judge',
    apart: notOwnLine,
    possible: (record, person) => judgeable(record, person).filter(({ owner }) => owner.kind === 'agency'),
    refusal: ({ open }) => (open ? 'Only the line of an agency is handed over to a successor body.' : undefined),
    command: ({ lineId, successor, role, reason }) =>
      command({
        type: 'HandOverLine',
        data: { lineId, successor: ownerOf(`agency:${successor}`, role), reason: narrative(reason) },
      }),
  }),
];
