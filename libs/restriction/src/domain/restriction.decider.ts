import { type Decider, type Facts, type Narrative, RuleBroken } from '#app/kernel';
import { addMonths, hoursAfter, spoken } from '#app/calendar';
import type { RestrictionCommand } from './restriction.commands';
import type { Named, RestrictionEvent } from './restriction.events';
import { type OpeningState, type Restriction, evolve, stands, unrestricted } from './restriction.state';

/** How long somebody who is not named sees a record that they opened. */
export const HOURS_OPEN = 4;
/** A restriction that nobody renews does not stand for ever. */
const MOST_MONTHS = 12;
const FEWEST_WORDS = 3;

/** Need to know: who may see a record at all, for how long and why. What is asked is asked of the day on which it happened. */
export const restriction: Decider<RestrictionCommand, RestrictionEvent, Restriction> = {
  category: 'restriction',
  prefix: 'RES',
  initialState: unrestricted,
  evolve,

  decide(command, state, facts) {
    if (command.type === 'RestrictRecord') return restrict(command.data, state, facts);
    if (!state.record) throw new RuleBroken('never-restricted', 'This record was never restricted.');
    switch (command.type) {
      case 'MarkOpeningSeen':
        return seen(command.data, state);
      case 'AnswerAboutOpening':
        return answered(command.data, state);
      default:
        return whileItStands(command, state, facts);
    }
  },
};

type Of<Type extends RestrictionCommand['type']> = Extract<RestrictionCommand, { type: Type }>;

function restrict(data: Of<'RestrictRecord'>['data'], state: Restriction, facts: Facts): readonly RestrictionEvent[] {
  if (stands(state, facts.happenedOn))
    throw new RuleBroken(
      'restricted-already',
      `This record is restricted until ${spoken(state.until)} already. Change that restriction, or lift it first.`,
    );
  insistSound(data, facts);
  return [{ type: 'RecordRestricted', data: { reference: state.reference || facts.reference, ...data } }];
}

function whileItStands(
  command: Of<'ChangeRestriction' | 'LiftRestriction' | 'OpenRestrictedRecord'>,
  state: Restriction,
  facts: Facts,
): readonly RestrictionEvent[] {
  if (!stands(state, facts.happenedOn))
    throw new RuleBroken('not-restricted', 'This record is not restricted any more: everybody sees it who did before.');
  insistReason(command.data.reason);
  switch (command.type) {
    case 'ChangeRestriction': {
      insistSees(state, facts);
      const { named, until, reason } = command.data;
      insistSound(command.data, facts);
      if (until === state.until && isSame(named, state.named)) return [];
      const was = { wasNamed: state.named, wasUntil: state.until };
      return [{ type: 'RestrictionChanged', data: { named, until, ...was, reason } }];
    }
    case 'LiftRestriction':
      insistSees(state, facts);
      return [{ type: 'RestrictionLifted', data: command.data }];
    case 'OpenRestrictedRecord':
      return opened(command.data, state, facts);
  }
}

function opened({ reason }: { readonly reason: Narrative }, state: Restriction, facts: Facts): RestrictionEvent[] {
  const { actor } = facts.by;
  if (isNamed(state, actor))
    throw new RuleBroken('named-already', 'You are named on this restriction: the record is open to you.');
  if (isOpenTo(state, actor, facts.now))
    throw new RuleBroken('opened-already', 'You have opened this record already, and still see it.');
  const until = hoursAfter(facts.now, HOURS_OPEN);
  const opening = state.openings.length + 1;
  return [{ type: 'RestrictedRecordOpened', data: { opening, person: actor, until, reason } }];
}

function seen(data: Of<'MarkOpeningSeen'>['data'], state: Restriction): readonly RestrictionEvent[] {
  const one = openingAt(state, data.opening);
  if (one.seen) throw new RuleBroken('seen-already', 'This opening is marked as seen already.', 'opening');
  return [{ type: 'RestrictedOpeningSeen', data }];
}

function answered(data: Of<'AnswerAboutOpening'>['data'], state: Restriction): readonly RestrictionEvent[] {
  const one = openingAt(state, data.opening);
  if (!one.asked) throw new RuleBroken('nothing-asked', 'Nothing was asked about this opening.', 'opening');
  if (one.answered) throw new RuleBroken('answered-already', 'This question is answered already.', 'opening');
  return [{ type: 'RestrictedOpeningAnswered', data }];
}

function openingAt({ openings }: Restriction, number: number): OpeningState {
  const found = openings[number - 1];
  if (!found) throw new RuleBroken('no-such-opening', 'This record was not opened so often.', 'opening');
  return found;
}

/** Whoever does not see the record has no say over who does. */
function insistSees(state: Restriction, { by: { actor }, now }: Facts): void {
  if (isNamed(state, actor) || isOpenTo(state, actor, now)) return;
  throw new RuleBroken('not-named', 'Only those who are named on a restriction change or lift it.');
}

const isNamed = ({ named }: Restriction, person: string): boolean => named.some(({ post }) => post === person);

const isOpenTo = ({ openings }: Restriction, person: string, now: string): boolean =>
  openings.some((opening) => opening.person === person && opening.until > hoursAfter(now, 0));

const isSame = (one: readonly Named[], other: readonly Named[]): boolean =>
  one.length === other.length && one.every(({ post }) => other.some((named) => named.post === post));

function insistSound(
  { named, until, reason }: { readonly named: readonly Named[]; readonly until: string; readonly reason: Narrative },
  { happenedOn: today }: Facts,
): void {
  insistReason(reason);
  if (!named.some(({ role }) => role === 'partnership-team'))
    throw new RuleBroken(
      'nobody-keeps-it',
      'Name somebody of the Partnership Team: without them nobody could work on the record, or lift the restriction.',
      'named',
    );
  if (until < today) throw new RuleBroken('ended-before', 'The last day must be today or later.', 'until');
  const latest = addMonths(today, MOST_MONTHS);
  if (until > latest)
    throw new RuleBroken(
      'too-long',
      `A restriction stands for a year at most: until ${spoken(latest)}. It can be renewed with a reason.`,
      'until',
    );
}

/** A letter or two say nothing to who reads it later. */
function insistReason(reason: Narrative): void {
  if (reason.sealed || reason.text.trim().split(/\s+/).length >= FEWEST_WORDS) return;
  throw new RuleBroken('reason-too-short', 'Give the reason in a sentence.', 'reason');
}
