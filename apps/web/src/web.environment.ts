import { type Partnership, eventStoreDbUrlOf, isLoopback, trustedProxiesOf } from '#app/platform';

/** The partnership whose records these are. */
export const PARTNERSHIP_SERVED: Partnership = {
  id: 'isle-of-wight',
  name: 'Isle of Wight Safeguarding Children Partnership',
};

type Env = Readonly<Record<string, string | undefined>>;

export interface WebEnvironment {
  /** The origin that people type. */
  readonly publicUrl: string;
  readonly providersFile: string;
  /** What the API's tokens must be made for. */
  readonly audience: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly eventStoreDbUrl: string | undefined;
  readonly secret: string;
  /** Opens /metrics from elsewhere than this machine; empty where it is not to be opened. */
  readonly metricsToken: string;
  /** Who may say from where somebody asks; nobody when it is empty. */
  readonly trustedProxies: readonly string[];
}

/**
 * PUBLIC_URL (as in https://trail.example.org), OIDC_PROVIDERS (the file of sign-in services), API_AUDIENCE (PUBLIC_URL),
 * HOST (127.0.0.1), PORT (3000), DATABASE_URL, EVENTSTOREDB_URL (none), SESSION_SECRET (32 characters or more),
 * METRICS_TOKEN (none, or 32 characters or more), TRUSTED_PROXIES (none).
 * Throws a sentence that names the variable.
 */
export function readWebEnvironment(env: Env): WebEnvironment {
  const outwards = outwardsOf(env);
  const port = Number(env['PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error('PORT must be a whole number from 1 to 65535.');
  const databaseUrl = env['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: the address of the PostgreSQL database.');
  const secret = env['SESSION_SECRET'] ?? '';
  if (secret.length < 32) throw new Error('SESSION_SECRET must have 32 characters or more.');
  return {
    ...outwards,
    host: env['HOST'] ?? '127.0.0.1',
    port,
    databaseUrl,
    eventStoreDbUrl: eventStoreDbUrlOf(env),
    secret,
    metricsToken: metricsTokenOf(env['METRICS_TOKEN'] ?? ''),
  };
}

/** How the house is called, who signs people in, and who stands in front of it. */
function outwardsOf(env: Env): Pick<WebEnvironment, 'publicUrl' | 'providersFile' | 'audience' | 'trustedProxies'> {
  const publicUrl = publicUrlOf(env['PUBLIC_URL'] ?? '');
  const providersFile = env['OIDC_PROVIDERS'];
  if (!providersFile)
    throw new Error(
      'OIDC_PROVIDERS is missing: the JSON file that names the sign-in services, as the README shows it.',
    );
  const trustedProxies = trustedProxiesOf(env['TRUSTED_PROXIES'] ?? '');
  if (publicUrl.startsWith('https:') && trustedProxies.length === 0)
    throw new Error(
      'TRUSTED_PROXIES is missing: PUBLIC_URL is https, so a proxy in front keeps the encryption. Give its addresses, separated by commas.',
    );
  return { publicUrl, providersFile, audience: env['API_AUDIENCE'] ?? publicUrl, trustedProxies };
}

/** An origin and nothing more; encrypted, unless nothing leaves this machine. */
function publicUrlOf(given: string): string {
  const example = 'as in https://trail.example.org';
  if (given === '') throw new Error(`PUBLIC_URL is missing: the address that people type, ${example}.`);
  const url = URL.parse(given);
  if (!url || ![url.origin, `${url.origin}/`].includes(given))
    throw new Error(`PUBLIC_URL is "${given}". It must be an address without a path, ${example}.`);
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new Error(`PUBLIC_URL is "${given}". Beyond this machine it must begin with https://.`);
  return url.origin;
}

function metricsTokenOf(token: string): string {
  if (token !== '' && token.length < 32) throw new Error('METRICS_TOKEN must have 32 characters or more.');
  return token;
}
