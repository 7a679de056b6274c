import type { EventStoreDBClient } from '@eventstore/db-client';

/** As gRPC counts what can go wrong. */
const UNAVAILABLE = 14;

/** A connection of gRPC's. */
interface Channel {
  readonly close: () => void;
}

/** What of the client is its own business: whether the server can, its connection, and what to do when that is gone. */
interface Inside {
  readonly supports: () => Promise<boolean>;
  readonly createChannel: () => Promise<Channel>;
  readonly getChannel: () => Promise<Channel>;
  readonly handleError: (along: { readonly getChannel: () => Channel }, gone: Error) => Promise<void>;
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
  const { handleError, createChannel } = client as unknown as Inside;
  const guards: Pick<Inside, 'supports' | 'createChannel' | 'handleError'> = {
    supports: () => Promise.resolve(false),
    createChannel: async () => closedLater(await createChannel()),
    handleError: (...gone) => handleError(...gone).catch(ignore),
  };
  return Object.assign(client, guards);
}

/**
 * Closed when those have made their calls who were handed it a moment before. An append along a closed one would throw where the
 * client catches nothing, which ends the process, and would never be answered.
 */
function closedLater(channel: Channel): Channel {
  const close = channel.close.bind(channel);
  return Object.assign(channel, { close: () => void setImmediate(close) });
}

/** Has the client leave the connection that it has now. Calls that are on their way along it may still come home. */
export function leaving(client: EventStoreDBClient): () => void {
  const inside = client as unknown as Inside;
  let left: Channel | undefined;
  inside.getChannel().then((channel) => (left = channel), ignore);
  const gone = Object.assign(new Error('No answer'), { code: UNAVAILABLE, details: '' });
  return () => {
    // One that is still being made has kept nobody waiting; others wait for it too.
    if (left === undefined) return;
    const channel = left;
    inside.handleError({ getChannel: () => channel }, gone).catch(ignore);
  };
}
