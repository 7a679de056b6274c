import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';

/** One client at a provider, under each of the issuers whose tokens may come from it: there is one, or one for each tenant. */
export interface Client {
  readonly issuers: readonly string[];
  readonly under: (issuer: string) => oidc.Configuration;
}

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

/**
 * The tokens for the code with which a browser came back. openid-client expects one issuer; which tenant's it is, a service of
 * many tells only in the token itself. So its answer is read a second time, under the issuer that it names, where that is one
 * of ours: state, nonce, audience and times are checked then as ever.
 */
export async function exchanged(
  { issuers, under }: Client,
  returned: URL,
  checks: oidc.AuthorizationCodeGrantChecks,
): Promise<Tokens> {
  const first = expectedIn(returned, issuers);
  if (issuers.length === 1) return oidc.authorizationCodeGrant(under(first), returned, checks);
  let answer: Response | undefined;
  const asking = under(first);
  asking[oidc.customFetch] = async (url, options) => {
    answer = await fetch(url, options as RequestInit);
    return answer.clone();
  };
  try {
    return await oidc.authorizationCodeGrant(asking, returned, checks);
  } catch (error) {
    const said = answer;
    const issuer = said && (await issuerIn(said.clone()));
    if (said === undefined || issuer === undefined || issuer === first || !issuers.includes(issuer)) throw error;
    const reading = under(issuer);
    reading[oidc.customFetch] = () => Promise.resolve(said);
    return oidc.authorizationCodeGrant(reading, returned, checks);
  }
}

/** RFC 9207: the way back may name the issuer already. */
function expectedIn(returned: URL, issuers: readonly string[]): string {
  const named = returned.searchParams.get('iss');
  return issuers.find((issuer) => issuer === named) ?? issuers[0] ?? '';
}

/** The issuer that a token names, believed in nothing yet. */
async function issuerIn(answer: Response): Promise<string | undefined> {
  try {
    const { id_token: token } = (await answer.json()) as { id_token?: unknown };
    return typeof token === 'string' ? decodeJwt(token).iss : undefined;
  } catch {
    return undefined;
  }
}
