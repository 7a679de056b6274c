import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** The network between client and server, which may fail. */
export interface Wire {
  readonly port: number;
  /** How many connections have been made. */
  readonly made: () => number;
  /** Ends every connection. */
  readonly cut: () => void;
  /** From now on every connection is taken and ended at once, until `mend`. */
  readonly refuse: () => void;
  /** From now on nothing passes either way and nobody is told: half-dead connections, until `mend`. */
  readonly hush: () => void;
  /** The connections that there are pass nothing any more, for ever, and nobody is told: half-open. New ones are whole. */
  readonly deafen: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

export async function wireTo(port: number): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'whole' | 'refusing' | 'hushed' = 'whole';
  const deaf = new Set<Socket>();
  let made = 0;
  const server = createServer({ noDelay: true }, (near) => {
    made++;
    if (state === 'refusing') {
      near.destroy();
      return;
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (bytes) => state === 'hushed' || deaf.has(from) || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        // Whoever gives up a half-open connection tells nobody who would hear it.
        if (deaf.delete(from)) return;
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const [near, far] of pairs) for (const end of [near, far]) end.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    made: () => made,
    cut,
    refuse: () => {
      state = 'refusing';
      cut();
    },
    hush: () => {
      state = 'hushed';
    },
    deafen: () => {
      for (const end of [...pairs].flat()) deaf.add(end);
    },
    mend: () => {
      if (state === 'hushed') cut();
      state = 'whole';
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
