import { decodeJwt, jwtVerify } from 'jose';
import type { Identities } from '../../identity/identities';
import type { People, Person } from '../../identity/person';
import { issuersOf } from './provider.settings';
import { ALGORITHMS, type Identity, type Providers, TOLERANCE } from './providers';

/** What a token may be used for: GET needs the first, POST the second. */
export const SCOPES = { read: 'trail:read', write: 'trail:write' } as const;

export interface Bearer {
  readonly person: Person;
  /** The account that the token is of. */
  readonly account: Identity;
  readonly scopes: ReadonlySet<string>;
}

/**
 * Access tokens of the API: JWTs of a provider that we trust, made for us (RFC 9068). An ID token is none, for its type is
 * another, and so is a token that was made for another API. Times are judged by this machine's clock, as another machine
 * wrote them by its own.
 */
export class AccessTokens {
  constructor(
    private readonly providers: Providers,
    private readonly identities: Pick<Identities, 'find'>,
    private readonly people: People,
    /** What `aud` must hold. */
    readonly audience: string,
  ) {}

  /** Who sent it; undefined where it is none of ours, forged, too old, or of somebody who does not sign in here. */
  async bearer(header: string | undefined): Promise<Bearer | undefined> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1];
    const claims = token === undefined ? undefined : await this.verified(token);
    if (!claims) return undefined;
    const { issuer, subject, scope } = claims;
    // Asked in any case: somebody who is not known is not answered sooner.
    const person = await this.people.find((await this.identities.find(issuer, subject)) ?? '');
    return person && { person, account: { issuer, subject }, scopes: new Set(scope.split(' ')) };
  }

  private async verified(token: string): Promise<{ issuer: string; subject: string; scope: string } | undefined> {
    try {
      const provider = this.providers.byIssuer(decodeJwt(token).iss);
      if (!provider) return undefined;
      const { payload } = await jwtVerify(token, await this.providers.keysOf(provider), {
        algorithms: ALGORITHMS,
        typ: 'at+jwt',
        issuer: [...issuersOf(provider)],
        audience: this.audience,
        clockTolerance: TOLERANCE,
        requiredClaims: ['iss', 'sub', 'exp', 'iat'],
      });
      const { iss: issuer = '', sub: subject = '', scope } = payload;
      return { issuer, subject, scope: typeof scope === 'string' ? scope : '' };
    } catch {
      return undefined;
    }
  }
}

/** The token is good, and was not given for this. */
export class InsufficientScope extends Error {
  constructor(readonly scope: string) {
    super(`The token does not have the scope ${scope}.`);
    this.name = 'InsufficientScope';
  }
}

/** The scope that a request needs. */
export const scopeFor = (method: string): string =>
  method === 'GET' || method === 'HEAD' ? SCOPES.read : SCOPES.write;
