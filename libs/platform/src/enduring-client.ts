import type { Socket } from 'node:net';
import { Client, type ClientConfig, type PoolConfig, type Submittable } from 'pg';
import { type Telling, ToldQuery, ownTime } from './partnership/told-query';

/**
 * How long those who serve people or follow the log wait for a connection and for an answer, in milliseconds. A network that
 * has fallen silent says nothing for a quarter of an hour: without an end to waiting, one question would hold up all others.
 */
export const IN_TIME = {
  connectionTimeoutMillis: 15_000,
  query_timeout: 30_000,
  keepAlive: true,
} as const satisfies PoolConfig;

/** Who follows the log waits for nobody's lock longer than that: a rebuild that compares holds a reader's, and the others go on. */
export const FOLLOWING_IN_TIME = { ...IN_TIME, lock_timeout: 5_000 } as const satisfies PoolConfig;

const LATE = 'Query read timeout';

/** How long a server that is told goodbye may take to hang up. */
const GOODBYE_MS = 1_000;

/**
 * A connection whose death is never the death of the process. When PostgreSQL is killed a connection may tell it twice,
 * the second time when its pool no longer listens, and an 'error' that nobody hears ends a Node process.
 * Whoever waits for an answer on it is told all the same. One whose answer is late is given up: the next question on it
 * would wait for that answer; and so is one whose goodbye is not heard.
 */
export class EnduringClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }

  /** Every way of the driver to ask. A question may have a `statement_timeout` of its own, as it may have a `query_timeout`. */
  override query(...asked: readonly unknown[]): never {
    const own = ownTime(asked[0]);
    if (own) return this.askTold(() => own, asked) as never;
    const answer: unknown = super.query(...(asked as [string]));
    return (answer instanceof Promise ? this.heeded(answer) : answer) as never;
  }

  /** Asks behind what PostgreSQL is told ahead: in the same message, so that it takes no longer way. */
  protected askTold(ahead: () => Telling | undefined | Error, asked: readonly unknown[]): unknown {
    const query = new ToldQuery(ahead, asked);
    if (query.callback) return super.query(query as unknown as Submittable);
    return this.heeded(
      new Promise((resolve, reject) => {
        query.callback = (error, result) => {
          if (error) reject(error);
          else resolve(result);
        };
        super.query(query as unknown as Submittable);
      }),
    );
  }

  /** Done at the latest a second after it was asked for. */
  override end(): Promise<void>;
  override end(told: (error: Error) => void): void;
  override end(told?: (error: Error) => void): unknown {
    setTimeout(() => {
      this.giveUp();
    }, GOODBYE_MS).unref();
    if (!told) return super.end();
    super.end(told);
    return undefined;
  }

  /** The same answer; where it is late, the connection is given up. */
  protected heeded<T>(answer: Promise<T>): Promise<T> {
    answer.catch((error: unknown) => {
      if (error instanceof Error && error.message === LATE) this.giveUp();
    });
    return answer;
  }

  private giveUp(): void {
    (this as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
  }
}
