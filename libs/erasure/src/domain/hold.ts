import { type Decider, type Message, type Narrative, RuleBroken } from '#app/kernel';
import type { RecordSpokenOf, SpokenOf } from '#app/concerned';
import type { HoldSpokenOf } from './data-request.events';

/** Who asked that something be kept. */
export type HoldKind = 'court' | 'coroner' | 'inquiry' | 'police';

/** Of a whole record, or of one person on it. */
export type HeldOn = { readonly record: RecordSpokenOf } | { readonly person: SpokenOf };

export interface HoldSetData {
  readonly reference: string;
  readonly kind: HoldKind;
  /** "Isle of Wight Coroner": a court, an office, a force; nobody's name. */
  readonly authority: string;
  readonly on: HeldOn;
  readonly from: string;
  readonly reason: Narrative;
}

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type HoldEvent =
  Message<'HoldSet', HoldSetData> | Message<'HoldLifted', { readonly liftedOn: string; readonly reason: Narrative }>;

export type HoldCommand =
  | Message<'SetHold', Omit<HoldSetData, 'reference'>>
  | Message<'LiftHold', { readonly liftedOn: string; readonly reason: Narrative }>;

export type Hold =
  { readonly status: 'unknown' } | { readonly status: 'standing' | 'lifted'; readonly set: HoldSetData };

export const noHold: Hold = { status: 'unknown' };

export const hold: Decider<HoldCommand, HoldEvent, Hold> = {
  category: 'hold',
  prefix: 'HLD',
  initialState: noHold,
  evolve: evolveHold,

  decide(command, state, { reference, today }) {
    if (command.type === 'SetHold') {
      if (state.status !== 'unknown') return [];
      if (command.data.from > today)
        throw new RuleBroken('hold-in-the-future', 'A hold stands from today, or from a day before.', 'from');
      return [{ type: 'HoldSet', data: { reference, ...command.data } }];
    }
    if (state.status === 'unknown') throw new RuleBroken('no-such-hold', 'There is no such hold.');
    if (state.status === 'lifted') return [];
    const { liftedOn } = command.data;
    if (liftedOn > today || liftedOn < state.set.from)
      throw new RuleBroken('lifted-on', 'Give a day from the first of the hold to today.', 'liftedOn');
    return [{ type: 'HoldLifted', data: command.data }];
  },
};

export function evolveHold(state: Hold, event: HoldEvent): Hold {
  if (event.type === 'HoldSet') return { status: 'standing', set: event.data };
  return state.status === 'unknown' ? state : { status: 'lifted', set: state.set };
}

/** Whether a hold is over this person: over them, or over the record that they are concerned by. */
export const holdsOver = (on: HeldOn, { subject, record }: SpokenOf): boolean =>
  'person' in on ? on.person.subject === subject : on.record.category === record.category && on.record.id === record.id;

export const spokenOfHold = (id: string, { reference, kind, authority }: HoldSetData): HoldSpokenOf => ({
  id,
  reference,
  kind,
  authority,
});
