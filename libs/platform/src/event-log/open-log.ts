import type { Clock } from '../clock';
import type { Bond } from '../partnership/bound';
import type { DatabaseAt } from '../partnership/connecting';
import type { WholeLog } from './event-log';
import { EventStoreDbEventLog } from './eventstoredb/eventstoredb.event-log';
import { PostgresEventLog } from './postgres/postgres.event-log';

/** Where the log is: in EventStoreDB when its address is given, else in the PostgreSQL database that holds the rows. */
export interface LogPlace extends DatabaseAt {
  readonly eventStoreDbUrl?: string | undefined;
}

export interface LogSettings extends LogPlace {
  readonly clock: Clock;
  /** In PostgreSQL: whose events are read, and as whom. */
  readonly bond?: Partial<Bond>;
  /** To PostgreSQL, at most so many. */
  readonly connections?: number;
}

/** The log of the house. Throws LogUnavailable when it does not answer. */
export function openLog({ databaseUrl, eventStoreDbUrl, clock, ...options }: LogSettings): Promise<WholeLog> {
  if (eventStoreDbUrl !== undefined) return EventStoreDbEventLog.open({ address: eventStoreDbUrl, clock });
  return PostgresEventLog.open({ connectionString: databaseUrl, clock, ...options });
}

/** EVENTSTOREDB_URL, or undefined where it is left out. Throws a sentence that names it when it is no address of a server. */
export function eventStoreDbUrlOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const address = env['EVENTSTOREDB_URL']?.trim();
  if (!address) return undefined;
  if (!/^esdb(?:\+discover)?:\/\/[^/]/.test(address))
    throw new Error(
      'EVENTSTOREDB_URL is not the address of an EventStoreDB. It must look like esdb://127.0.0.1:2113?tls=false.',
    );
  return address;
}
