import type { Identities } from '../../identity/identities';
import type { People } from '../../identity/person';
import { asking } from '../../partnership/asking';
import type { Partnership } from '../settings';
import type { Leaving } from './logout-tokens';
import type { Identity } from './providers';
import type { Sessions } from './sessions';

/** A partnership that this house serves, with what it can be asked by the others. */
export interface ServedPartnership extends Partnership {
  /** The origin at which it is served; undefined before it listens. */
  readonly url: () => string | undefined;
  /** What tokens for its API are made for. */
  readonly audience: string;
  readonly identities: Pick<Identities, 'find'>;
  readonly people: Pick<People, 'find'>;
  readonly sessions: Pick<Sessions, 'endAll'>;
}

/** Where somebody is let in. */
export interface LetIn extends Partnership {
  readonly url: string;
  readonly audience: string;
}

/**
 * The partnerships that this house serves, each at an address of its own, with sessions and people of its own. Of one another
 * they learn two things only: whether an account is somebody's there, and that its owner has left their sign-in service.
 */
export class Partnerships {
  private readonly served = new Map<string, ServedPartnership>();

  serve(one: ServedPartnership): void {
    this.served.set(one.id, one);
  }

  /** Those in which this account belongs to somebody who may sign in today, in the order in which they are served. */
  async of({ issuer, subject }: Identity): Promise<readonly LetIn[]> {
    const asked = await Promise.all(
      [...this.served.values()].map((one) => asNobody(() => letIn(one, issuer, subject))),
    );
    return asked.filter((one) => one !== undefined);
  }

  /** Who has left their sign-in service has left here too, in every partnership but one, which sees to its own. */
  async endElsewhere(leaving: Leaving, here: string): Promise<void> {
    const others = [...this.served.values()].filter(({ id }) => id !== here);
    await Promise.all(others.map(({ sessions }) => asNobody(() => sessions.endAll(leaving))));
  }
}

async function letIn(one: ServedPartnership, issuer: string, subject: string): Promise<LetIn | undefined> {
  const { id, name, audience } = one;
  const person = await one.identities.find(issuer, subject);
  const url = one.url();
  if (person === undefined || url === undefined || !(await one.people.find(person))) return undefined;
  return { id, name, audience, url };
}

/** A person of one partnership is nobody to the tables of another. */
const asNobody = <T>(act: () => Promise<T>): Promise<T> => asking.as({ person: '', now: '' }, act);
