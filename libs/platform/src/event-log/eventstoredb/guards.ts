import type { EventStoreDBClient } from '@eventstore/db-client';

/** As gRPC counts what can go wrong. */
const UNAVAILABLE = 14;

/** What of the client is its own business: whether the server can, and what to do when it is gone. */
interface Inside {
  readonly supports: () => Promise<boolean>;
  readonly getChannel: () => Promise<unknown>;
  readonly handleError: (along: { readonly getChannel: () => unknown }, gone: Error) => Promise<void>;
}

export const ignore = (): undefined => undefined;

/**
 * Has each append sent by a call of its own. The client would send them all along one stream where the server can, keep
 * their promises in one place for all clients of the process, reject every one of them when that stream breaks, and end
 * the process at an answer that comes after that. It asks the server whether it can; here the answer is that it cannot.
 * It would end the process too when a call breaks while the leader is looked for and no node answers: nobody waits for what
 * it does then.
 */
export function guarded(client: EventStoreDBClient): EventStoreDBClient {
  const { handleError } = client as unknown as Inside;
  const guards: Pick<Inside, 'supports' | 'handleError'> = {
    supports: () => Promise.resolve(false),
    handleError: (...gone) => handleError(...gone).catch(ignore),
  };
  return Object.assign(client, guards);
}

/** Has the client leave the connection that it has now. Calls that are on their way along it may still come home. */
export function leaving(client: EventStoreDBClient): () => void {
  const inside = client as unknown as Inside;
  const channel = inside.getChannel();
  channel.catch(ignore);
  const gone = Object.assign(new Error('No answer'), { code: UNAVAILABLE, details: '' });
  return () => void channel.then((left) => inside.handleError({ getChannel: () => left }, gone)).catch(ignore);
}
