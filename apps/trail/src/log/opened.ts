import { DatabaseError } from 'pg';
import {
  LogOutdated,
  type LogPlace,
  LogUnavailable,
  type WholeLog,
  eventStoreDbUrlOf,
  openLog,
  pooledIn,
  systemClock,
} from '#app/platform';
import { OtherLog, refuseOtherIn } from '../../../projector/src/other-log';
import { running } from '../where';
import type { Terminal } from './terminal';

/** A failure that the person can do something about: its message is printed, its stack is not. */
export class CannotRead extends Error {}

export interface OpenedLog {
  readonly log: WholeLog;
  /** Positions are numbered without gaps from 0: in PostgreSQL, but not in EventStoreDB. */
  readonly dense: boolean;
  readonly place: LogPlace;
}

/** Does something with the log of EVENTSTOREDB_URL or DATABASE_URL, or else of the running local system. Throws CannotRead. */
export async function withLog<T>({ env }: Terminal, use: (opened: OpenedLog) => Promise<T>): Promise<T> {
  const place = await placeOf(env);
  const log = await opened(place);
  try {
    return await use({ log, dense: place.eventStoreDbUrl === undefined, place });
  } catch (error) {
    if (error instanceof LogUnavailable) throw silent(place, error);
    throw error;
  } finally {
    await log.close();
  }
}

async function placeOf(env: Terminal['env']): Promise<LogPlace> {
  const databaseUrl = env['DATABASE_URL']?.trim() ?? '';
  const eventStoreDbUrl = eventStoreDbUrlOf(env);
  if (databaseUrl !== '' || eventStoreDbUrl !== undefined)
    return { databaseUrl, eventStoreDbUrl, pooled: pooledIn(env) };
  const local = await running(env);
  if (local) return { databaseUrl: local.databaseUrl, eventStoreDbUrl: local.eventStoreDbUrl };
  throw new CannotRead(
    'Which log? Start the local system with npm start, or give the address of the database:\n' +
      '  DATABASE_URL=postgres://user:password@127.0.0.1:5432/learning_trail npm run --silent trail -- log …',
  );
}

async function opened(place: LogPlace): Promise<WholeLog> {
  try {
    const log = await openLog({ ...place, clock: systemClock, connections: 2 });
    await refuseOtherLog(place).catch(async (error: unknown) => {
      await log.close();
      throw error;
    });
    return log;
  } catch (error) {
    if (error instanceof LogUnavailable) throw silent(place, error);
    if (error instanceof LogOutdated) throw new CannotRead(error.message);
    if (error instanceof DatabaseError) throw new CannotRead(`The database says: ${error.message}`);
    throw error;
  }
}

/** The empty log in PostgreSQL of a house that keeps it elsewhere would be taken for its own. */
async function refuseOtherLog(place: LogPlace): Promise<void> {
  if (place.databaseUrl === '') return;
  try {
    await refuseOtherIn(place);
  } catch (error) {
    if (error instanceof OtherLog) throw new CannotRead(error.message);
    throw new CannotRead(`The database of the house does not answer: ${reasonOf(error)}. Or leave DATABASE_URL out.`);
  }
}

function silent({ databaseUrl, eventStoreDbUrl }: LogPlace, { cause }: LogUnavailable): CannotRead {
  const address = eventStoreDbUrl ?? databaseUrl;
  const where = URL.canParse(address) ? new URL(address).host : 'the address given';
  return new CannotRead(`The event log at ${where} does not answer: ${reasonOf(cause)}.`);
}

/** A server that refuses on every address it has says so once for each of them, and nothing itself. */
function reasonOf(cause: unknown): string {
  const { errors, message } = cause as { errors?: readonly unknown[]; message?: string };
  if (errors && errors.length > 0) return errors.map(reasonOf).join('; ');
  return message?.replace(/\.$/, '') ?? String(cause);
}
