import { type Facts, RuleBroken } from '#app/kernel';
import { type Target, targetOf } from '#app/calendar';
import {
  actsFor,
  answersFor,
  onLine,
  openLineOf,
  refuseClosed,
  refuseFuture,
  refusePast,
  refuseUnlessApart,
  refuseUnlessLive,
} from './acting';
import { isOpen, type Line } from './line.state';
import type { NewLine, TargetChosen } from './recommendation.commands';
import type { Assigned, Owner, RecommendationEvent } from './recommendation.events';
import type { Recommendation } from './recommendation.state';
import { LINE_REFUSALS } from './refusals';
import type { Rules } from './rules';

type Commands =
  | 'AssignLines'
  | 'NameOwner'
  | 'ChangeTarget'
  | 'ReportProgress'
  | 'RecordWaiting'
  | 'ResolveWaiting'
  | 'CarryIntoOtherWork'
  | 'HandOverLine';

/** Who owns what, until when, and how it goes. */
export const lineRules: Rules<Commands> = {
  AssignLines({ lines }, state, facts) {
    refuseClosed(state);
    actsFor(state.monitor, facts);
    return assigned(lines, state.lines, facts);
  },

  NameOwner({ lineId, owner }, state, facts) {
    refuseClosed(state);
    const line = openLineOf(state, lineId);
    if (line.owner.kind !== 'unnamed') {
      if (sameOwner(line.owner, owner)) return [];
      throw new RuleBroken('owner-named', LINE_REFUSALS.owned, 'owner');
    }
    actsFor(state.monitor, facts);
    refuseUnnamed(owner);
    refuseTwice(owner, state.lines);
    return [{ type: 'OwnerNamed', data: { lineId, owner } }];
  },

  ChangeTarget({ lineId, target, reason }, state, facts) {
    refuseClosed(state);
    const line = openLineOf(state, lineId);
    refuseUnlessApart([line], state, facts);
    const to = targetOf(target.kind, target.value);
    if (line.target?.kind === to.kind && line.target.value === to.value)
      throw new RuleBroken('same-target', `The target is ${to.label} already.`, 'target');
    refusePast(to, facts, 'target', 'The new target');
    const before = { ...(line.target && { from: line.target }), ...(line.firstTarget && { first: line.firstTarget }) };
    return [{ type: 'TargetChanged', data: { ...onLine(line), ...before, to, reason } }];
  },

  ReportProgress({ lineId, files = [], ...data }, state, { by, today }) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    answersFor(line, by);
    refuseFuture(data.on, today, 'The date of the progress');
    return [{ type: 'ProgressReported', data: { ...onLine(line), ...data, files } }];
  },

  RecordWaiting({ lineId, expected, ...data }, state, facts) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    answersFor(line, facts.by);
    const when = expectedIn(expected, facts);
    return [{ type: 'WaitingRecorded', data: { ...onLine(line), ...data, ...when } }];
  },

  ResolveWaiting({ lineId, how }, state, { by }) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    answersFor(line, by);
    if (!line.waiting) throw new RuleBroken('not-waiting', LINE_REFUSALS.waitsForNothing, 'lineId');
    return [{ type: 'WaitingResolved', data: { ...onLine(line), how } }];
  },

  /** The line stays open: other work carries it, and the monitor group looks at it again on the review date. */
  CarryIntoOtherWork({ lineId, expected, ...data }, state, facts) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    actsFor(state.monitor, facts);
    const when = expectedIn(expected, facts);
    if (!facts.imported && data.reviewOn <= facts.today)
      throw new RuleBroken('review-past', 'The day on which it is looked at again must be after today.', 'reviewOn');
    return [{ type: 'CarriedIntoOtherWork', data: { ...onLine(line), ...data, ...when } }];
  },

  /** Bodies end and others take over: the work goes on in a new line, with the target and the first target of the old. */
  HandOverLine({ lineId, successor, reason }, state, facts) {
    refuseUnlessLive(state);
    const line = openLineOf(state, lineId);
    refuseUnlessApart([line], state, facts);
    refuseUnnamed(successor, 'successor');
    if (successor.kind === line.owner.kind && successor.id === line.owner.id)
      throw new RuleBroken(
        'own-successor',
        'The body that takes it over must be another than the one that owns the line.',
        'successor',
      );
    refuseTwice(successor, state.lines, 'successor');
    const to = nextLineId(state.lines.length);
    const kept = {
      ...(line.target && { target: line.target }),
      ...(line.firstTarget && { firstTarget: line.firstTarget }),
      ...(line.counts !== undefined && { counts: line.counts }),
    };
    return [
      { type: 'LineHandedOver', data: { ...onLine(line), successor, to, reason } },
      { type: 'LineAssigned', data: { lineId: to, owner: successor, ...kept, from: lineId } },
    ];
  },
};

function expectedIn(expected: TargetChosen | undefined, facts: Facts): { expected?: Target } {
  if (expected === undefined) return {};
  const target = targetOf(expected.kind, expected.value);
  refusePast(target, facts, 'expected', 'The day on which it is expected');
  return { expected: target };
}

/** One line for each owner, numbered on from those there are. */
export function assigned(
  lines: readonly NewLine[],
  before: Recommendation['lines'],
  facts: Facts,
): readonly RecommendationEvent[] {
  lines.forEach(({ owner }, place) => {
    const others = lines.slice(0, place).map((one) => one.owner);
    refuseIncomplete(owner);
    if (others.some((other) => sameOwner(other, owner))) refuseOwnerTwice();
    refuseTwice(owner, before);
  });
  return lines.map(({ owner, target: chosen, counts }, place): RecommendationEvent => {
    const target = chosen && targetOf(chosen.kind, chosen.value);
    if (target) refusePast(target, facts, 'target', 'The target');
    const data: Assigned = {
      lineId: nextLineId(before.length + place),
      owner,
      ...(target && { target }),
      ...(counts !== undefined && { counts }),
    };
    return { type: 'LineAssigned', data };
  });
}

/** Derived, never drawn: the same history always gives the same id. */
const nextLineId = (before: number): string => `line-${before + 1}`;

function refuseIncomplete({ kind, id }: Owner, field = 'owner'): void {
  if ((kind === 'agency' || kind === 'group') && !id)
    throw new RuleBroken('owner-not-given', 'Name the agency or the group that owns the line.', field);
}

function refuseUnnamed(owner: Owner, field = 'owner'): void {
  refuseIncomplete(owner, field);
  if (owner.kind === 'unnamed')
    throw new RuleBroken('owner-not-given', 'Name the agency or the group that owns the line.', field);
}

function refuseTwice(owner: Owner, lines: readonly Line[], field = 'owner'): void {
  if (lines.some((line) => isOpen(line) && sameOwner(line.owner, owner))) refuseOwnerTwice(field);
}

function refuseOwnerTwice(field = 'owner'): never {
  throw new RuleBroken('owner-has-a-line', 'This owner has an open line in this recommendation already.', field);
}

const sameOwner = (one: Owner, other: Owner): boolean =>
  one.kind !== 'unnamed' && one.kind === other.kind && one.id === other.id && one.role === other.role;
