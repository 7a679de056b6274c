import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { founding } from '#app/directory';
import { Identities, type Partnership, Partnerships, fingerprint } from '#app/platform';
import { dispatchOf } from '../apps/web/src/house';
import type { Outside } from '../apps/web/src/web.module';
import { type House, LOADED, apiAs, openHouse, openWebOn } from './house';
import { provider } from './provider';

/** The second partnership: it is invented. */
export const SECOND: Partnership = {
  id: 'downs-and-harbour',
  name: 'Downs and Harbour Safeguarding Children Partnership',
};

/** Two partnerships in one house: one database, one log, one clock and one engine, and each at an address of its own. */
export interface TwoHouses {
  /** The first, with the demonstration year. */
  readonly here: House;
  /** The second, with what `begin` brought in. Closing it closes nothing of the first's. */
  readonly there: House;
  readonly partnerships: Partnerships;
  close(): Promise<void>;
}

export interface TwoGiven {
  /** What is given to both from outside. */
  readonly both?: Partial<Outside>;
  /** What is given to the second only: people of a list, say, instead of those of its own directory. */
  readonly second?: Partial<Outside>;
  /** What the second begins with; the groups of the law and its Partnership Team, when left out. */
  readonly begin?: (there: House) => Promise<unknown>;
}

export async function openTwoHouses({ both, second, begin = found }: TwoGiven = {}): Promise<TwoHouses> {
  const partnerships = new Partnerships();
  const here = await openHouse(LOADED, { ...both, partnerships });
  const silent = pino({ level: 'silent' });
  const own = await openWebOn(here, silent, { ...both, partnerships, partnership: SECOND, ...second });
  here.houses.push(own.web.app);
  const there: House = {
    ...here,
    web: own.web,
    url: own.url,
    api: (person) => apiAs(own.url, person),
    close: () => own.close(),
  };
  await begin(there);
  await here.engine.catchUp();
  return {
    here,
    there,
    partnerships,
    close: async () => {
      await own.close();
      await here.close();
    },
  };
}

/** Its Partnership Team signs in with the account that the first's has: one person who belongs to both. */
export async function found(there: House): Promise<void> {
  const by = { actor: 'system', onBehalfOf: { role: 'system' } };
  const dispatch = dispatchOf([there.web.app]);
  for (const { category, id, command } of founding('Partnership Manager', 'partnership-team'))
    await dispatch({ category, id, command }, { commandId: randomUUID(), hash: fingerprint(command), by });
  await there.engine.catchUp();
  await giveAccount(there, 'partnership-team', 'partnership-team');
}

/** Lets the holder of a role in with this account, of the tests' provider or another, as an invitation does. */
export async function giveAccount(
  house: Pick<House, 'web'>,
  person: string,
  subject: string,
  { issuer }: { readonly issuer: string } = provider(),
): Promise<void> {
  const identities = house.web.app.get(Identities);
  await identities.accept((await identities.invite(person)).code, { issuer, subject });
}
