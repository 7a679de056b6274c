import { DatabaseError, type Pool, type PoolClient, type QueryConfig } from 'pg';
import { NotAppended } from '../event-log';
import { answerOf, isAnswer, outcomeOf } from './unavailable';

export interface Query {
  readonly text: string;
  readonly values: unknown[];
  /** Prepared under this name, once per connection. */
  readonly name?: string;
}

/** How long PostgreSQL works on a statement that writes, and waits for locks within it, before it cuts it. */
export const STATEMENT_MS = 4_000;

/** The part of the time of a statement with less than that after which it is cut. */
const BY_THEN = 0.9;

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
   */
  async written<T extends object>(query: Query, within: number): Promise<readonly T[]> {
    const end = performance.now() + within;
    const client = await this.connected();
    let failed: Error | undefined;
    try {
      return await this.asked(query, async (question) => {
        const left = Math.floor(end - performance.now());
        if (left < 1) throw new NotAppended(new Error('No connection in time'));
        return (await outcomeOf(client.query<T>({ ...question, ...timesOf(left) }))).rows;
      });
    } catch (error) {
      failed = error as Error;
      throw error;
    } finally {
      client.release(failed);
    }
  }

  /** Who gets no connection has sent nothing. */
  private async connected(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw isAnswer(error) ? error : new NotAppended(error);
    }
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

/**
 * How long a statement may take: to whoever asks, and a little less to PostgreSQL, so that its word comes first. The session
 * knows the usual time; a statement that has less left says so itself, which costs it a little.
 */
function timesOf(left: number): object {
  const own = Math.ceil(left * BY_THEN);
  return { query_timeout: left, ...(own < STATEMENT_MS && { statement_timeout: own }) };
}
