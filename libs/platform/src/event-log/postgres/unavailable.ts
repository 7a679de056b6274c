import { DatabaseError } from 'pg';
import { LogUnavailable } from '../event-log';

/**
 * States in which PostgreSQL does not answer the question: connection lost (08), rolled back for others' sake (40), out of
 * resources (53), going down or cancelled (57), broken disk (58), lock not given (55P03), read-only after a failover (25006).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const NO_ANSWER = /^(?:08|40|53|57|58|55P03|25006)/;

/** The answer, or LogUnavailable when there is none. An answer that says no is thrown as it came. */
export async function answerOf<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof DatabaseError && !NO_ANSWER.test(error.code ?? '')) throw error;
    throw new LogUnavailable(error);
  }
}
