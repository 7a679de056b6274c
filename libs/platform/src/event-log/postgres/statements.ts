import { DatabaseError, type Pool, type PoolClient, type QueryConfig } from 'pg';
import { NotAppended } from '../event-log';
import { answerOf, isAnswer, outcomeOf } from './unavailable';

export interface Query {
  readonly text: string;
  readonly values: unknown[];
  /** Prepared under this name, once per connection. */
  readonly name?: string;
}

/** How long PostgreSQL usually works on a statement that writes, and waits for locks within it, before it cuts it. */
export const STATEMENT_MS = 4_000;

/** The part of the time of a statement with less than that after which it is cut. */
const BY_THEN = 0.9;

/** How long after that its word may take to come. A connection that stays silent is then given up, and another may be tried. */
const ANSWER_MS = 1_000;

/** The statement was not prepared here, or another was: nothing has been done. */
const NO_SUCH_STATEMENT = /^(?:26000|42P05)$/;

/**
 * Runs statements on a pool. They are prepared by name, where sessions are our own. One that another has prepared under the
 * same name, in an earlier version of the program even, would be run instead: so behind a pooler every statement goes out
 * whole. Where nobody has said that there is one, the first complaint about a name is taken as a hint of it.
 */
export class Statements {
  constructor(
    private readonly pool: Pool,
    private areNamed = true,
  ) {}

  /** The rows, or LogUnavailable when there is no answer. An error is thrown as it came. */
  rows<T extends object>(query: Query): Promise<readonly T[]> {
    return this.asked(query, async (question) => (await answerOf(this.pool.query<T>(question))).rows);
  }

  /**
   * The same of a statement that writes, after `within` milliseconds at the latest. PostgreSQL itself cuts it before that, and
   * then has written nothing: NotAppended says so. LogUnavailable is left for an answer that is lost, or a commit that takes long.
   * PostgreSQL works on it for `atMost` milliseconds, however many `within` leaves.
   */
  async written<T extends object>(query: Query, within: number, atMost = STATEMENT_MS): Promise<readonly T[]> {
    const end = performance.now() + within;
    const client = await this.connected(within);
    let failed: Error | undefined;
    try {
      return await this.asked(query, async (question) => {
        const left = Math.floor(end - performance.now());
        if (left < 1) throw noConnection();
        return (await outcomeOf(client.query<T>({ ...question, ...timesOf(left, atMost) }))).rows;
      });
    } catch (error) {
      failed = error as Error;
      throw error;
    } finally {
      client.release(failed);
    }
  }

  /** Who gets no connection in time has sent nothing. One that comes later goes back. */
  private connected(within: number): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        reject(noConnection());
      }, within);
      this.pool.connect((error, client, release) => {
        clearTimeout(timer);
        if (!client) reject(isAnswer(error) ? (error as Error) : new NotAppended(error));
        else if (isLate) release();
        else resolve(client);
      });
    });
  }

  private async asked<T>({ name, text, values }: Query, ask: (question: QueryConfig) => Promise<T>): Promise<T> {
    if (!this.areNamed || !name) return ask({ text, values });
    try {
      return await ask({ name, text, values });
    } catch (error) {
      if (!(error instanceof DatabaseError) || !NO_SUCH_STATEMENT.test(error.code ?? '')) throw error;
      this.areNamed = false;
      return ask({ text, values });
    }
  }
}

const noConnection = (): NotAppended => new NotAppended(new Error('No connection in time'));

/**
 * How long a statement may take: to whoever asks, and a little less to PostgreSQL, so that its word comes first. The session
 * knows the usual time; a statement that has another says so itself, which costs it a little.
 */
function timesOf(left: number, atMost: number): object {
  const own = Math.min(Math.ceil(left * BY_THEN), atMost);
  return { query_timeout: Math.min(left, own + ANSWER_MS), ...(own !== STATEMENT_MS && { statement_timeout: own }) };
}
