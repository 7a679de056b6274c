import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { type Engine, systemClock } from '#app/platform';
import { type Houses, type Web, openWeb } from '../../web/src/house';
import type { Outside } from '../../web/src/web.module';
import { loadDemonstration } from './demonstration/load';
import { NEIGHBOUR, neighbourYear } from './demonstration/neighbour';
import { letIn } from './provider/accounts';
import { NEIGHBOUR_AUDIENCE } from './provider/configuration';

/** What it shares with the first partnership's house: the log, the database, and who vouches for people. */
export interface Beside {
  readonly outside: Outside;
  /** Those that the engine serves; this one comes in. */
  readonly houses: Houses[number][];
  readonly issuer: string;
  readonly logger: Logger;
}

/** The house of the demonstration's second partnership, beside the first that people use already. */
export class Neighbour {
  private web: Web | undefined;
  private opening: Promise<unknown> = Promise.resolve();
  private readonly closing = new AbortController();

  constructor(private readonly beside: Beside) {}

  /** Opens it with all that it has, at the port after the first's or any that is free; its address. Rejects where it is closed meanwhile. */
  open(engine: Engine, port: number, address: string): Promise<string> {
    const opening = this.enter(engine, port, address);
    this.opening = opening.catch(() => undefined);
    return opening;
  }

  /** Breaks an opening off, after the step in hand. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.opening;
    await this.web?.close();
  }

  private async enter(engine: Engine, port: number, address: string): Promise<string> {
    const { outside, houses, issuer, logger } = this.beside;
    const { signal } = this.closing;
    signal.throwIfAborted();
    const own = { partnership: NEIGHBOUR, audience: NEIGHBOUR_AUDIENCE, runs: 'web' } as const;
    const { app } = (this.web = await openWeb({ ...outside, ...own }, logger));
    houses.push(app);
    await loadDemonstration(app, outside.log, systemClock, () => undefined, { year: neighbourYear, houses, signal });
    await engine.catchUp();
    await letIn(app, issuer, neighbourYear.signIn);
    signal.throwIfAborted();
    return `http://${address}:${await listenAfter(app, port, address)}`;
  }
}

/** At the port after a given one, or at any that is free; the port. */
async function listenAfter(app: NestExpressApplication, port: number, address: string): Promise<number> {
  const listen = (at: number) => app.listen(at, address);
  const server = await listen(port < LAST_PORT ? port + 1 : 0).catch((error: unknown) => {
    if (!TAKEN.has((error as NodeJS.ErrnoException).code)) throw error;
    return listen(0);
  });
  return (server.address() as { readonly port: number }).port;
}

const LAST_PORT = 65_535;
/** By another program, or kept for one. */
const TAKEN: ReadonlySet<string | undefined> = new Set(['EADDRINUSE', 'EACCES']);
