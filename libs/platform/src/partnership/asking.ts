import { AsyncLocalStorage } from 'node:async_hooks';

/** Who asks, for as long as their request lasts. */
export interface Asker {
  /** The id of their post; empty for a stranger. */
  readonly person: string;
  /** The minute in which the request came, by the house's clock: an ISO instant. Empty outside a request. */
  readonly now: string;
}

/** To whom nothing is shown that is for somebody. */
export const NOBODY: Asker = { person: '', now: '' };

const here = new AsyncLocalStorage<Asker>();

/** Carried along with every request, so that no query can forget to say for whom it asks. */
export const asking = {
  /** Who asks at this moment; outside a request nobody does. */
  get asker(): Asker {
    return here.getStore() ?? NOBODY;
  },
  /** Does something, and all that comes of it, as this person's doing. */
  as: <T>(asker: Asker, act: () => T): T => here.run(asker, act),
};

/** An instant to its minute: what goes by it changes that often at most. */
export const minuteOf = (instant: Date): string => `${instant.toISOString().slice(0, 16)}:00.000Z`;
