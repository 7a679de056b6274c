import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { LogUnavailable, NotAppended } from '../event-log';

/**
 * States in which PostgreSQL does not answer the question: connection lost (08), rolled back for others' sake (40), out of
 * resources (53), going down or cancelled (57), broken disk (58), lock not given (55P03), read-only after a failover (25006),
 * ended for having been silent within a transaction (25P03).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const NO_ANSWER = /^(?:08|40|53|57|58|55P03|25006|25P03)/;

/** Whether it is PostgreSQL's answer to the question, even if it says no. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof DatabaseError && !NO_ANSWER.test(error.code ?? '');

/** The answer, or LogUnavailable when there is none. An answer that says no is thrown as it came. */
export async function answerOf<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    throw isAnswer(error) ? error : new LogUnavailable(error);
  }
}

/** Those of them in which PostgreSQL has undone the statement: nothing of it is stored, and nothing will be. */
const UNDONE = /^(?:40(?!003)|53|55P03|57014|25006)/;

/** The same of one that writes: NotAppended where it is known to have written nothing. */
export async function outcomeOf<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof DatabaseError && UNDONE.test(error.code ?? '')) throw new NotAppended(error);
    throw isAnswer(error) ? error : new LogUnavailable(error);
  }
}

const CUT = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const CUT_IN_WORDS =
  /^(?:Query read timeout|Connection terminated|timeout exceeded when trying to connect|Client has encountered a conn)/;

/** In which state PostgreSQL refused; undefined where it was not PostgreSQL that did. */
function stateOf(error: unknown): string | undefined {
  if (error instanceof QueryFailedError) return stateOf(error.driverError);
  return error instanceof DatabaseError ? error.code : undefined;
}

/** Whether PostgreSQL gave no lock in the time that was set for it: somebody holds what was asked for. */
export const lockNotGiven = (error: unknown): boolean => stateOf(error) === '55P03';

/** Whether PostgreSQL had no room on its disk for what was asked of it. */
export const diskFull = (error: unknown): boolean => stateOf(error) === '53100';

/** Whether PostgreSQL gave no answer, wherever it was asked: for rows, references, files or sessions. */
export function gaveNoAnswer(error: unknown): boolean {
  if (error instanceof QueryFailedError) return gaveNoAnswer(error.driverError);
  if (error instanceof DatabaseError) return NO_ANSWER.test(error.code ?? '');
  if (error instanceof AggregateError) return error.errors.some(gaveNoAnswer);
  return (
    error instanceof Error && (CUT.test(String((error as { code?: unknown }).code)) || CUT_IN_WORDS.test(error.message))
  );
}
