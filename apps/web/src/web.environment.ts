import { type Partnership, eventStoreDbUrlOf, isLoopback } from '#app/platform';

/** The partnership whose records these are. */
export const PARTNERSHIP_SERVED: Partnership = {
  id: 'isle-of-wight',
  name: 'Isle of Wight Safeguarding Children Partnership',
};

export interface WebEnvironment {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly eventStoreDbUrl: string | undefined;
  readonly secret: string;
  /** Opens /metrics from elsewhere than this machine; empty where it is not to be opened. */
  readonly metricsToken: string;
}

/**
 * HOST (127.0.0.1), PORT (3000), DATABASE_URL, EVENTSTOREDB_URL (none), SESSION_SECRET (32 characters or more),
 * METRICS_TOKEN (none, or 32 characters or more).
 * Throws a sentence that names the variable. Beyond loopback it refuses: the only sign-in that this version has is the
 * demonstration's, which asks for no password.
 */
export function readWebEnvironment(env: Readonly<Record<string, string | undefined>>): WebEnvironment {
  const host = env['HOST'] ?? '127.0.0.1';
  if (!isLoopback(host))
    throw new Error(
      `HOST is ${host}. Beyond 127.0.0.1 the web needs an identity provider to sign people in, and this version has none yet: it starts on 127.0.0.1 only.`,
    );
  const port = Number(env['PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error('PORT must be a whole number from 1 to 65535.');
  const databaseUrl = env['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: the address of the PostgreSQL database.');
  const secret = env['SESSION_SECRET'] ?? '';
  if (secret.length < 32) throw new Error('SESSION_SECRET must have 32 characters or more.');
  return {
    host,
    port,
    databaseUrl,
    eventStoreDbUrl: eventStoreDbUrlOf(env),
    secret,
    metricsToken: metricsTokenOf(env['METRICS_TOKEN'] ?? ''),
  };
}

function metricsTokenOf(token: string): string {
  if (token !== '' && token.length < 32) throw new Error('METRICS_TOKEN must have 32 characters or more.');
  return token;
}
