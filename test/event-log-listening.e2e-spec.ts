import { getEventListeners, once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { Client } from 'pg';
import { Listener } from '../libs/platform/src/event-log/postgres/announcements';
import { CHANNEL } from '../libs/platform/src/event-log/postgres/schema.sql';
import { eventually } from './engine.tally';
import { freshDatabase } from './postgres';

const NOWHERE = 'postgres://127.0.0.1:1/none';
const SELDOM = { everyMs: 600_000, withinMs: 1_000 };
const OFTEN = { everyMs: 50, withinMs: 1_000 };

/** A network before a database, on which connections can fall silent: even a goodbye is taken and never answered. */
async function networkBefore(databaseUrl: string) {
  const to = new URL(databaseUrl);
  const open = new Set<Socket>();
  const network = { url: '', connections: 0, silentOnce: '', fallSilent, close };
  const server = createServer((near) => {
    network.connections++;
    const far = connect(Number(to.port), to.hostname);
    lead(near, far);
    lead(far, near);
  });
  function lead(from: Socket, on: Socket): void {
    open.add(from);
    from.on('data', (piece) => {
      if (network.silentOnce !== '' && piece.includes(network.silentOnce)) {
        network.silentOnce = '';
        fallSilent();
      } else on.write(piece);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      open.delete(from);
      on.destroy();
    });
  }
  /** The connections that there are; new ones work. */
  function fallSilent(): void {
    for (const socket of open) socket.pause();
  }
  async function close(): Promise<void> {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, 'close');
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  network.url = url.href;
  return network;
}

describe('whoever listens for what the log announces', () => {
  const open: { close(): Promise<unknown> }[] = [];
  const opened = <T extends { close(): Promise<unknown> }>(it: T): T => {
    open.unshift(it);
    return it;
  };
  afterEach(async () => {
    for (const it of open.splice(0)) await it.close();
  });

  const network = async (url?: string) => opened(await networkBefore(url ?? (await freshDatabase())));
  const listen = (url: string, probing: typeof OFTEN, hear = (): void => undefined): Listener => {
    const listener = opened(new Listener(url, hear, probing));
    listener.start();
    return listener;
  };
  const session = async (listener: Listener): Promise<number> => {
    await eventually(() => Promise.resolve(listener.session > 0));
    return listener.session;
  };

  it('finds out that a connection has fallen silent, and hears on another', async () => {
    const url = await freshDatabase();
    const line = await network(url);
    let heard = 0;
    const listener = listen(line.url, OFTEN, () => heard++);
    const first = await session(listener);
    line.fallSilent();
    await eventually(async () => (await session(listener)) !== first);
    const before = heard;
    const announcer = new Client({ connectionString: url });
    opened({ close: () => announcer.end() });
    await announcer.connect();
    await announcer.query(`notify ${CHANNEL}`);
    await eventually(() => Promise.resolve(heard > before));
  });

  it('begins again where nobody answers that it listens', async () => {
    const line = await network();
    line.silentOnce = `listen ${CHANNEL}`;
    const listener = listen(line.url, SELDOM);
    expect(await session(listener)).toBeGreaterThan(0);
    expect(line.connections).toBeGreaterThan(1);
  });

  it('stops when it is told to, although nobody answers its goodbye', async () => {
    const line = await network();
    const listener = listen(line.url, SELDOM);
    await session(listener);
    line.fallSilent();
    await expect(listener.close()).resolves.toBeUndefined();
    expect(listener.session).toBe(0);
  });

  it('leaves nothing behind of the times when nobody was there', async () => {
    const line = await network(NOWHERE);
    const listener = listen(line.url, SELDOM);
    await eventually(() => Promise.resolve(line.connections > 5));
    const { signal } = Reflect.get(listener, 'closing') as AbortController;
    // Of the time that it is trying now, and of its pause before the next.
    expect(getEventListeners(signal, 'abort').length).toBeLessThan(3);
  });
});
