import { SCOPES } from '#app/platform';
import type { Context, Grant } from 'oidc-provider';
import { NEIGHBOUR } from '../demonstration/neighbour/partnership';
import type { KeptProvider } from './kept';

/** What the web calls this provider in its addresses. */
export const PROVIDER = 'demonstration';
/** The client that the web is. */
export const CLIENT = 'learning-trail';
/** What every demonstration person's program signs in with: nothing here is worth a secret. */
export const PROGRAM_SECRET = 'demonstration';
/** What the API's tokens are for. Not an address, for the local system may stand at any port. */
export const AUDIENCE = 'urn:learning-trail:demonstration';
/** The same for the second partnership: a program that wants its tokens names it as the resource (RFC 8707). */
export const NEIGHBOUR_AUDIENCE = `${AUDIENCE}:${NEIGHBOUR.id}`;

const HOUR = 3600;
const LOOPBACKS = ['127.0.0.1', 'localhost', '[::1]'];
const onThisMachine = (path: string): string[] => LOOPBACKS.map((host) => `http://${host}${path}`);
const ALG = 'ES256';
const EVERYTHING = Object.values(SCOPES).join(' ');

/** What is different from one provider to the next. */
export interface Parts {
  readonly kept: KeptProvider;
  /** Says that nobody here is the resource that is named. */
  readonly InvalidTarget: new () => Error;
  /** Ids of the demonstration people: each has a program of their own. */
  readonly people: readonly string[];
  readonly adapter: (model: string) => object;
  readonly policy: readonly object[];
  readonly Grant: () => typeof Grant;
  /** A page of ours that says what went wrong. */
  readonly errorPage: (words: string) => string;
  readonly endSession: (context: Context) => Promise<void>;
  /** Where the web is told that somebody has left; where it stands at no known port it is told nothing. */
  readonly house?: string;
}

/** The settings of oidc-provider: whoever is chosen on its page is signed in, without password or question. */
export const configurationOf = ({
  kept,
  people,
  adapter,
  policy,
  Grant,
  InvalidTarget,
  errorPage,
  endSession,
  house,
}: Parts) => ({
  adapter,
  jwks: { keys: kept.keys },
  cookies: {
    keys: kept.cookieKeys,
    // All ports of a machine share their cookies.
    names: { session: 'provider', interaction: 'provider_choice', resume: 'provider_resume' },
  },
  clientDefaults: { id_token_signed_response_alg: ALG },
  clients: [webClient(kept.clientSecret, house), ...people.map(program)],
  scopes: ['openid', ...Object.values(SCOPES)],
  // PKCE with SHA-256 for whoever signs in here.
  pkce: { required: () => true },
  findAccount: (_context: Context, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
  // The library asks no address of the machine's own, lest a stranger's client made it; ours is there and nowhere else.
  fetch: (url: string, { dispatcher: _guard, ...asked }: RequestInit & { dispatcher?: unknown }) => fetch(url, asked),
  interactions: { policy, url: (_context: Context, { uid }: { uid: string }) => `/people/${uid}` },
  loadExistingGrant: async ({ oidc: { client, account } }: Context) => {
    if (!client || !account) return undefined;
    const grant = new (Grant())({ clientId: client.clientId, accountId: account.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: true, logoutSource: endSession },
    backchannelLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: ({ oidc: { params } }: Context) =>
        params['grant_type'] === 'client_credentials' ? AUDIENCE : undefined,
      getResourceServerInfo: (_context: Context, audience: string) => {
        if (audience !== AUDIENCE && audience !== NEIGHBOUR_AUDIENCE) throw new InvalidTarget();
        return {
          scope: EVERYTHING,
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 8 * HOUR,
          jwt: { sign: { alg: ALG } },
        };
      },
    },
  },
  ttl: {
    AccessToken: HOUR,
    AuthorizationCode: 60,
    ClientCredentials: 8 * HOUR,
    Grant: HOUR,
    IdToken: HOUR,
    Interaction: HOUR,
    Session: 12 * HOUR,
  },
  renderError: (context: Context, { error_description, error }: Record<string, string | undefined>) => {
    context.type = 'html';
    context.body = errorPage(error_description ?? error ?? '');
  },
});

/** As for a program on a person's own machine (RFC 8252): it may stand at any port there. */
const webClient = (secret: string, house: string | undefined) => ({
  client_id: CLIENT,
  client_secret: secret,
  application_type: 'native',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: onThisMachine('/sign-in/return'),
  post_logout_redirect_uris: onThisMachine('/sign-in'),
  ...(house !== undefined && {
    backchannel_logout_uri: `${house}/sign-out/back-channel/${PROVIDER}`,
    backchannel_logout_session_required: true,
  }),
  token_endpoint_auth_method: 'client_secret_basic',
});

const program = (person: string) => ({
  client_id: person,
  client_secret: PROGRAM_SECRET,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  scope: EVERYTHING,
  token_endpoint_auth_method: 'client_secret_basic',
});
