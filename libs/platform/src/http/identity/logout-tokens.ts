import { type JWTPayload, jwtVerify } from 'jose';
import type { ProviderSettings } from './provider.settings';
import { ALGORITHMS, type Providers, TOLERANCE } from './providers';

/** A provider says that somebody has left it (OpenID Connect Back-Channel Logout 1.0): one of their sessions, or all of them. */
export interface LogoutAsked {
  readonly issuer: string;
  /** One of these two at least. */
  readonly subject?: string;
  readonly sid?: string;
  /** The request's own id, good once. */
  readonly jti: string;
  /** Until when a repeat would still be taken for good: so long the id must be remembered. */
  readonly until: Date;
}

/** For whom a provider vouched who has left, as far as every partnership of a house goes by it. */
export type Leaving = Pick<LogoutAsked, 'issuer' | 'subject' | 'sid'> & { readonly provider: string };

/** What was sent is no logout token of this provider, for us, of now. The cause is for the log only. */
export class BadLogoutToken extends Error {
  override readonly name = 'BadLogoutToken';
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** A provider sends it at once, so an older one was kept by somebody. In seconds. */
const OLDEST = 600;
/** Its own type, or none of its own: older providers name it as any other JWT. An access token says that it is one. */
const TYPES: readonly unknown[] = [undefined, 'JWT', 'logout+jwt'];

/** Who is to be signed out: signature, issuer, audience and times as with every token, then what this kind must and must not say. */
export class LogoutTokens {
  constructor(private readonly providers: Providers) {}

  /** Throws BadLogoutToken. */
  async read(provider: ProviderSettings, token: string): Promise<LogoutAsked> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, await this.providers.keysOf(provider), {
        algorithms: ALGORITHMS,
        issuer: [...(await this.providers.issuersOf(provider))],
        audience: provider.clientId,
        clockTolerance: TOLERANCE,
        maxTokenAge: OLDEST,
        requiredClaims: ['iss', 'exp', 'iat', 'jti'],
      });
      return askedIn(payload, protectedHeader.typ);
    } catch (cause) {
      throw new BadLogoutToken('A request to sign somebody out was not taken', { cause });
    }
  }
}

/** Sections 2.4 and 2.6 of the specification. Throws where it is another kind of token, or says nobody. */
function askedIn(payload: JWTPayload, typ: unknown): LogoutAsked {
  const { iss = '', jti = '', iat = 0, nonce, sub: subject, sid } = payload;
  if (!TYPES.includes(typ)) throw new Error('It is of another type');
  if (!isLogout(payload['events'])) throw new Error('It tells no logout');
  if (nonce !== undefined) throw new Error('It has a nonce: it is an ID token');
  if (subject === undefined && typeof sid !== 'string') throw new Error('It names neither a person nor a session');
  return {
    issuer: iss,
    jti,
    until: new Date((iat + OLDEST + 2 * TOLERANCE) * 1000),
    ...(subject !== undefined && { subject }),
    ...(typeof sid === 'string' && { sid }),
  };
}

const isLogout = (events: unknown): boolean =>
  typeof events === 'object' && events !== null && isObject((events as Record<string, unknown>)[EVENT]);

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
