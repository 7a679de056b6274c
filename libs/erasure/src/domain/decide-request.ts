import { type Facts, RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import type { DecideData } from './data-request.commands';
import type { Asked, DataRequestEvent, HoldSpokenOf, Outcome } from './data-request.events';
import type { DataRequest } from './data-request.state';
import { isGround, isRestrictionGround } from './legal-basis';

const OUTCOMES: Readonly<Record<Asked, readonly Outcome[]>> = {
  erasure: ['granted', 'in-part', 'refused'],
  restriction: ['granted', 'refused'],
  review: ['destroy', 'keep'],
};

/** Whether it takes something from the people named: then it names them, and says by which ground. */
const takes = (outcome: Outcome): boolean => outcome !== 'refused' && outcome !== 'keep';

/** Whether a decision destroys details. */
export const erases = (asked: Asked, outcome: Outcome): boolean => asked !== 'restriction' && takes(outcome);

/** A decision with its legal basis. What follows waits until somebody else has approved it. */
export function decideRequest(
  { holds = [], ...data }: DecideData,
  state: DataRequest,
  { by, today }: Facts,
): readonly DataRequestEvent[] {
  if (state.status !== 'open')
    throw new RuleBroken('request-decided', 'It has been decided. Who is to approve it can send it back.');
  const { outcome, decidedOn } = data;
  if (!OUTCOMES[state.asked].includes(outcome))
    throw new RuleBroken('outcome-not-asked', 'This is no answer to what was asked.', 'outcome');
  refuseOtherDays(decidedOn, state, today);
  refuseWithoutBasis(data, state.asked);
  refuseOtherPeople(data, state);
  if (outcome === 'keep' && (data.keepUntil === undefined || data.keepUntil <= today))
    throw new RuleBroken('keep-until-past', 'Give the day until which it is kept: a day after today.', 'keepUntil');
  if (erases(state.asked, outcome)) refuseWhileHeld(holds);
  return [{ type: 'DataRequestDecided', data: { ...data, decidedBy: by.actor } }];
}

function refuseOtherDays(decidedOn: string, { receivedOn }: DataRequest, today: string): void {
  if (decidedOn > today)
    throw new RuleBroken('decided-in-the-future', 'The decision cannot be after today.', 'decidedOn');
  if (receivedOn !== undefined && decidedOn < receivedOn)
    throw new RuleBroken(
      'decided-before-received',
      `It was received on ${spoken(receivedOn)}: it cannot have been decided before.`,
      'decidedOn',
    );
}

/** UK GDPR, Articles 17 and 18: no erasure or restriction without its ground, and no refusal without what the law refuses by. */
function refuseWithoutBasis({ outcome, ground, exemption }: DecideData, asked: Asked): void {
  const fits = asked === 'restriction' ? isRestrictionGround(ground) : isGround(ground);
  if ((outcome === 'granted' || outcome === 'in-part') && !fits)
    throw new RuleBroken('no-ground', 'Choose the ground in the law for it.', 'ground');
  if ((outcome === 'refused' || outcome === 'in-part') && exemption === undefined)
    throw new RuleBroken('no-exemption', 'Choose why the law lets the details stay.', 'exemption');
}

function refuseOtherPeople({ outcome, people, files }: DecideData, { people: about }: DataRequest): void {
  const named = new Set(people.map(({ subject }) => subject));
  if (!takes(outcome)) {
    if (people.length + files.length > 0)
      throw new RuleBroken('nobody-named', 'Nothing is taken: leave out the people and the files.', 'people');
    return;
  }
  if (people.length === 0) throw new RuleBroken('nobody-named', 'Choose whose details it is about.', 'people');
  if (outcome !== 'in-part' && about.some(({ subject }) => !named.has(subject)))
    throw new RuleBroken(
      'somebody-left-out',
      `All of it is decided for ${calledIn(about)}: choose them too.`,
      'people',
    );
}

const calledIn = (people: DataRequest['people']): string => people.map(({ pseudonym }) => pseudonym).join(', ');

/** A court, a coroner, an inquiry or the police asked that it be kept: nothing is destroyed, and the hold is named. */
export function refuseWhileHeld(holds: readonly HoldSpokenOf[]): void {
  const [first] = holds;
  if (!first) return;
  const all = holds.map(({ reference, authority }) => `${reference} (${authority})`).join(' and ');
  throw new RuleBroken('held', `Nothing can be destroyed while a hold stands: ${all}. It has to be lifted first.`);
}
