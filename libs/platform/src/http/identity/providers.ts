import { type JWTVerifyGetKey, createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { type Client, exchanged } from './exchange';
import { type ProviderSettings, isOwnMachine, issuersOf } from './provider.settings';
import { SignInFailed, failureOf } from './sign-in.failures';

/** Of the signature of any token. Nothing symmetric: a public key must never serve as a secret. */
export const ALGORITHMS = ['RS256', 'ES256', 'PS256'];
/** How far a provider's clock may be away from ours, in seconds. */
export const TOLERANCE = 60;
/** How long a provider may take to answer, in seconds. */
const PATIENCE = 10;
/** How long what a provider said of itself is believed, in milliseconds. */
const BELIEVED = 3_600_000;

/** What a browser's session keeps between the way out to a provider and the way back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636): proves that who brings the code is who asked for it. */
  readonly verifier: string;
}

/**
 * What the provider is to ask of the person (OpenID Connect Core 1.0, section 3.1.2.1): an account anew, or nothing at all. Left
 * to itself when it is not said.
 */
export type Prompt = 'login' | 'none';

/** Whom a provider vouches for. E-mail and names are not asked for: the two together are the identity. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** What a sign-in leaves in the session: the token for the way out, and the provider's own name for its session. */
export interface Vouched extends Identity {
  readonly idToken: string;
  readonly sid?: string;
}

interface Opened extends Client {
  readonly config: oidc.Configuration;
  readonly keys: JWTVerifyGetKey;
  readonly at: number;
}

/** How often a key that is not known may make us ask for the provider's keys again, in milliseconds. */
export interface KeyRest {
  readonly keysRest?: number;
}

/** The providers that this house trusts, asked for what they say of themselves when they are first needed. */
export class Providers {
  private readonly opening = new Map<string, Promise<Opened>>();
  private readonly endpoints = new Set<string>();

  constructor(
    readonly all: readonly ProviderSettings[],
    private readonly rest: KeyRest = {},
  ) {}

  find(id: unknown): ProviderSettings | undefined {
    return this.all.find((provider) => provider.id === id);
  }

  byIssuer(issuer: unknown): ProviderSettings | undefined {
    return this.all.find((provider) => (issuersOf(provider) as readonly unknown[]).includes(issuer));
  }

  /** Where a form may lead in the end: the content security policy looks at its redirects too. */
  get origins(): readonly string[] {
    return [...new Set([...this.all.map(({ issuer }) => new URL(issuer).origin), ...this.endpoints])];
  }

  /** Asks all of them beforehand. Who does not answer is asked again when needed. */
  async warm(): Promise<void> {
    await Promise.allSettled(this.all.map((provider) => this.opened(provider)));
  }

  /** The keys with which a provider signs; asked for again when a token names one that is not known. */
  async keysOf(provider: ProviderSettings): Promise<JWTVerifyGetKey> {
    return (await this.opened(provider)).keys;
  }

  /** As its tokens name it: one issuer, or one for each tenant. */
  async issuersOf(provider: ProviderSettings): Promise<readonly string[]> {
    return (await this.opened(provider)).issuers;
  }

  /** Where to send a browser, and what to keep until it comes back. */
  async begin(provider: ProviderSettings, returnAddress: string, prompt?: Prompt): Promise<Begun & { url: URL }> {
    const { config } = await this.opened(provider);
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: returnAddress,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(prompt && { prompt }),
    });
    return { state, nonce, verifier, url };
  }

  /**
   * Whom the provider vouches for, of a browser that came back to this address. Throws SignInFailed.
   * openid-client keeps the protocol: state, PKCE, nonce, issuer, audience and times. The signature is checked here, with
   * the same keys as those of access tokens: OpenID Connect leaves that out where the token came straight from the provider.
   */
  async finish(provider: ProviderSettings, returned: URL, begun: Begun): Promise<Vouched> {
    const opened = await this.opened(provider);
    try {
      const tokens = await exchanged(opened, returned, {
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        pkceCodeVerifier: begun.verifier,
        idTokenExpected: true,
      });
      const idToken = tokens.id_token ?? '';
      const { payload } = await jwtVerify(idToken, opened.keys, {
        algorithms: ALGORITHMS,
        issuer: [...opened.issuers],
        audience: provider.clientId,
        clockTolerance: TOLERANCE,
        requiredClaims: ['iss', 'sub'],
      });
      const { iss: issuer = '', sub: subject = '', sid } = payload;
      return { issuer, subject, idToken, ...(typeof sid === 'string' && { sid }) };
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Where the provider's own session ends, and from where it leads back to us; undefined where it has no such address. */
  async endAddress(provider: ProviderSettings, idToken: string, back: string): Promise<URL | undefined> {
    const { config } = await this.opened(provider);
    if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: back });
  }

  /** Discovered once an hour, by one request however many wait; a failure is not kept. */
  private async opened(provider: ProviderSettings): Promise<Opened> {
    const known = this.opening.get(provider.id);
    const opened = await known?.catch(() => undefined);
    if (opened && Date.now() - opened.at < BELIEVED) return opened;
    const running = this.opening.get(provider.id);
    if (running && running !== known) return running;
    const asked = this.discover(provider);
    this.opening.set(provider.id, asked);
    return asked;
  }

  private async discover(provider: ProviderSettings): Promise<Opened> {
    const url = new URL(provider.issuer);
    const { clientId } = provider;
    const further = { [oidc.clockTolerance]: TOLERANCE };
    const client = oidc.ClientSecretBasic(provider.clientSecret);
    const execute = isOwnMachine(url) ? [WITHOUT_TLS] : [];
    try {
      const config = await oidc.discovery(toldAt(provider), clientId, further, client, { timeout: PATIENCE, execute });
      const metadata = { ...config.serverMetadata() } as oidc.ServerMetadata;
      const under = (issuer: string): oidc.Configuration => {
        const own = new oidc.Configuration({ ...metadata, issuer }, clientId, further, client);
        own.timeout = PATIENCE;
        for (const allow of execute) allow(own);
        return own;
      };
      const issuers = provider.issuers ?? [metadata.issuer];
      const { jwks_uri, authorization_endpoint, end_session_endpoint } = metadata;
      for (const endpoint of [authorization_endpoint, end_session_endpoint])
        if (endpoint !== undefined) this.endpoints.add(new URL(endpoint).origin);
      const keys = createRemoteJWKSet(new URL(jwks_uri ?? ''), {
        timeoutDuration: PATIENCE * 1000,
        cooldownDuration: this.rest.keysRest ?? 30_000,
      });
      return { config, issuers, under: provider.issuers ? under : () => config, keys, at: Date.now() };
    } catch (error) {
      throw new SignInFailed('unreachable', { cause: error });
    }
  }
}

/** On this machine itself there is none. The very function of openid-client: its discovery looks for it by identity. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- Only so marked that it stands out.
const WITHOUT_TLS: (config: oidc.Configuration) => void = oidc.allowInsecureRequests;

/** Whose tokens name other issuers than its own is asked at the full address: there openid-client does not compare the two. */
const toldAt = ({ issuer, issuers }: ProviderSettings): URL =>
  new URL(issuers ? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration` : issuer);
