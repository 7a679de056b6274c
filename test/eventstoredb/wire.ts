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
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

export async function wireTo(port: number): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'whole' | 'refusing' | 'hushed' = 'whole';
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
      from.on('data', (bytes) => state === 'hushed' || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
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
