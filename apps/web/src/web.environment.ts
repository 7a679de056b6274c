import { type DatabaseAt, eventStoreDbUrlOf, pooledIn, trustedProxiesOf } from '#app/platform';
import { type PartnershipAt, readPartnerships } from './partnerships.environment';

type Env = Readonly<Record<string, string | undefined>>;

export interface WebEnvironment extends Required<DatabaseAt> {
  readonly partnerships: readonly PartnershipAt[];
  readonly providersFile: string;
  readonly host: string;
  readonly eventStoreDbUrl: string | undefined;
  readonly secret: string;
  /** Opens /metrics from elsewhere than this machine; empty where it is not to be opened. */
  readonly metricsToken: string;
  /** Who may say from where somebody asks; nobody when it is empty. */
  readonly trustedProxies: readonly string[];
}

/**
 * PUBLIC_URL (as in https://trail.example.org), PORT (3000) and API_AUDIENCE (PUBLIC_URL), or PARTNERSHIPS (a file of several),
 * OIDC_PROVIDERS (the file of sign-in services), HOST (127.0.0.1), DATABASE_URL, DATABASE_POOLER (none), EVENTSTOREDB_URL (none),
 * SESSION_SECRET (32 characters or more), METRICS_TOKEN (none, or 32 characters or more), TRUSTED_PROXIES (none).
 * Throws a sentence that names the variable.
 */
export function readWebEnvironment(env: Env): WebEnvironment {
  const outwards = outwardsOf(env);
  const databaseUrl = env['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: the address of the PostgreSQL database.');
  const secret = env['SESSION_SECRET'] ?? '';
  if (secret.length < 32) throw new Error('SESSION_SECRET must have 32 characters or more.');
  return {
    ...outwards,
    host: env['HOST'] ?? '127.0.0.1',
    databaseUrl,
    pooled: pooledIn(env),
    eventStoreDbUrl: eventStoreDbUrlOf(env),
    secret,
    metricsToken: metricsTokenOf(env['METRICS_TOKEN'] ?? ''),
  };
}

/** How the house is called, who signs people in, and who stands in front of it. */
function outwardsOf(env: Env): Pick<WebEnvironment, 'partnerships' | 'providersFile' | 'trustedProxies'> {
  const partnerships = readPartnerships(env);
  const providersFile = env['OIDC_PROVIDERS'];
  if (!providersFile)
    throw new Error(
      'OIDC_PROVIDERS is missing: the JSON file that names the sign-in services, as the README shows it.',
    );
  const trustedProxies = trustedProxiesOf(env['TRUSTED_PROXIES'] ?? '');
  const encrypted = partnerships.some(({ publicUrl }) => publicUrl.startsWith('https:'));
  if (encrypted && trustedProxies.length === 0)
    throw new Error(
      'TRUSTED_PROXIES is missing: the public address is https, so a proxy in front keeps the encryption. Give its addresses, separated by commas.',
    );
  return { partnerships, providersFile, trustedProxies };
}

function metricsTokenOf(token: string): string {
  if (token !== '' && token.length < 32) throw new Error('METRICS_TOKEN must have 32 characters or more.');
  return token;
}
