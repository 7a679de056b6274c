import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, type JWK, type JWTPayload, SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { ProviderSettings } from '#app/platform';

export interface Key {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export async function newKey(alg = 'ES256'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomBytes(6).toString('hex');
  return { alg, kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export const now = (): number => Math.floor(Date.now() / 1000);

/** A provider that answers as a test tells it: it keeps the protocol, but what is in its tokens, and who signs them, is ours. */
export class StrangerProvider {
  /** Signs, and is published. */
  keys: Key[] = [];
  /** The ID token for the next code; by default a good one for `subject`. */
  idToken: (claims: JWTPayload) => Promise<string> = (claims) => this.sign(claims);
  subject = 'somebody';
  /** Answers nothing any more. */
  silent = false;
  private readonly server = createServer((req, res) => void this.answer(req, res));
  private readonly nonces = new Map<string, string>();
  issuer = '';
  /** Its tokens name another issuer than itself: a tenant's. */
  tenant: string | undefined;

  static async start(): Promise<StrangerProvider> {
    const provider = new StrangerProvider();
    provider.keys = [await newKey()];
    await new Promise<void>((listening) => provider.server.listen(0, '127.0.0.1', listening));
    provider.issuer = `http://127.0.0.1:${(provider.server.address() as AddressInfo).port}`;
    return provider;
  }

  settings(id: string): ProviderSettings {
    const { issuer } = this;
    return { id, name: `Provider ${id}`, issuer, clientId: 'our-client', clientSecret: 'our-secret' };
  }

  /** Signs with the newest key, or another. */
  async sign(claims: JWTPayload, { key = this.keys.at(-1), typ }: { key?: Key | undefined; typ?: string } = {}) {
    if (!key) throw new Error('The provider has no key');
    const header = { alg: key.alg, kid: key.kid, ...(typ !== undefined && { typ }) };
    return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey);
  }

  /** What an access token for our API holds. */
  access(further: JWTPayload = {}): JWTPayload {
    const { issuer, subject: sub, tenant: iss = issuer } = this;
    const scope = 'trail:read trail:write';
    return { iss, sub, client_id: sub, aud: 'urn:ours', iat: now(), exp: now() + 300, jti: 'one', scope, ...further };
  }

  accessToken(further: JWTPayload = {}, key?: Key): Promise<string> {
    return this.sign(this.access(further), { key: key ?? this.keys.at(-1), typ: 'at+jwt' });
  }

  /** A code as the browser would bring it, for the way that it was sent. */
  codeFor(way: string): string {
    const code = randomBytes(12).toString('hex');
    this.nonces.set(code, new URL(way).searchParams.get('nonce') ?? '');
    return code;
  }

  /** The address at which somebody comes back who was let in. */
  returnFrom(way: string, { code = this.codeFor(way), state = '' } = {}): string {
    const asked = new URL(way).searchParams;
    const back = new URLSearchParams({ code, state: state === '' ? (asked.get('state') ?? '') : state });
    return `${asked.get('redirect_uri') ?? ''}?${back.toString()}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { issuer } = this;
    if (this.silent) {
      req.socket.destroy();
      return;
    }
    if (req.url === '/.well-known/openid-configuration') {
      send(res, 200, {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        end_session_endpoint: `${issuer}/end`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'HS256', 'none'],
        code_challenge_methods_supported: ['S256'],
      });
    } else if (req.url === '/jwks') send(res, 200, { keys: this.keys.map(({ jwk }) => jwk) });
    else await this.token(req, res);
  }

  private async token(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
    const nonce = this.nonces.get(code);
    this.nonces.delete(code);
    if (nonce === undefined) {
      send(res, 400, { error: 'invalid_grant' });
      return;
    }
    const times = { iat: now(), exp: now() + 300 };
    const id_token = await this.idToken({
      iss: this.tenant ?? this.issuer,
      sub: this.subject,
      aud: 'our-client',
      nonce,
      ...times,
    });
    send(res, 200, { access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token });
  }
}

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}
