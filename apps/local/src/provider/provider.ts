import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderSettings } from '#app/platform';
import { CLIENT, PROVIDER } from './configuration';
import { type Offered, providerApp } from './provider.app';

/** A provider that runs on this machine. */
export interface LocalProvider {
  readonly port: number;
  /** What the house has to know to sign people in with it. */
  readonly settings: ProviderSettings;
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.1';

/**
 * Starts it where it stood last, or at any free port; what it is made of is loaded by its first visitor.
 */
export async function startProvider(offered: Offered): Promise<LocalProvider> {
  let answer: Promise<RequestListener> | undefined;
  const server = createServer((req, res) => {
    answer ??= providerApp(issuer, offered);
    answer.then(
      (app) => {
        app(req, res);
      },
      (error: unknown) => {
        answer = undefined;
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        res.writeHead(500).end();
      },
    );
  });
  const port = await listen(server, offered.kept.port).catch(() => listen(server, 0));
  const issuer = `http://${ADDRESS}:${port}`;
  return {
    port,
    settings: {
      id: PROVIDER,
      name: 'the demonstration service',
      issuer,
      clientId: CLIENT,
      clientSecret: offered.kept.clientSecret,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, ADDRESS);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
