import { type Decider, type Message, RuleBroken } from '#app/kernel';
import type { AccessEvent, LookedInto } from './access.events';

export type UnusualCommand = Message<'LookIntoUnusualAccess', LookedInto>;

/** The rules for one flag. It is computed from the looks; only what somebody noted about it is an event. */
export const unusualAccess: Decider<UnusualCommand, AccessEvent, undefined> = {
  category: 'access',
  prefix: 'UNA',
  initialState: undefined,
  evolve: (state) => state,
  decide({ data }, _state, { by }) {
    if (by.actor === data.person)
      throw new RuleBroken(
        'own-access',
        'This is your own access: somebody else of the Partnership Team looks into it.',
      );
    return [{ type: 'UnusualAccessLookedInto', data }];
  },
};
