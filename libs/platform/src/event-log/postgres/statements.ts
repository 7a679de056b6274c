import { DatabaseError, type Pool, type QueryConfig } from 'pg';
import { answerOf } from './unavailable';

export interface Query {
  readonly text: string;
  readonly values: unknown[];
  /** Prepared under this name, once per connection. */
  readonly name?: string;
}

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

  /** The rows, or LogUnavailable when there is no answer, after `within` milliseconds at the latest. An error is thrown as it came. */
  async rows<T extends object>({ name, text, values }: Query, within?: number): Promise<readonly T[]> {
    const limit = within === undefined ? {} : { query_timeout: within };
    if (!this.areNamed || !name) return (await answerOf(this.pool.query<T>({ text, values, ...limit }))).rows;
    try {
      return (await answerOf(this.pool.query<T>({ name, text, values, ...limit } as QueryConfig))).rows;
    } catch (error) {
      if (!(error instanceof DatabaseError) || !NO_SUCH_STATEMENT.test(error.code ?? '')) throw error;
      this.areNamed = false;
      return this.rows({ text, values }, within);
    }
  }
}
