import type { Client, PoolConfig } from 'pg';
import { EnduringClient, IN_TIME } from '../enduring-client';
import { AskingClient } from './asking-client';
import { type Bond, boundTo } from './bound';
import { TellingClient, type TellingConfig } from './telling-client';

/** Where a database is, and how one gets there. */
export interface DatabaseAt {
  readonly databaseUrl: string;
  /** By way of a pooler that may give another session to every transaction: then nothing is left in a session. */
  readonly pooled?: boolean;
}

/** What a connection is bound to. */
export interface Bound extends Partial<Bond> {
  /** Whether PostgreSQL is told who asks, too. */
  readonly asks?: boolean;
}

/**
 * How the driver connects to a database, bound to what is given: by the start of each connection or, where sessions are
 * handed around, by telling ahead of every transaction.
 */
export function connecting(at: DatabaseAt, bound: Bound = {}, within: PoolConfig = IN_TIME): PoolConfig {
  return at.pooled ? telling(at.databaseUrl, bound, within) : starting(at.databaseUrl, bound, within);
}

function starting(databaseUrl: string, { asks, ...bond }: Bound, within: PoolConfig): PoolConfig {
  return { connectionString: boundTo(databaseUrl, bond), Client: asks ? AskingClient : EnduringClient, ...within };
}

function telling(connectionString: string, { partnership, role, asks }: Bound, within: PoolConfig): PoolConfig {
  // The driver would say these when a connection starts, for its session.
  const { lock_timeout: lock, statement_timeout: statement, ...rest } = within;
  const tells = {
    ...(role !== undefined && { role }),
    ...(partnership !== undefined && { 'learning_trail.partnership': partnership }),
    ...(lock !== undefined && { lock_timeout: String(lock) }),
    ...(statement !== undefined && { statement_timeout: String(statement) }),
  };
  if (Object.keys(tells).length === 0) return { connectionString, Client: EnduringClient, ...rest };
  // The pool gives everything that it is given to each client that it makes.
  const given: TellingConfig = { tells, asks: asks ?? false };
  return { connectionString, Client: TellingClient as unknown as new () => Client, ...given, ...rest };
}

/**
 * DATABASE_POOLER: whether a pooler stands before PostgreSQL; none where it is left out. Throws a sentence that names it when
 * it says something else than "transaction".
 */
export function pooledIn(env: Readonly<Record<string, string | undefined>>): boolean {
  const given = env['DATABASE_POOLER']?.trim() ?? '';
  if (given === '' || given === 'transaction') return given !== '';
  throw new Error(
    `DATABASE_POOLER is "${given}". It must be "transaction", where a pooler stands before PostgreSQL (one that pools by session is asked the same way), or be left out.`,
  );
}
